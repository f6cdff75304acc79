import { storedZip } from '../../containers/zip.js'

/** Small spreadsheets for tests, written part by part. */

interface SheetPart {
  readonly name: string
  /** The content of <worksheet>, or of <sheetData> where it begins with a row. */
  readonly xml: string
  readonly state?: 'hidden' | 'veryHidden'
}

interface WorkbookOptions {
  /** The content of <styleSheet>. */
  readonly styles?: string
  /** The content of <sst>. */
  readonly strings?: string
  /** Beside the list of sheets. */
  readonly workbook?: string
  /** Other parts by name, or null for one to leave out. */
  readonly parts?: Readonly<Record<string, string | null>>
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const relations = (each: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${each
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** The bytes of an .xlsx with some sheets. */
export function workbookOf(sheets: readonly SheetPart[], options: WorkbookOptions = {}): Buffer {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  )
  const parts: Record<string, string | null> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${options.workbook ?? ''}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['rId98', 'styles', 'styles.xml'],
      ['rId99', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${options.styles ?? ''}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${options.strings ?? ''}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${MAIN}">${xml.startsWith('<row') ? `<sheetData>${xml}</sheetData>` : xml}</worksheet>`,
      ]),
    ),
    ...options.parts,
  }
  return storedZip(
    new Map(Object.entries(parts).flatMap(([name, xml]) => (xml === null ? [] : [[name, Buffer.from(xml)] as const]))),
  )
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A row of cells: numbers are numbers, texts are texts, null leaves one out. @param from 1-based */
export function row(from: number, values: readonly (string | number | null)[], attributes = ''): string {
  const cells = values.map((value, column) => {
    const address = `${String.fromCharCode(65 + column)}${from}`
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`
    return `<c r="${address}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
  })
  return `<row r="${from}"${attributes}>${cells.join('')}</row>`
}

/** Rows below each other, from the first one; null leaves one empty. */
export const rows = (values: readonly (readonly (string | number | null)[] | null)[]): string =>
  values.map((each, at) => (each === null ? '' : row(at + 1, each))).join('')
