import { createRequire } from 'node:module'
import { z } from 'zod'

const require = createRequire(import.meta.url)

/** package.json stands at the package's root: two folders up in the build, one in the sources. */
function packageVersion(): string {
  const shape = z.object({ name: z.literal('nianbao'), version: z.string() })
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const parsed = shape.safeParse(require(path))
      if (parsed.success) return parsed.data.version
    } catch {
      // Not at this depth.
    }
  }
  throw new Error('nianbao: its own package.json was not found')
}

/** The extractor's version, as in package.json. */
export const VERSION = packageVersion()
