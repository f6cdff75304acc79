import { columnName } from '../../model/address.js'
import type { Language } from '../../model/sentences.js'
import type { Row } from '../table.js'
import {
  cellXml,
  contentTypes,
  ROOT_RELATIONS,
  sheetEnd,
  sheetStart,
  STYLE,
  STYLES,
  workbookRelations,
  workbookXml,
  type Style,
} from '../writers/sheet-xml.js'
import { cellsOf, checklistText, COLUMNS, headingOf, type CheckedReport } from './words.js'

/** Widths of the sheet’s columns, in characters: report, number, then COLUMNS. */
const WIDTHS = [26, 6, 9, 24, 26, 26, 12, 12, 12, 60, 40, 40]

/** The list as the parts of a workbook with one sheet: a finding a row, all reports below each other. */
export function checklistSheet(reports: readonly CheckedReport[], language: Language): ReadonlyMap<string, string> {
  const say = (key: Parameters<typeof checklistText>[0]): string => checklistText(key, language)
  const head: Row = [say('file'), say('number'), ...COLUMNS.map(say)]
  const rows = reports.flatMap((report): readonly Row[] =>
    report.findings.map((found, index) => [headingOf(report, language), index + 1, ...cellsOf(found)]),
  )
  const rowXml = (row: Row, at: number, style: Style | null): string =>
    `<row r="${at}">${row.map((cell, column) => cellXml(cell, `${columnName(column)}${at}`, style)).join('')}</row>`
  const body = [rowXml(head, 1, STYLE.label), ...rows.map((row, index) => rowXml(row, index + 2, null))]
  const range = `A1:${columnName(head.length - 1)}${rows.length + 1}`
  return new Map([
    ['[Content_Types].xml', contentTypes(1)],
    ['_rels/.rels', ROOT_RELATIONS],
    ['xl/workbook.xml', workbookXml([say('title')])],
    ['xl/_rels/workbook.xml.rels', workbookRelations(1)],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', sheetStart(WIDTHS, { rows: 1, columns: 0 }) + body.join('') + sheetEnd(range)],
  ])
}
