import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { z } from 'zod'

const require = createRequire(import.meta.url)

const versions = z.record(z.string(), z.string()).default({})

/** The entries of nianbao's own package.json that are used; npm publishes it as it stands in a clone. */
const shape = z.object({
  name: z.literal('nianbao'),
  version: z.string(),
  peerDependencies: versions,
  devDependencies: versions,
})

interface OwnPackage extends z.infer<typeof shape> {
  /** The folder that holds package.json. */
  readonly root: string
}

/** package.json stands at the package's root: two folders up in the build, one in the sources. */
function ownPackage(): OwnPackage {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const parsed = shape.safeParse(require(path))
      if (parsed.success) return { ...parsed.data, root: dirname(require.resolve(path)) }
    } catch {
      // Not at this depth.
    }
  }
  throw new Error('nianbao: its own package.json was not found')
}

export const OWN_PACKAGE = ownPackage()

/** The extractor's version, as in package.json. */
export const VERSION = OWN_PACKAGE.version
