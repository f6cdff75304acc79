import { columnName } from '../../model/address.js'
import type { CellValue } from '../table.js'

/** The parts of a workbook as SpreadsheetML (ECMA-376, part 1). */

/** Styles by their place in STYLES below. */
export const STYLE = { plain: 0, label: 1, name: 2, text: 3, flagged: 4, corrected: 5 } as const
export type Style = (typeof STYLE)[keyof typeof STYLE]

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Excel's limit for the text of a cell, in UTF-16 units. */
const LONGEST_TEXT = 32_767

/** Characters that XML cannot hold, and text that would be taken for their escape (ST_Xstring). */
const UNHOLDABLE = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu
const hex = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

export function escapeXml(text: string): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
  return short.replace(UNHOLDABLE, hex).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** One cell; texts are always texts, whatever they begin with, and stay so when somebody edits them (number format @). */
export function cellXml(value: CellValue, reference: string, style: Style | null): string {
  if (value === null) return style === null || style === STYLE.plain ? '' : `<c r="${reference}" s="${style}"/>`
  if (typeof value === 'string')
    return `<c r="${reference}" s="${style ?? STYLE.text}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`
  const marked = style === null ? '' : ` s="${style}"`
  if (typeof value === 'boolean') return `<c r="${reference}"${marked} t="b"><v>${Number(value)}</v></c>`
  return `<c r="${reference}"${marked}><v>${value}</v></c>`
}

export const sheetStart = (widths: readonly number[], frozen: { rows: number; columns: number }): string => {
  const corner = `${columnName(frozen.columns)}${frozen.rows + 1}`
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  const split = frozen.columns > 0 ? `xSplit="${frozen.columns}" ` : ''
  const pane = frozen.columns > 0 ? 'bottomRight' : 'bottomLeft'
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ${split}ySplit="${frozen.rows}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`
}

/** `filter`: range of the rows that can be filtered, heading included. */
export const sheetEnd = (filter: string): string => `</sheetData><autoFilter ref="${filter}"/></worksheet>`

export const workbookXml = (sheets: readonly string[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
    .map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`

export const workbookRelations = (sheets: number): string => {
  const each = Array.from(
    { length: sheets },
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}<Relationship Id="rId${sheets + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`
}

export const ROOT_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export const contentTypes = (sheets: number): string => {
  const each = Array.from(
    { length: sheets },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${each.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`
}

const FONTS = [
  '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
  '<font><sz val="9"/><color rgb="FF6B7280"/><name val="Consolas"/><family val="3"/></font>',
]
const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
/** The first two are fixed by the format. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('FFE8EEF7'),
  solid('FFFFE699'),
  solid('FFC6E0B4'),
]
const format = (numberFormat: number, font: number, fill: number, inner = ''): string =>
  `<xf numFmtId="${numberFormat}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${inner ? ` applyAlignment="1">${inner}</xf>` : '/>'}`
const WRAPPED = '<alignment vertical="top" wrapText="1"/>'
/** In the order of STYLE; number format 49 is text. */
const FORMATS = [
  format(0, 0, 0),
  format(49, 1, 2, WRAPPED),
  format(49, 2, 2),
  format(49, 0, 0),
  format(0, 0, 3),
  format(0, 0, 4),
]
export const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="${FILLS.length}">${FILLS.join('')}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${FORMATS.length}">${FORMATS.join('')}</cellXfs></styleSheet>`
