import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentFilter } from '../store/store.js'
import { describePackage, PACKAGE_FILE } from './datapackage.js'
import { FinishedFolder, overExports } from './folder.js'
import { Sink, writersFor } from './sinks.js'
import type { Row, TableDefinition } from './table.js'
import { dictionary } from './tables/dictionary.js'
import type { ExportFormat, FormatWriter } from './writers/writer.js'

export interface DatasetOptions {
  /** The folder to make. */
  readonly out: string
  readonly formats: readonly ExportFormat[]
  readonly filter?: DocumentFilter
  /** Replaces the folder also if it holds what no export wrote. */
  readonly force?: boolean
  readonly signal?: AbortSignal
}

/** The tables of a dataset while they are filled, each in every format. */
export class Dataset {
  readonly #sinks = new Map<TableDefinition, Sink>()

  constructor(
    private readonly writers: readonly FormatWriter[],
    private readonly folder: string,
  ) {}

  /** Opens the tables that are to be filled; the dictionary of their columns is added and filled. */
  async open(tables: readonly TableDefinition[]): Promise<void> {
    const columns = dictionary(tables)
    for (const table of [...tables, columns.table]) this.#sinks.set(table, await Sink.open(table, this.writers))
    await this.write(columns.table, columns.rows)
  }

  async write(table: TableDefinition, rows: readonly Row[]): Promise<void> {
    await this.#sinks.get(table)?.write(rows)
  }

  /** Tells the rows that were written, by table. */
  get rows(): ReadonlyMap<string, number> {
    return new Map([...this.#sinks].map(([{ name }, sink]) => [name, sink.rows]))
  }

  /** Closes all, and describes it. */
  async finish({ filter = {}, signal }: DatasetOptions): Promise<void> {
    for (const sink of this.#sinks.values()) await sink.close()
    for (const writer of this.writers) await writer.finish()
    signal?.throwIfAborted()
    const description = await describePackage(this.folder, [...this.#sinks.keys()], filter)
    await writeFile(join(this.folder, PACKAGE_FILE), `${JSON.stringify(description, null, 1)}\n`)
  }
}

/**
 * Makes a folder of tables that appears when all is written.
 * @param fill opens the tables and writes their rows
 * @throws ExportError; what `fill` throws; the signal's reason once it is aborted; what the file system does
 */
export async function writeDataset<T>(options: DatasetOptions, fill: (dataset: Dataset) => Promise<T>): Promise<T> {
  const folder = await FinishedFolder.begin(options.out, overExports(options.force ?? false))
  const writers = writersFor(options.formats, folder.path)
  try {
    const dataset = new Dataset(writers, folder.path)
    const filled = await fill(dataset)
    await dataset.finish(options)
    await folder.finish()
    return filled
  } catch (error) {
    for (const writer of writers) await writer.abandon()
    await folder.abandon()
    throw error
  }
}
