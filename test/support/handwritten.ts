import type { FormsResult } from '../../src/forms/index.js'
import type { Block, Paragraph, Table } from '../../src/model/block.js'
import type { ValueRecord } from '../../src/model/record.js'
import type { Reading } from '../../src/model/source.js'
import type { Provenance } from '../../src/report/index.js'

/** Documents written by hand, for tests. */

export function paragraph(text: string, look: Partial<Paragraph> = {}): Paragraph {
  return { kind: 'paragraph', text, boxes: [], level: null, size: null, align: null, ...look }
}

export function paragraphs(...texts: readonly string[]): readonly Paragraph[] {
  return texts.map((text) => paragraph(text))
}

export const sampleTable: Table = {
  kind: 'table',
  method: 'ruled',
  rows: 1,
  columns: 2,
  cells: [
    { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: '规章', boxes: [{ page: 1, box: [70.123456, 80, 120, 95] }] },
    { row: 0, column: 1, rowSpan: 1, columnSpan: 1, text: '3', boxes: [{ page: 1, box: [120, 80, 170, 95] }] },
  ],
  pages: [1],
  caption: null,
}

/** A table of texts: one array a row; holes and spans are left out. */
export function tableOf(rows: readonly (readonly string[])[], rest: Partial<Table> = {}): Table {
  return {
    kind: 'table',
    method: 'ruled',
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    cells: rows.flatMap((texts, row) =>
      texts.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text, boxes: [] })),
    ),
    pages: [],
    caption: null,
    ...rest,
  }
}

/** No statutory table. */
export const numberTable: Table = tableOf([
  ['地区', '人口', '比重（%）'],
  ['全县', '1,200', '100.0'],
  ['甲镇', '700', '58.3'],
  ['乙镇', '500', '41.7'],
])

/** Two rows of a statutory table, without anything else that tells what they are. */
export const statutoryFragment: Table = tableOf([
  ['规章', '3'],
  ['行政许可', '12'],
])

export const sampleValue: ValueRecord = {
  code: 'proactive_rules_made',
  table: 'proactive',
  item: 'rules',
  measure: 'made',
  state: 'number',
  value: 3,
  raw: '3',
  unit: '件',
  confidence: null,
  cell: { table: 't1', row: 0, column: 1 },
  flags: [],
}

export function reading(blocks: readonly Block[], rest: Partial<Reading> = {}): Reading {
  return { format: 'text', pages: null, blocks, metadata: {}, problems: [], pdfEngine: null, recogniser: null, ...rest }
}

export function formsResult(rest: Partial<FormsResult> = {}): FormsResult {
  return {
    tables: [],
    forms: { proactive: '2021', applications: '2021', review: '2021' },
    values: [sampleValue],
    checks: [],
    problems: [],
    ...rest,
  }
}

export function provenance(rest: Partial<Provenance> = {}): Provenance {
  return {
    source: { name: 'report.txt', path: 'in/report.txt', bytes: new Uint8Array() },
    sha256: '0'.repeat(64),
    version: '1.0.0',
    options: 'digest',
    language: 'en',
    elapsedMs: () => 1,
    ...rest,
  }
}
