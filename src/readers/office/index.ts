import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { problem } from '../../model/problem.js'
import { readDocx } from '../word/index.js'
import { convertToDocx } from './convert.js'
import { withoutToday } from './fields.js'
import type { OfficeFormat } from './filter.js'

/**
 * Reads a document of Word 97–2003, Word 6/95, WPS or an RTF: LibreOffice makes a .docx of it, which is read as any other.
 * @throws DocumentError what convertToDocx and readDocx throw.
 */
export async function readOffice(source: Source, format: OfficeFormat, options: ReadOptions): Promise<Reading> {
  const bytes = format === 'rtf' ? fromBrace(source.bytes) : source.bytes
  const docx = await convertToDocx(bytes, format, { ...options, soffice: options.soffice ?? null })
  let dates = 0
  const edit = (xml: string): string => {
    const { xml: kept, dropped } = withoutToday(xml)
    dates += dropped
    return kept
  }
  const reading = await readDocx({ ...source, bytes: docx }, options, { edit })
  const lost = dates > 0 ? [problem('date-not-kept', { count: dates })] : []
  return { ...reading, format, problems: [...reading.problems, ...lost] }
}

/** An RTF begins with its brace; what downloads put ahead of it (a byte order mark, line breaks) would hide it. */
function fromBrace(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(Math.max(0, bytes.indexOf(0x7b)))
}
