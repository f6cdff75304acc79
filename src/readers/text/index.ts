import type { Block, Cell, Paragraph, Table } from '../../model/block.js'
import { DocumentError } from '../../model/problem.js'
import type { Reading, ReadOptions, Source, Metadata } from '../../model/source.js'
import { boundText } from '../bounds.js'
import { decodeText } from '../encoding.js'
import { withTabs, toLines, type Line } from './lines.js'
import { findStretches } from './stretches.js'
import { toTables } from './tables.js'

/** Page furniture stands in the first lines, before the report. */
const HEAD_LINES = 20

const PUBLISHED =
  /(?:发布|公开|发文|成文|生成)(?:日期|时间)\s*[:：]?\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?)/u
const ORGAN = /(?:发布机构|公开机构|发文机关|发布单位|公开主体)\s*[:：]\s*(\S{2,30})/u

/** Leading spaces (a Chinese one counts twice) that no indent of a paragraph has: the line is set to the right. */
const RIGHT_INDENT = 12

/** A table has at least this many rows of cells one after the other. */
const MIN_ROWS = 2

/**
 * Reads plain text as text extractors leave it: the statutory tables' grids recovered from their labels and from how the
 * text marks cells, everything else as paragraphs and loose tables. Throws DocumentError `empty-file` where there is no
 * text, `text-too-long` where there is far too much.
 */
export async function readText(source: Source, options: ReadOptions): Promise<Reading> {
  options.signal?.throwIfAborted()
  const { text } = decodeText(source.bytes)
  boundText(text)
  const lines = withTabs(toLines(text))
  if (lines.every((line) => line.text === '')) throw new DocumentError('empty-file')
  const stretches = findStretches(lines)
  const tables = toTables(lines, stretches)
  const blocks: Block[] = []
  let at = 0
  stretches.forEach((stretch, index) => {
    const table = tables[index]
    if (!table) return
    for (const block of looseBlocks(lines.slice(at, stretch.start))) blocks.push(block)
    blocks.push(table)
    at = stretch.end
  })
  for (const block of looseBlocks(lines.slice(at))) blocks.push(block)
  return Promise.resolve({
    format: 'text',
    pages: null,
    blocks,
    metadata: furnitureOf(lines),
    problems: [],
    pdfEngine: null,
    recogniser: null,
  })
}

/** Reads the facts in the lines above a report on a web page: 发布日期:2022-01-21 09:52:01, 发布机构：…. */
function furnitureOf(lines: readonly Line[]): Metadata {
  const head = lines.filter(({ text }) => text !== '').slice(0, HEAD_LINES)
  const find = (pattern: RegExp): string | undefined => {
    for (const { text } of head) {
      const found = text.length < 200 ? pattern.exec(text)?.[1] : undefined
      if (found !== undefined) return found.replace(/\s+/gu, '')
    }
    return undefined
  }
  const published = find(PUBLISHED)
  const organ = find(ORGAN)
  return { ...(published === undefined ? {} : { published }), ...(organ === undefined ? {} : { organ }) }
}

/** Lines outside the statutory tables: tables where tabs or bars tell cells, else paragraphs. */
function looseBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let rows: { cells: readonly string[]; line: Line }[] = []
  const flush = (): void => {
    if (rows.length >= MIN_ROWS) blocks.push(looseTable(rows.map(({ cells }) => cells)))
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
