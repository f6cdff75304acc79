import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isBelow, onDisk, shownPath, textOfName } from '../file-names.js'
import { type FoundDocument, pageGroups } from './groups.js'
import { isSystemError } from '../system.js'
import { compareNames, isNoDocument, leftOutBy } from './rules.js'

export interface WalkOptions {
  /** Pictures whose names number the pages of one document are one document. */
  readonly group: boolean
  /** Folders (absolute) that are not looked into, such as our own data. */
  readonly skip?: ReadonlySet<string>
  /** How many folders deep; 0 is the folder itself alone. */
  readonly depth?: number
  /** Gives the files, too, whose extension says that they are no reports. */
  readonly leftOut?: boolean
  /** Told of each of them where they are not given. */
  readonly onLeftOut?: (file: string, extension: string) => void
  /** Follows links to files that lead out of the folder. */
  readonly followLinks?: boolean
  /** Told of each such link that is not followed. */
  readonly onLink?: (file: string) => void
  /** Told of each folder that cannot be listed: the walk goes on, but is not complete. */
  readonly onUnreadable?: (folder: string, path: string, error: NodeJS.ErrnoException) => void
}

/**
 * The documents below a folder in natural order, one folder at a time: never more than the names of the folders on the
 * way are held. Links to files are followed, those that lead out of the folder only if asked; links to folders never: they may
 * lead in circles.
 */
export async function* walk(
  folder: string,
  options: WalkOptions,
  path = '',
  top = folder,
): AsyncGenerator<FoundDocument, void, undefined> {
  const listed = await list(folder, options, path, top)
  if (!listed) return
  const { files, folders, outside } = listed
  const groups = options.group ? await pageGroups(folder, files) : []
  // A document stands where the first of its files would.
  const leads = new Map(groups.map((group) => [Math.min(...group), group]))
  const taken = new Set(groups.flat())
  const documentAt = (place: number): FoundDocument | null => {
    const group = leads.get(place)
    if (!group && taken.has(place)) return null
    const pages = (group ?? [place]).map((each) => files[each] ?? '')
    const [first = ''] = pages
    const isOutside = pages.some((name) => outside.has(name))
    const found = { file: join(folder, first), path: below(path, first), ...(isOutside && { isOutside }) }
    return group ? { ...found, parts: pages.map((name) => join(folder, name)) } : found
  }
  let next = 0
  const until = function* (name: string | null): Generator<FoundDocument> {
    for (; next < files.length; next += 1) {
      if (name !== null && compareNames(files[next] ?? '', name) > 0) return
      const document = documentAt(next)
      if (document) yield document
    }
  }
  for (const name of folders) {
    yield* until(name)
    yield* walk(join(folder, name), deeper(options), below(path, name), top)
  }
  yield* until(null)
}

const below = (path: string, name: string): string => (path ? `${path}/${shownPath(name)}` : shownPath(name))

const deeper = (options: WalkOptions): WalkOptions =>
  options.depth === undefined ? options : { ...options, depth: options.depth - 1 }

interface Listed {
  readonly files: readonly string[]
  readonly folders: readonly string[]
  /** The files that are links out of the folder. */
  readonly outside: ReadonlySet<string>
}

/** The names in one folder that may be documents, and the folders to look into, each in natural order. */
async function list(folder: string, options: WalkOptions, path: string, top: string): Promise<Listed | null> {
  const { depth = Infinity, skip, leftOut = false, onLeftOut, onUnreadable } = options
  const { followLinks = false, onLink } = options
  const outside = new Set<string>()
  const files: string[] = []
  const folders: string[] = []
  try {
    for (const entry of await readdir(onDisk(folder), { withFileTypes: true, encoding: 'buffer' })) {
      const name = textOfName(entry.name)
      if (isNoDocument(name)) continue
      if (entry.isDirectory()) {
        if (depth > 0 && !skip?.has(join(folder, name))) folders.push(name)
      } else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(join(folder, name))))) {
        const extension = leftOut ? null : leftOutBy(name)
        if (extension !== null) {
          onLeftOut?.(join(folder, name), extension)
          continue
        }
        if (entry.isSymbolicLink() && (await leadsOutOf(top, join(folder, name)))) {
          if (!followLinks) {
            onLink?.(join(folder, name))
            continue
          }
          outside.add(name)
        }
        files.push(name)
      }
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    onUnreadable?.(folder, path, error)
    return null
  }
  return { files: files.sort(compareNames), folders: folders.sort(compareNames), outside }
}

/** A link that leads nowhere counts: reading it says so. */
async function leadsToFile(link: string): Promise<boolean> {
  return stat(onDisk(link)).then(
    (info) => info.isFile(),
    () => true,
  )
}

/** Whether a link's file stands outside of a folder, whatever links lead there; one that leads nowhere is left to its reader. */
async function leadsOutOf(top: string, link: string): Promise<boolean> {
  const target = await realpathOf(link).catch(() => null)
  if (target === null) return false
  const folder = await realpathOf(top)
  return !isBelow(target, folder)
}

/** The true path of a file, as text. */
export const realpathOf = async (path: string): Promise<string> =>
  textOfName(await realpath(onDisk(path), { encoding: 'buffer' }))
