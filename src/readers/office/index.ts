import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { problem } from '../../model/problem.js'
import { readSheets } from '../sheet/index.js'
import { readDocx } from '../word/index.js'
import { convertToDocx, convertToXlsx, type OfficeFormat } from './convert.js'
import { attribute, tokens } from '../word/xml.js'
import { NARROW_MARK, withoutUnshownBinaryFields } from './binary-fields.js'
import { withoutUnshownFields } from './nested.js'
import { DOUBT_MARKS } from '../markup/text.js'

/** Fields that LibreOffice works out anew when it loads a document, so that what was printed is lost. */
const TODAY = /^\s*(?:DATE|TIME)\b/i

interface Field {
  instruction: string
  part: 'instruction' | 'result'
}

/**
 * Reads a document of Word 97–2003, Word 6/95, WPS or an RTF: LibreOffice makes a .docx of it, which is read as any other.
 * @throws DocumentError what convertToDocx and readDocx throw.
 */
export async function readOffice(source: Source, format: OfficeFormat, options: ReadOptions): Promise<Reading> {
  const bytes = format === 'rtf' ? withoutNesting(fromBrace(source.bytes)) : withoutUnshownBinaryFields(source.bytes)
  const docx = await convertToDocx(bytes, format, { ...options, soffice: options.soffice ?? null })
  let dates = 0
  const edit = (xml: string): string => {
    const { xml: kept, dropped } = withoutToday(xml)
    dates += dropped
    return format === 'doc' ? kept.replaceAll(NARROW_MARK, DOUBT_MARKS['cell-not-text']) : kept
  }
  const reading = await readDocx({ ...source, bytes: docx }, options, { edit })
  const lost = dates > 0 ? [problem('date-not-kept', { count: dates })] : []
  return { ...reading, format, problems: [...reading.problems, ...lost] }
}

/**
 * Reads a spreadsheet of Excel 5 to 2003 or WPS (.et): LibreOffice makes an .xlsx of it, which is read as any other.
 * @throws DocumentError what convertToXlsx and readSheets throw
 */
export async function readOfficeSheets(source: Source, options: ReadOptions): Promise<Reading> {
  const bytes = await convertToXlsx(source.bytes, { ...options, soffice: options.soffice ?? null })
  return { ...(await readSheets({ ...source, bytes }, options)), format: 'xls' }
}

/** An RTF begins with its brace; what downloads put ahead of it (a byte order mark, line breaks) would hide it. */
function fromBrace(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(Math.max(0, bytes.indexOf(0x7b)))
}

const withoutNesting = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(withoutUnshownFields(Buffer.from(bytes).toString('latin1')), 'latin1')

/**
 * WordprocessingML without the results of fields that show today's date: LibreOffice puts the day of the conversion
 * there. `dropped` says how many.
 */
function withoutToday(xml: string): { readonly xml: string; readonly dropped: number } {
  const out: string[] = []
  const fields: Field[] = []
  let dropped = 0
  let element = ''
  for (const token of tokens(xml)) {
    const field = fields.at(-1)
    if (token.kind === 'text') {
      const isResult =
        element === 'w:t' && fields.some(({ part, instruction }) => part === 'result' && TODAY.test(instruction))
      if (element === 'w:instrText' && field) field.instruction += token.source
      if (!isResult) out.push(token.source)
      continue
    }
    element = token.kind === 'open' ? token.name : ''
    out.push(token.source)
    if (token.name !== 'w:fldChar' || token.kind === 'close') continue
    switch (attribute(token.source, 'w:fldCharType')) {
      case 'begin':
        fields.push({ instruction: '', part: 'instruction' })
        break
      case 'separate':
        if (field) field.part = 'result'
        break
      case 'end':
        if (field && TODAY.test(field.instruction)) dropped += 1
        fields.pop()
        break
    }
  }
  return { xml: out.join(''), dropped }
}
