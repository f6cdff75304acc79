import { mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { isAlive, ownerOf } from '../system.js'
import { filesBelow, PACKAGE_FILE, PACKAGE_NAME } from './datapackage.js'
import { ExportError } from './errors.js'

const earlier = z.object({
  name: z.literal(PACKAGE_NAME),
  files: z.array(z.object({ path: z.string() })),
})

/** A folder that appears whole or not at all: written beside its place under a hidden name, and renamed at the end. */
export class FinishedFolder {
  private constructor(
    /** Where to write. */
    readonly path: string,
    private readonly place: string,
    private readonly mayReplace: MayReplace,
  ) {}

  /** @throws what `mayReplace` throws, and what the file system does. */
  static async begin(place: string, mayReplace: MayReplace): Promise<FinishedFolder> {
    const target = await realpath(place).catch(() => resolve(place))
    await mayReplace(target)
    const parent = dirname(target)
    await mkdir(parent, { recursive: true })
    await clearAway(parent, target)
    const path = join(parent, `${prefixOf(target)}${process.pid}-${++made}`)
    await mkdir(path)
    return new FinishedFolder(path, target, mayReplace)
  }

  /** Puts the folder in place of an earlier one. */
  async finish(): Promise<void> {
    await this.mayReplace(this.place)
    const old = `${this.path}-old`
    const replaced = await rename(this.place, old).then(
      () => true,
      (error: unknown) => {
        if (isCode(error, 'ENOENT')) return false
        throw error
      },
    )
    try {
      await rename(this.path, this.place)
    } catch (error) {
      if (replaced) await rename(old, this.place)
      throw error
    }
    if (replaced) await rm(old, { recursive: true, force: true })
  }

  async abandon(): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

/** Several at a time in one process do not meet. */
let made = 0

const prefixOf = (target: string): string => `.${basename(target)}.unfinished-`

/** Throws where something stands at the place that must stay there; asked before anything is written and again at the end. */
export type MayReplace = (place: string) => Promise<void>

/** Replaces an empty folder, or what an export wrote and nobody added to; with `force` any folder. Throws ExportError. */
export const overExports =
  (force: boolean): MayReplace =>
  async (target) => {
    const info = await stat(target).catch(() => null)
    if (!info) return
    if (!info.isDirectory()) throw new ExportError('not-a-folder', { folder: target })
    if (force) return
    const present = await filesBelow(target)
    const manifest = await readFile(join(target, PACKAGE_FILE), 'utf8').catch(() => null)
    const known = earlier.safeParse(manifest === null ? null : parsed(manifest))
    const ours = new Set([PACKAGE_FILE, ...(known.data?.files.map(({ path }) => path) ?? [])])
    const foreign = known.success ? present.find((path) => !ours.has(path)) : present[0]
    if (foreign !== undefined) throw new ExportError('not-empty', { folder: target, file: foreign })
  }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Takes away what processes that are gone left of exports to the same place. */
async function clearAway(parent: string, target: string): Promise<void> {
  const prefix = prefixOf(target)
  for (const name of await readdir(parent)) {
    const pid = ownerOf(name, prefix)
    if (pid !== null && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true })
  }
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code
