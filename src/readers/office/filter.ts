import { oleEntries, oleStreamHead } from '../containers/ole.js'

/** The formats that LibreOffice converts. HTML is never one: LibreOffice would fetch the pictures that the page names. */
export type OfficeFormat = 'doc' | 'rtf'

const WORD_97 = 'MS Word 97'
/** Word 6 and 95 wrote the same format; one filter reads both. */
const WORD_6 = 'MS WinWord 6.0'

/** [MS-DOC] FibBase: wIdent at byte 0, nFib at byte 2, by which Word tells its versions; 97 began at 193. */
const IDENT_97 = 0xa5ec
const IDENT_6 = 0xa5dc
const FIRST_OF_97 = 193

/**
 * The names of LibreOffice's filters for a document, in the order in which to try them. It is never left to guess: what
 * it does not know it takes for plain text, or for a web page. Two only where the head of a small stream lies scattered.
 */
export function filtersFor(bytes: Uint8Array, format: OfficeFormat): readonly string[] {
  if (format === 'rtf') return ['Rich Text Format']
  const fib = oleStreamHead(bytes, oleEntries(bytes), 'WordDocument')
  const word = (at: number): number => (fib[at] ?? 0) + (fib[at + 1] ?? 0) * 256
  if (word(0) === IDENT_97 && word(2) >= FIRST_OF_97) return [WORD_97]
  if (word(0) === IDENT_6 && word(2) < FIRST_OF_97) return [WORD_6]
  return [WORD_97, WORD_6]
}
