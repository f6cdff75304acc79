import type { Block, Cell, Paragraph, Table } from '../../model/block.js'
import type { Line } from './lines.js'

/** Leading spaces (a Chinese one counts twice) that no indent of a paragraph has: the line is set to the right. */
const RIGHT_INDENT = 12

/** A table has at least this many rows of cells one after the other. */
const LEAST_ROWS = 2

/** Lines outside the statutory tables: tables where tabs or bars tell cells, else paragraphs. */
export function looseBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let rows: { cells: readonly string[]; line: Line }[] = []
  const flush = (): void => {
    if (rows.length >= LEAST_ROWS) blocks.push(looseTable(rows.map(({ cells }) => cells)))
    else blocks.push(...rows.map(({ line }) => paragraph(line)))
    rows = []
  }
  for (const line of lines) {
    if (line.text === '') continue
    const cells = cellsOf(line.raw)
    if (cells) rows.push({ cells, line })
    else {
      flush()
      blocks.push(paragraph(line))
    }
  }
  flush()
  return blocks
}

/** The cells of a line that tabs or bars part into at least two; null for others. */
function cellsOf(raw: string): readonly string[] | null {
  const separator = raw.includes('\t') ? /\t/u : /[|｜│]/u
  const bars = raw.includes('\t')
    ? raw
    : raw
        .trim()
        .replace(/^[|｜│]/u, '')
        .replace(/[|｜│]$/u, '')
  const cells = bars.split(separator).map((cell) => cell.replace(/\s+/gu, ' ').trim())
  return cells.filter((cell) => cell !== '').length > 1 ? cells : null
}

function looseTable(rows: readonly (readonly string[])[]): Table {
  const columns = rows.reduce((most, cells) => Math.max(most, cells.length), 0)
  const cells = rows.flatMap((texts, row) =>
    texts.map((text, column): Cell => ({ row, column, rowSpan: 1, columnSpan: 1, text, boxes: [] })),
  )
  return { kind: 'table', method: 'text', rows: rows.length, columns, cells, pages: [], caption: null }
}

function paragraph({ raw, text }: Line): Paragraph {
  const lead = /^[ \u00a0\u3000]*/u.exec(raw.replaceAll('\t', ''))?.[0] ?? ''
  const indent = lead.length + (lead.match(/\u3000/gu)?.length ?? 0)
  const align = indent >= RIGHT_INDENT && text.length <= 40 ? 'right' : null
  return { kind: 'paragraph', text, boxes: [], level: null, size: null, align }
}
