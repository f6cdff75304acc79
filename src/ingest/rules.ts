import { extname } from 'node:path'

/** Rules that tell which files of a folder are documents and in which order they come: the same for every command. */

/** Extensions that surely belong to no report; the content decides on all others. */
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

/** The extension by which a file of a folder is left out; null of any other file. */
export function leftOutBy(file: string): string | null {
  const extension = extname(file).toLowerCase()
  return LEFT_OUT.includes(extension) ? extension : null
}

/** Files that file managers and Office leave beside documents. */
const NO_DOCUMENT = /^(?:\.|~\$)|^(?:Thumbs\.db|desktop\.ini)$/i

export const isNoDocument = (name: string): boolean => NO_DOCUMENT.test(name)

/** 2 before 10, and the same on every machine. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' })

/** The natural order of the names in one folder; total, so that equal names are the same name. */
export const compareNames = (a: string, b: string): number => natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
