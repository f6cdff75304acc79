import { stat } from 'node:fs/promises'
import nodePath, { basename, dirname, join, relative, resolve, sep, type PlatformPath } from 'node:path'
import { groupPictures } from './groups.js'
import { isBelow, onDisk, shownPath } from '../file-names.js'
import type { Manifest } from './manifest.js'
import type { FoundDocument } from './groups.js'
import { realpathOf, walk, type WalkOptions } from './walk.js'

/** One argument made into what it stands for: a folder, a glob, or files named themselves. */
export interface Root {
  /** Absolute: the folder, the folder before a glob's first wildcard, or that of the files. */
  readonly folder: string
  /** The whole folder was listed: names that are missing have vanished. */
  readonly whole: boolean
  /** Whether a file (absolute) is this root's: it is left to the first root that has it. */
  readonly has: (file: string) => boolean
  readonly documents: (options: WalkOptions) => AsyncGenerator<FoundDocument, void, undefined>
}

/** Options of the search for files below the roots. */
export interface FindingOptions {
  readonly roots: readonly Root[]
  /** Pictures whose names number the pages of one document are one document. */
  readonly group: boolean
  /** Follows links to files that lead out of the folders. */
  readonly followLinks: boolean
  readonly manifest: Manifest | null
  /** Our own data, which is no document. */
  readonly skip: ReadonlySet<string>
  readonly signal: AbortSignal
}

/** Batch size: documents given at a time. */
const BATCH_SIZE = 200

/**
 * The documents of one of the roots that are of no earlier one, some at a time.
 * @throws the signal's reason
 */
export async function* documentsOf(
  { roots, group, followLinks, skip, signal }: FindingOptions,
  place: number,
  told: Pick<WalkOptions, 'onLink' | 'onLeftOut' | 'onUnreadable'>,
): AsyncGenerator<readonly FoundDocument[], void, undefined> {
  const earlier = roots.slice(0, place)
  let together: FoundDocument[] = []
  for await (const each of roots[place]?.documents({ group, skip, followLinks, ...told }) ?? []) {
    signal.throwIfAborted()
    if (earlier.some((other) => other.has(each.file))) continue
    together.push(each)
    if (together.length < BATCH_SIZE) continue
    yield together
    together = []
  }
  if (together.length > 0) yield together
}

export interface Roots {
  readonly roots: readonly Root[]
  /** Arguments of which nothing is there. */
  readonly missing: readonly string[]
}

/** Gives the folders that the arguments stand for, in their order; files that stand beside each other are one root. */
export async function rootsOf(args: readonly string[]): Promise<Roots> {
  const roots: Root[] = []
  const missing: string[] = []
  let files: FoundDocument[] = []
  const flush = (): void => {
    if (files.length > 0) roots.push(filesRoot(files))
    files = []
  }
  for (const arg of args) {
    const info = arg === '' ? null : await stat(onDisk(arg)).catch(() => null)
    if (info && !info.isDirectory()) {
      files.push({ file: await realFile(arg), path: shownPath(basename(resolve(arg))) })
      continue
    }
    flush()
    const root = info ? folderRoot(await realpathOf(arg)) : await globRoot(arg)
    if (root) roots.push(root)
    else missing.push(arg)
  }
  flush()
  return { roots, missing }
}

/** The folder's true path with the name as given: a link to a file is a name of its own. */
const realFile = async (file: string): Promise<string> =>
  join(await realpathOf(dirname(resolve(file))), basename(resolve(file)))

const folderRoot = (folder: string): Root => ({
  folder,
  whole: true,
  has: (file) => isBelow(file, folder),
  documents: (options) => walk(folder, options),
})

function filesRoot(files: readonly FoundDocument[]): Root {
  const own = new Set(files.map(({ file }) => file))
  return {
    folder: dirname(files[0]?.file ?? '.'),
    whole: false,
    has: (file) => own.has(file),
    documents: async function* ({ group }) {
      const unique = [...new Map(files.map((found) => [found.file, found])).values()]
      yield* group ? await groupPictures(unique) : unique
    },
  }
}

/** Null where the argument is no glob, or the folder that it begins with is not there. */
async function globRoot(arg: string): Promise<Root | null> {
  const glob = await parseGlob(arg)
  const folder = glob && (await realpathOf(glob.base).catch(() => null))
  if (!glob || folder === null) return null
  const matches = (file: string): boolean => glob.matches(relative(folder, file).split(sep).join('/'))
  return {
    folder,
    whole: false,
    has: (file) => isBelow(file, folder) && matches(file),
    documents: async function* (options) {
      // Groups are made of what matches, so that a glob of one page is that page alone.
      const pending: FoundDocument[] = []
      const of = async (found: readonly FoundDocument[]): Promise<readonly FoundDocument[]> =>
        options.group ? groupPictures(found) : found
      for await (const found of walk(folder, { ...options, group: false, depth: glob.depth })) {
        if (!matches(found.file)) continue
        if (pending[0] && dirname(pending[0].file) !== dirname(found.file)) yield* await of(pending.splice(0))
        pending.push(found)
      }
      yield* await of(pending)
    },
  }
}

export interface Glob {
  /** The folder before the first wildcard. */
  readonly base: string
  /** Tells whether a path below it, /-separated, matches. */
  readonly matches: (path: string) => boolean
  /** How many folders below it can match. */
  readonly depth: number
}

/** Takes a glob apart, as shells write them (`**` over folders, hidden files left out); null of anything else. */
export async function parseGlob(arg: string, { sep }: Pick<PlatformPath, 'sep'> = nodePath): Promise<Glob | null> {
  const { default: picomatch } = await import('picomatch')
  const pattern = sep === '\\' ? arg.replaceAll('\\', '/') : arg
  if (!picomatch.scan(pattern).isGlob) return null
  const segments = pattern.split('/')
  const first = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment))
  const rest = segments.slice(Math.max(0, first))
  const base = segments.slice(0, Math.max(0, first)).join('/') || (pattern.startsWith('/') ? '/' : '.')
  return {
    // A drive alone would be the folder that was last worked in there.
    base: sep === '\\' && /^[A-Za-z]:$/.test(base) ? `${base}/` : base,
    matches: picomatch(rest.join('/'), { dot: false }),
    // A brace or parenthesis may hold folders of its own.
    depth: /\*\*|[{(]/.test(rest.join('/')) ? Infinity : rest.length - 1,
  }
}
