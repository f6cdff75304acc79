import type { TableDefinition } from '../table.js'
import { CHECKS, PROBLEMS } from './checks.js'
import { dictionary } from './dictionary.js'
import { documentsTable } from './documents.js'
import { FINDINGS } from './findings.js'
import { namesTable, type GivenColumn } from './names.js'
import { CELLS, TABLES } from './numbered.js'
import { TIDY } from './tidy.js'
import { WIDE } from './wide.js'

/** Names of the tables that hold documents' data, in the order of a dataset. */
export const DATA_TABLES = [
  'documents',
  'names',
  'tidy',
  'wide',
  'checks',
  'problems',
  'findings',
  'tables',
  'cells',
] as const

type DataTables = Readonly<Record<(typeof DATA_TABLES)[number], TableDefinition>> & {
  readonly documents: ReturnType<typeof documentsTable>
  readonly findings: typeof FINDINGS
}

/** The tables of a dataset by their names. @param given the columns of the manifests */
export const dataTables = (given: readonly GivenColumn[]): DataTables => ({
  documents: documentsTable(given),
  names: namesTable(given),
  tidy: TIDY,
  wide: WIDE,
  checks: CHECKS,
  problems: PROBLEMS,
  findings: FINDINGS,
  tables: TABLES,
  cells: CELLS,
})

/** All tables of a dataset, its dictionary of columns among them: what somebody must know to use it. */
export function describedTables(): readonly TableDefinition[] {
  const tables = Object.values(dataTables([]))
  return [...tables, dictionary(tables).table]
}
