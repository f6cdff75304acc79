import { at } from '../model/at.js'
import type { Cell } from '../model/block.js'
import { problem, severityOf, type Problem } from '../model/problem.js'
import type { DocumentRecord, TableRecord } from '../model/record.js'
import { isDoubtful, type DescribedTable } from '../tables/index.js'
import type { Reading } from '../model/source.js'
import { cellRecord } from './cells.js'
import { extractorRecord, sourceRecord, type Provenance } from './failed.js'
import { problemRecords } from './problems.js'

/** So many doubtful cells are quoted, and so many characters of each. */
const QUOTED = 5
const QUOTED_CHARACTERS = 24

/** The record of a document that holds tables and is no annual report: ok where nothing about it is in doubt. */
export function tablesRecord(
  provenance: Provenance,
  reading: Reading,
  described: readonly DescribedTable[],
): DocumentRecord {
  const tables = described.map(tableOf)
  const problems = [
    ...reading.problems,
    ...described.flatMap((table, index) => doubtsOf(table, at(tables, index, 'table'))),
  ]
  const doubts = tables.flatMap(({ cells }) => cells).filter(({ uncertain }) => uncertain !== undefined).length
  return {
    schema: 'document.v1',
    source: sourceRecord(provenance, reading.format, reading),
    content: 'tables',
    status: problems.every(({ code }) => severityOf(code) === 'info') ? 'ok' : 'flagged',
    counts: { values: 0, numbers: 0, doubts, faults: 0 },
    report: null,
    sections: [],
    tables,
    records: [],
    checks: [],
    problems: [...problemRecords(problems, provenance.language)],
    extractor: extractorRecord(provenance, reading),
  }
}

function tableOf({ table, caption, headings, body }: DescribedTable, index: number): TableRecord {
  const byCell = new Map(body.map((each) => [each.cell, each]))
  return {
    id: `t${index + 1}`,
    kind: null,
    number: caption.number,
    caption: caption.text,
    title: caption.title,
    unit: caption.unit,
    notes: [...caption.notes],
    headRows: headings.headRows,
    headColumns: headings.headColumns,
    method: table.method,
    pages: [...table.pages],
    rows: table.rows,
    columns: table.columns,
    cells: table.cells.map((cell) => {
      const own = byCell.get(cell)
      const uncertain = uncertaintyOf(cell)
      return {
        ...cellRecord(cell),
        ...(uncertain && { uncertain }),
        ...(own && {
          rowPath: [...own.rowPath],
          columnPath: [...own.columnPath],
          value: own.read.value,
          unit: own.unit,
        }),
      }
    }),
  }
}

const uncertaintyOf = (cell: Cell): 'row' | 'column' | 'text' | undefined =>
  cell.uncertain ?? (isDoubtful(cell) ? 'text' : undefined)

function doubtsOf({ table, caption }: DescribedTable, record: TableRecord): readonly Problem[] {
  const doubtful = table.cells.filter((cell) => uncertaintyOf(cell) !== undefined)
  if (doubtful.length === 0) return []
  const text = doubtful
    .slice(0, QUOTED)
    .map((cell) => `“${cell.text.slice(0, QUOTED_CHARACTERS)}”`)
    .join(', ')
  const name = caption.number ?? caption.title ?? record.id
  const page = doubtful[0]?.boxes[0]?.page
  return [
    problem(
      'cells-doubtful',
      { name, count: doubtful.length, text },
      { table: record.id, ...(page === undefined ? {} : { page }) },
    ),
  ]
}
