import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'

/** One document to read. */
export interface Found {
  /** Where it is. */
  readonly file: string
  /** As found below the argument given, /-separated. */
  readonly path: string
  /** Pictures of its pages in page order, `file` the first of them; left out where it is one file. */
  readonly parts?: readonly string[]
}

export interface Inputs {
  readonly found: readonly Found[]
  /** How many files of folders and globs were left out, by extension. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Globs that match nothing. */
  readonly unmatched: readonly string[]
}

/** Extensions that say surely that a file is no report; everything else is told by its content. */
export const LEFT_OUT: readonly string[] = [
  ...[
    '.json',
    '.ndjson',
    '.jsonl',
    '.csv',
    '.tsv',
    '.parquet',
    '.sqlite',
    '.db',
    '.log',
    '.md',
    '.yaml',
    '.yml',
    '.toml',
  ],
  ...['.js', '.mjs', '.ts', '.css', '.py', '.sh', '.bat', '.exe', '.dll'],
  ...['.mp3', '.mp4', '.avi', '.mov', '.wav', '.ttf', '.otf', '.woff', '.woff2', '.ico', '.svg'],
]

/** What file managers and Office leave beside documents. */
const NO_DOCUMENT = /^(?:\.|~\$)|^(?:Thumbs\.db|desktop\.ini)$/i

/** 2 before 10, and the same on every machine. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' })

/** Folder by folder, so that what stands together stays together. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  for (const [place, segment] of left.entries()) {
    const other = right[place]
    if (other === undefined) return 1
    const order = natural.compare(segment, other) || (segment < other ? -1 : segment > other ? 1 : 0)
    if (order !== 0) return order
  }
  return left.length - right.length
}

/**
 * The documents of all arguments, in their order, each file once. What is not there or cannot be looked into is found,
 * too, so that reading it gives a record that says why.
 */
export async function findInputs(args: readonly string[]): Promise<Inputs> {
  const found: Found[] = []
  const leftOut = new Map<string, number>()
  const unmatched: string[] = []
  const seen = new Set<string>()
  for (const arg of args) {
    const below = await findBelow(arg)
    if (below.length === 0 && !(await exists(arg))) unmatched.push(arg)
    for (const each of [...below].sort((a, b) => comparePaths(a.path, b.path))) {
      const identity = await realpath(each.file).catch(() => resolve(each.file))
      if (seen.has(identity)) continue
      seen.add(identity)
      const extension = extname(each.file).toLowerCase()
      if (each.file !== arg && LEFT_OUT.includes(extension)) leftOut.set(extension, (leftOut.get(extension) ?? 0) + 1)
      else found.push(each)
    }
  }
  return { found, leftOut, unmatched }
}

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function findBelow(arg: string): Promise<readonly Found[]> {
  if (arg === '') return []
  const itself = [{ file: arg, path: basename(resolve(arg)) }]
  const info = await stat(arg).catch(() => null)
  if (info?.isDirectory()) return walk(arg, '')
  if (info) return itself
  const { glob, isDynamicPattern } = await import('tinyglobby')
  const pattern = sep === '\\' ? arg.replaceAll('\\', '/') : arg
  if (!isDynamicPattern(pattern)) return itself
  const base = staticPart(pattern)
  const files = await glob(pattern, {
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
  })
  return files
    .filter((file) => !NO_DOCUMENT.test(basename(file)))
    .map((file) => ({ file, path: relative(resolve(base), file).split(sep).join('/') }))
}

/** The folder ahead of the first segment with a wildcard. */
function staticPart(pattern: string): string {
  const segments = pattern.split('/')
  const first = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment))
  return segments.slice(0, first < 0 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.')
}

/** All files below a folder. Links to files are followed, links to folders not: they may lead in circles. */
async function walk(folder: string, path: string): Promise<readonly Found[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch {
    return [{ file: folder, path: path || basename(resolve(folder)) }]
  }
  const found: Found[] = []
  for (const entry of entries) {
    if (NO_DOCUMENT.test(entry.name)) continue
    const file = join(folder, entry.name)
    const below = path ? `${path}/${entry.name}` : entry.name
    if (entry.isDirectory()) found.push(...(await walk(file, below)))
    else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(file)))) found.push({ file, path: below })
  }
  return found
}

/** A link that leads nowhere counts: its record says so. */
async function leadsToFile(link: string): Promise<boolean> {
  return stat(link).then(
    (info) => info.isFile(),
    () => true,
  )
}

/**
 * A place for each document below an output folder, in the folders of the input: `a/x.pdf` → `a/x.pdf.json`. Where two
 * documents would share one (two arguments with the same paths below them, or names that differ only in case), the later
 * ones get a number. No place is also a folder of another.
 */
export function outputPlaces(paths: readonly string[]): readonly string[] {
  const folded = (path: string): string => path.normalize('NFC').toLowerCase()
  const folders = new Set<string>()
  for (const path of paths)
    for (let folder = dirname(path); folder !== '.' && folder !== '/'; folder = dirname(folder))
      folders.add(folded(folder))
  const taken = new Set<string>(['records.csv'])
  return paths.map((path) => {
    for (let number = 1; ; number += 1) {
      const place = number === 1 ? `${path}.json` : `${path}.${number}.json`
      if (taken.has(folded(place)) || folders.has(folded(place))) continue
      taken.add(folded(place))
      return place
    }
  })
}
