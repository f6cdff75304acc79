import type { DocumentRow, Name, Store } from '../store/store.js'
import { type Dataset, type DatasetOptions, writeDataset } from './dataset.js'
import { ExportError } from './errors.js'
import { SHEET_ROWS, type TableDefinition } from './table.js'
import type { DocumentsTable } from './tables/documents.js'
import { dataTables } from './tables/index.js'
import { givenColumns, headingsOf, type GivenColumn } from './tables/names.js'

/** The source of a dataset's documents. */
export type ExportSource = Pick<Store, 'documents' | 'effective' | 'names' | 'findings'>

export interface ExportOptions extends DatasetOptions {
  readonly onProgress?: (done: number, total: number) => void
}

export interface ExportSummary {
  readonly documents: number
  /** Documents that were extracted while the others were read, and may not be among them. */
  readonly missed: number
  /** Rows, by table. */
  readonly rows: ReadonlyMap<string, number>
  /** CSV files with more rows than a spreadsheet shows. */
  readonly longerThanSheet: readonly string[]
}

/** Gives the tables that a spreadsheet opens without their last rows, by their numbers of rows; the head is a row. */
export const longerThanSheet = (rows: ReadonlyMap<string, number>): readonly string[] =>
  [...rows].filter(([, count]) => count + 1 > SHEET_ROWS).map(([name]) => `${name}.csv`)

/**
 * Writes a dataset of the store's documents: the tables of values (tidy and wide), documents, names, checks, problems, findings,
 * the tables of other documents with their cells, and the dictionary of columns, in each format. Documents pass through one
 * at a time; the folder appears when all is written.
 * @throws ExportError; the signal's reason once it is aborted; what the file system does.
 */
export const exportDataset = async (source: ExportSource, options: ExportOptions): Promise<ExportSummary> =>
  writeDataset(options, async (dataset) => writeTables(source, options, dataset))

async function writeTables(source: ExportSource, options: ExportOptions, dataset: Dataset): Promise<ExportSummary> {
  const { filter = {}, signal, onProgress } = options
  const { total, given } = await survey(source, options)
  const named = dataTables(given)
  const tables: readonly TableDefinition[] = Object.values(named)
  const headings = new Set(given.map(({ heading }) => heading))
  await dataset.open(tables)
  let done = 0
  for await (const document of source.effective(filter)) {
    signal?.throwIfAborted()
    if (headingsOf(document, document.allNames).some((heading) => !headings.has(heading)))
      throw new ExportError('store-changed')
    for (const table of tables) await dataset.write(table, table.rows(document))
    done += 1
    onProgress?.(done, total)
  }
  for await (const found of source.findings(filter)) {
    signal?.throwIfAborted()
    await dataset.write(named.findings, [named.findings.rowOf(found)])
  }
  done += await writePending(source, options, named.documents, dataset)
  const { rows } = dataset
  const tooLong = options.formats.includes('csv') ? longerThanSheet(rows) : []
  return { documents: done, missed: Math.max(0, total - done), rows, longerThanSheet: tooLong }
}

/** The names of a document; none where it has only the one that it bears itself. */
export const namesOf = async (source: ExportSource, { names, sha256 }: DocumentRow): Promise<readonly Name[]> =>
  names > 1 ? source.names(sha256) : []

/** Counts the documents, and collects the columns of their manifests. */
export async function survey(
  source: ExportSource,
  { filter, signal }: Pick<ExportOptions, 'filter' | 'signal'>,
): Promise<{ total: number; given: readonly GivenColumn[] }> {
  const headings = new Set<string>()
  let total = 0
  for await (const document of source.documents(filter)) {
    signal?.throwIfAborted()
    total += 1
    for (const heading of headingsOf(document, await namesOf(source, document))) headings.add(heading)
  }
  return { total, given: givenColumns(headings) }
}

/** Documents that were never extracted stand in the table of documents, behind all others. */
async function writePending(
  source: ExportSource,
  { filter = {}, signal }: ExportOptions,
  documents: DocumentsTable,
  dataset: Dataset,
): Promise<number> {
  if (filter.status && !filter.status.includes('pending')) return 0
  let count = 0
  for await (const document of source.documents({ ...filter, status: ['pending'] })) {
    signal?.throwIfAborted()
    await dataset.write(documents, [documents.pendingRow(document, await namesOf(source, document))])
    count += 1
  }
  return count
}
