import { columnName } from '../../model/address.js'
import type { Block } from '../../model/block.js'
import type { PageInfo } from '../../model/page.js'
import { DocumentError, problem, type Problem } from '../../model/problem.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { blocksOf, MAX_PLACES } from './blocks.js'
import { paletteOf } from './colours.js'
import { Workbook } from './package.js'
import { sharedStrings } from './strings.js'
import { stylesOf } from './styles.js'
import { visibleSheet, type VisibleSheet } from './visible.js'
import { workbookParts, type ListedSheet } from './workbook.js'
import { MAX_CELLS, MAX_CHARACTERS, readWorksheet, type SheetContext, type Worksheet } from './worksheet.js'

/** Formulas that are named one by one; the others are only counted. */
const NAMED = 5

/**
 * Reads a spreadsheet: each sheet that is shown is a page, on which its cells stand where their widths and heights put them.
 * Texts are those that the sheet shows; what is hidden is left out and named.
 * @throws DocumentError damaged-file, encrypted, unpacks-too-large, text-too-long, sheet-too-large or too-many-pages
 */
export async function readSheets(source: Source, options: ReadOptions): Promise<Reading> {
  const workbook = await Workbook.open(source.bytes, options.limits, options.signal)
  const { sheets, from1904, recalculates, ...parts } = await workbookParts(workbook)
  if (sheets.length > options.limits.pages) throw new DocumentError('too-many-pages', { limit: options.limits.pages })
  const palette = await paletteOf(workbook, parts.theme)
  const context: SheetContext = {
    strings: await sharedStrings(workbook, parts.strings),
    styles: await stylesOf(workbook, parts.styles, palette),
    palette,
    ...{ from1904, recalculates, budget: { cells: MAX_CELLS, characters: MAX_CHARACTERS } },
  }
  const pages: PageInfo[] = []
  const blocks: Block[] = []
  const problems: Problem[] = []
  const hidden: ListedSheet[] = []
  const places = { left: MAX_PLACES }
  for (const sheet of sheets) {
    const worksheet = await readWorksheet(workbook, sheet.part, context)
    if (sheet.hidden) {
      if (worksheet.cells.length > 0) hidden.push(sheet)
      continue
    }
    const visible = visibleSheet(sheet.name, worksheet)
    pages.push(pageOf(sheet, visible))
    blocks.push(...blocksOf(visible, sheet.number, places))
    problems.push(...problemsOf(sheet, worksheet, visible))
  }
  if (hidden.length > 0)
    problems.push(problem('sheets-hidden', { count: hidden.length, text: hidden.map(({ name }) => name).join(', ') }))
  return { format: 'xlsx', pages, blocks, metadata: {}, problems, pdfEngine: null, recogniser: null }
}

const pageOf = ({ name, number }: ListedSheet, { width, height }: VisibleSheet): PageInfo => ({
  ...{ number, width, height, rotation: 0, dpi: null },
  ...{ read: width > 0 && height > 0 ? 'text-layer' : 'blank', sheet: name },
})

/** Problems of a sheet that a reader of the record must know. */
function problemsOf({ name, number }: ListedSheet, sheet: Worksheet, visible: VisibleSheet): readonly Problem[] {
  const { unsaved, linked } = sheet
  const { hiddenRows, hiddenColumns } = visible
  const where = { page: number }
  const hidden = [
    ...runsOf(hiddenRows).map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`)),
    ...runsOf(hiddenColumns).map(([from, to]) =>
      from === to ? columnName(from) : `${columnName(from)}–${columnName(to)}`,
    ),
  ].join(', ')
  const formulas = unsaved.slice(0, NAMED).map(({ row, column }) => `${columnName(column)}${row + 1}`)
  const more = unsaved.length > NAMED ? ['…'] : []
  return [
    ...(hidden === ''
      ? []
      : [problem('sheet-hidden', { name, count: hiddenRows.length + hiddenColumns.length, text: hidden }, where)]),
    ...(unsaved.length === 0
      ? []
      : [problem('formulas-unsaved', { name, count: unsaved.length, text: [...formulas, ...more].join(', ') }, where)]),
    ...(linked === 0 ? [] : [problem('formulas-linked', { name, count: linked }, where)]),
  ]
}

/** Runs of numbers that follow each other, as first and last. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
}
