import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentFilter, DocumentRow, Name, Store } from '../store/store.js'
import { describePackage, PACKAGE_FILE } from './datapackage.js'
import { ExportError } from './errors.js'
import { FinishedFolder, overExports } from './folder.js'
import { Sink, writersFor } from './sinks.js'
import { SHEET_ROWS, type TableDefinition } from './table.js'
import { dictionary } from './tables/dictionary.js'
import type { DocumentsTable } from './tables/documents.js'
import { dataTables } from './tables/index.js'
import { givenColumns, headingsOf, type GivenColumn } from './tables/names.js'
import type { ExportFormat, FormatWriter } from './writers/writer.js'

/** The source of a dataset's documents. */
export type ExportSource = Pick<Store, 'documents' | 'effective' | 'names'>

export interface ExportOptions {
  /** The folder to make. */
  readonly out: string
  readonly formats: readonly ExportFormat[]
  readonly filter?: DocumentFilter
  /** Replaces the folder also if it holds what no export wrote. */
  readonly force?: boolean
  readonly signal?: AbortSignal
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
 * Writes a dataset of the store's documents: the tables of values (tidy and wide), documents, names, checks, problems,
 * the tables of other documents with their cells, and the dictionary of columns, in each format. Documents pass through one at a time; the folder appears when all is written.
 * @throws ExportError; the signal's reason once it is aborted; what the file system does.
 */
export async function exportDataset(source: ExportSource, options: ExportOptions): Promise<ExportSummary> {
  const folder = await FinishedFolder.begin(options.out, overExports(options.force ?? false))
  const writers = writersFor(options.formats, folder.path)
  try {
    const summary = await writeTables(source, options, writers, folder.path)
    await folder.finish()
    return summary
  } catch (error) {
    for (const writer of writers) await writer.abandon()
    await folder.abandon()
    throw error
  }
}

async function writeTables(
  source: ExportSource,
  options: ExportOptions,
  writers: readonly FormatWriter[],
  path: string,
): Promise<ExportSummary> {
  const { filter = {}, signal, onProgress } = options
  const { total, given } = await survey(source, options)
  const named = dataTables(given)
  const { documents } = named
  const tables: readonly TableDefinition[] = Object.values(named)
  const columns = dictionary(tables)
  const headings = new Set(given.map(({ heading }) => heading))
  const sinks = new Map<TableDefinition, Sink>()
  for (const table of [...tables, columns.table]) sinks.set(table, await Sink.open(table, writers))
  let done = 0
  for await (const document of source.effective(filter)) {
    signal?.throwIfAborted()
    if (headingsOf(document, document.allNames).some((heading) => !headings.has(heading)))
      throw new ExportError('store-changed')
    for (const table of tables) await sinks.get(table)?.write(table.rows(document))
    done += 1
    onProgress?.(done, total)
  }
  done += await writePending(source, options, documents, sinks.get(documents))
  await sinks.get(columns.table)?.write(columns.rows)
  for (const sink of sinks.values()) await sink.close()
  for (const writer of writers) await writer.finish()
  signal?.throwIfAborted()
  const description = await describePackage(path, [...tables, columns.table], filter)
  await writeFile(join(path, PACKAGE_FILE), `${JSON.stringify(description, null, 1)}\n`)
  const rows = new Map([...sinks].map(([{ name }, sink]) => [name, sink.rows]))
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
  sink: Sink | undefined,
): Promise<number> {
  if (filter.status && !filter.status.includes('pending')) return 0
  let count = 0
  for await (const document of source.documents({ ...filter, status: ['pending'] })) {
    signal?.throwIfAborted()
    await sink?.write([documents.pendingRow(document, await namesOf(source, document))])
    count += 1
  }
  return count
}
