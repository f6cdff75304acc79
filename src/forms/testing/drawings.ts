import type { Block, Cell, Paragraph, Table } from '../../model/block.js'
import type { FormYear } from '../../model/record.js'
import { blocksIn, matrixIn, groupsIn } from '../../vocabulary/testing/tables.js'

/**
 * Tables drawn for tests, a row a list: `<` belongs to the cell at its left, `^` to the one above, null is a hole of the
 * grid; a text that starts with `?` stands in a cell whose column the reader could not tell.
 */
export type Drawing = readonly (readonly (string | null)[])[]

export function tableOf(drawing: Drawing, caption: string | null = null): Table {
  const columns = Math.max(0, ...drawing.map((row) => row.length))
  const markAt = (row: number, column: number): string | null | undefined => drawing[row]?.[column]
  const cells: Cell[] = []
  drawing.forEach((line, row) => {
    line.forEach((text, column) => {
      if (text === null || text === '<' || text === '^') return
      let columnSpan = 1
      while (markAt(row, column + columnSpan) === '<') columnSpan += 1
      let rowSpan = 1
      while (markAt(row + rowSpan, column) === '^') rowSpan += 1
      const uncertain = text.startsWith('?')
      const cell = { row, column, rowSpan, columnSpan, text: uncertain ? text.slice(1) : text, boxes: [] }
      cells.push(uncertain ? { ...cell, uncertain: 'column' } : cell)
    })
  })
  return { kind: 'table', method: 'markup', rows: drawing.length, columns, cells, pages: [], caption }
}

export function paragraph(text: string): Paragraph {
  return { kind: 'paragraph', text, boxes: [], level: null, size: null, align: null }
}

/** Number of a value, by `item/measure`. */
export type Numbers = ReadonlyMap<string, number>

const key = (item: string, measure: string): string => `${item}/${measure}`

/** Numbers that differ from each other as far as they can, and that satisfy all equations. */
export function soundNumbers(year: FormYear, applications: FormYear = year): Numbers {
  const numbers = new Map<string, number>()
  let next = 1
  for (const block of blocksIn(year))
    for (const row of block.rows) for (const column of block.columns) numbers.set(key(row.key, column.key), (next += 3))
  const { rows, columns } = matrixIn(applications)
  const parts = rows.slice(2, -2)
  columns.slice(0, -1).forEach((column, index) => {
    let total = 0
    parts.forEach((row, at) => {
      const value = 2 + ((at * 11 + index * 17) % 89)
      total += value
      numbers.set(key(row.key, column.key), value)
    })
    numbers.set(key('results_total', column.key), total)
    numbers.set(key('carried_forward', column.key), 3 + index)
    numbers.set(key('received_carried_over', column.key), 9 + index)
    numbers.set(key('received_new', column.key), total - 6)
  })
  for (const row of rows)
    numbers.set(
      key(row.key, 'total'),
      columns.slice(0, -1).reduce((sum, column) => sum + (numbers.get(key(row.key, column.key)) ?? 0), 0),
    )
  groupsIn(year).forEach((group, index) => {
    group.columns.forEach((column, at) =>
      numbers.set(key(group.key, column.key), at < 4 ? 1 + index * 5 + at : 10 + index * 20),
    )
  })
  return numbers
}

const print = (numbers: Numbers, item: string, measure: string): string => String(numbers.get(key(item, measure)) ?? '')

/** Section 2 as the form prints it: one grid of four columns. */
export function drawProactive(year: FormYear, numbers: Numbers): (string | null)[][] {
  const fill = (cells: readonly string[]): string[] => [
    ...cells,
    ...new Array<string>(Math.max(0, 4 - cells.length)).fill('<'),
  ]
  return blocksIn(year).flatMap((block) => [
    fill([block.heading]),
    fill([block.corner, ...block.columns.map(({ label }) => label)]),
    ...block.rows.map((row) =>
      fill([row.label, ...block.columns.map((column) => print(numbers, row.key, column.key))]),
    ),
  ])
}

/** Section 3 as the form prints it: three label columns with nested spans, seven value columns. */
export function drawApplications(year: FormYear, numbers: Numbers): (string | null)[][] {
  const { corner, rows, columns } = matrixIn(year)
  const drawing: (string | null)[][] = [
    [corner, '<', '<', '申请人情况', '<', '<', '<', '<', '<', '<'],
    ['^', '^', '^', '自然人', '法人或其他组织', '<', '<', '<', '<', '总计'],
    ['^', '^', '^', '^', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '^'],
  ]
  let above: readonly string[] = []
  for (const row of rows) {
    const labels = row.path.map((label, depth) =>
      depth < row.path.length - 1 && above.slice(0, depth + 1).join() === row.path.slice(0, depth + 1).join()
        ? '^'
        : label,
    )
    while (labels.length < 3) labels.push('<')
    drawing.push([...labels, ...columns.map((column) => print(numbers, row.key, column.key))])
    above = row.path
  }
  return drawing
}

/** Section 4 as the form prints it: fifteen columns under three heading rows. */
export function drawReview(numbers: Numbers): (string | null)[][] {
  const groups = groupsIn('2021')
  const outcomes = groups[0]?.columns.map(({ label }) => label) ?? []
  const span = (text: string, count: number): string[] => [text, ...new Array<string>(count - 1).fill('<')]
  return [
    [...span('行政复议', 5), ...span('行政诉讼', 10)],
    [...outcomes, ...span('未经复议直接起诉', 5), ...span('复议后起诉', 5)],
    [...outcomes.map(() => '^'), ...outcomes, ...outcomes],
    groups.flatMap((group) => group.columns.map((column) => print(numbers, group.key, column.key))),
  ]
}

/** A drawing without its spans: blank cells where they belong. */
/** The three tables of a report, in their order; `other` is the form of section 3 where the report mixes them. */
export const drawTables = (year: FormYear, numbers: Numbers, other: FormYear = year): (string | null)[][][] => [
  drawProactive(year, numbers),
  drawApplications(other, numbers),
  drawReview(numbers),
]

export function withoutSpans(drawing: Drawing): (string | null)[][] {
  return drawing.map((row) => row.map((text) => (text === '<' || text === '^' ? '' : text)))
}

/** Every text that equals a key of `words` replaced. */
export function reworded(drawing: Drawing, words: Readonly<Record<string, string>>): (string | null)[][] {
  return drawing.map((row) => row.map((text) => (text === null ? null : (words[text] ?? text))))
}

/** A whole report: the three tables under their headings. */
export function reportOf(...tables: readonly (Drawing | readonly Drawing[])[]): Block[] {
  const headings = [
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
  ]
  const isOne = (table: Drawing | readonly Drawing[]): table is Drawing =>
    table[0] === undefined || !Array.isArray(table[0][0])
  return tables.flatMap((table, index): Block[] => [
    paragraph(headings[index] ?? ''),
    ...(isOne(table) ? [table] : table).map((drawing) => tableOf(drawing)),
  ])
}
