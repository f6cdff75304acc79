import { at } from '../model/at.js'
import type { Cell, Table } from '../model/block.js'
import { problem, severityOf, type Problem } from '../model/problem.js'
import type { DocumentRecord, TableRecord } from '../model/record.js'
import { sumsOf, uncertaintyOf, type DescribedTable, type TableSum, type TableSums } from '../tables/index.js'
import type { Reading } from '../model/source.js'
import { cellRecord } from './cells.js'
import { extractorRecord, sourceRecord, type Provenance } from './failed.js'
import { problemRecords } from './problems.js'

/** The most doubtful cells that are quoted, and the most characters of each. */
const QUOTED = 5
const QUOTED_CHARACTERS = 24

/** The record of a document that holds tables and is no annual report: ok where nothing about it is in doubt. */
export function tablesRecord(
  provenance: Provenance,
  reading: Reading,
  described: readonly DescribedTable[],
): DocumentRecord {
  const sums = described.map(sumsOf)
  const tables = described.map((table, index) => tableOf(table, index, at(sums, index, 'sums')))
  const problems = [
    ...reading.problems,
    ...described.flatMap((table, index) => [
      ...doubtsOf(table, at(tables, index, 'table')),
      ...faultsOf(table, at(tables, index, 'table'), at(sums, index, 'sums')),
    ]),
  ]
  const faults = sums.flatMap((own) => own.sums).filter(({ pass }) => !pass).length
  const doubts = tables.flatMap(({ cells }) => cells).filter(({ uncertain }) => uncertain !== undefined).length
  return {
    schema: 'document.v1',
    source: sourceRecord(provenance, reading.format, reading),
    content: 'tables',
    status: problems.every(({ code }) => severityOf(code) === 'info') ? 'ok' : 'flagged',
    counts: { values: 0, numbers: 0, doubts, faults },
    report: null,
    sections: [],
    tables,
    records: [],
    checks: [],
    problems: [...problemRecords(problems, provenance.language)],
    extractor: extractorRecord(provenance, reading),
  }
}

function tableOf({ table, caption, headings, body }: DescribedTable, index: number, tried: TableSums): TableRecord {
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
    ...(tried.sums.length > 0 && { sums: tried.sums.map(sumRecord) }),
    ...(tried.verified !== null && { verified: tried.verified }),
    method: table.method,
    pages: [...table.pages],
    rows: table.rows,
    columns: table.columns,
    cells: table.cells.map((cell) => {
      const own = byCell.get(cell)
      const uncertain = own ? own.uncertain : uncertaintyOf(cell)
      return {
        ...cellRecord(cell),
        ...(uncertain && { uncertain }),
        ...(tried.suspects.has(cell) && { flags: ['sum-differs' as const] }),
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

function doubtsOf({ table, caption, body, settled }: DescribedTable, record: TableRecord): readonly Problem[] {
  const name = caption.number ?? caption.title ?? record.id
  const page = table.pages[0]
  const numbers = body.filter(({ read }) => read.state === 'number').length
  const unruled = problem(
    'table-unruled',
    { name, count: numbers },
    { table: record.id, ...(page === undefined ? {} : { page }) },
  )
  return [...(settled ? [] : [unruled]), ...cellDoubts(table, name, record)]
}

/** Names the cells of a table whose own text or place is not sure. */
function cellDoubts(table: Table, name: string, record: TableRecord): readonly Problem[] {
  const doubtful = table.cells.filter((cell) => uncertaintyOf(cell) !== undefined)
  if (doubtful.length === 0) return []
  const text = doubtful
    .slice(0, QUOTED)
    .map(({ text, address }) => `${address === undefined ? '' : `${address} `}“${text.slice(0, QUOTED_CHARACTERS)}”`)
    .join(', ')
  const page = doubtful[0]?.boxes[0]?.page
  return [
    problem(
      'cells-doubtful',
      { name, count: doubtful.length, text },
      { table: record.id, ...(page === undefined ? {} : { page }) },
    ),
  ]
}

const placeOf = ({ row, column }: Cell): { row: number; column: number } => ({ row, column })

const sumRecord = ({ total, terms, printed, computed, pass }: TableSum) => ({
  total: placeOf(total),
  terms: terms.map(placeOf),
  ...{ printed, computed, pass },
})

/** Names the sums of a table that do not hold, each with what is printed and what its terms come to. */
function faultsOf({ caption }: DescribedTable, record: TableRecord, { sums }: TableSums): readonly Problem[] {
  const failed = sums.filter(({ pass }) => !pass)
  if (failed.length === 0) return []
  const text = failed
    .slice(0, QUOTED)
    .map(({ printed, computed }) => `${printed} ≠ ${computed}`)
    .join(', ')
  const page = failed[0]?.total.boxes[0]?.page
  const name = caption.number ?? caption.title ?? record.id
  const where = { table: record.id, ...(page === undefined ? {} : { page }) }
  return [problem('sum-differs', { name, count: failed.length, text }, where)]
}
