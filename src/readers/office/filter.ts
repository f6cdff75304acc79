import { oleEntries, oleStreamHead } from '../containers/ole.js'

/** What LibreOffice is asked to convert. Never HTML: it would fetch the pictures that the page names. */
export type OfficeFormat = 'doc' | 'rtf'

/** [MS-DOC] FibBase.nFib, by which Word tells its versions: 6.0 wrote 101 and 102, 95 wrote 103 to 105, 97 began at 193. */
const FIRST_OF_95 = 103
const FIRST_OF_97 = 193

/**
 * The name of LibreOffice's filter for a document. It is never left to guess: what it does not know it would take for
 * plain text, or for a web page.
 */
export function filterFor(bytes: Uint8Array, format: OfficeFormat): string {
  if (format === 'rtf') return 'Rich Text Format'
  const fib = oleStreamHead(bytes, oleEntries(bytes), 'WordDocument')
  const version = fib.length < 4 ? FIRST_OF_97 : (fib[2] ?? 0) + (fib[3] ?? 0) * 256
  if (version >= FIRST_OF_97) return 'MS Word 97'
  return version >= FIRST_OF_95 ? 'MS Word 95' : 'MS WinWord 6.0'
}
