import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  coverageOf,
  type Divisions,
  Expected,
  GatheredReports,
  joined,
  type PanelDocument,
  Resolver,
} from '../../panel/index.js'
import { describePackage, PACKAGE_FILE } from '../datapackage.js'
import type { ExportOptions, ExportSource } from '../export.js'
import { FinishedFolder, overExports } from '../folder.js'
import { Sink, writersFor } from '../sinks.js'
import type { TableDefinition } from '../table.js'
import { dictionary } from '../tables/dictionary.js'
import type { FormatWriter } from '../writers/writer.js'
import { findingRows, FINDINGS } from './findings-table.js'
import { organRow, ORGANS } from './organs-table.js'
import { PANEL, panelRow } from './panel-table.js'
import {
  COVERAGE,
  coverageRow,
  CROSSWALK_TABLE,
  crosswalkRows,
  differenceRows,
  DIFFERENCES,
  HISTORY,
  historyRows,
  PANEL_VALUES,
  valueRows,
} from './tables.js'

export interface PanelOptions extends ExportOptions {
  readonly divisions: Divisions
  /** CSV file of the organ-years that are expected. */
  readonly expect?: string
}

export interface PanelSummary {
  readonly documents: number
  /** Those that are no annual reports, failed, or are gone. */
  readonly leftOut: number
  readonly reports: number
  readonly settled: number
  readonly rows: ReadonlyMap<string, number>
  /** Expected organs whose code no list has. */
  readonly unknownExpected: readonly string[]
}

const TABLES: readonly TableDefinition[] = [
  ...[PANEL, PANEL_VALUES, ORGANS, COVERAGE, DIFFERENCES, FINDINGS, HISTORY, CROSSWALK_TABLE],
]

/**
 * Writes a panel: one row an organ, year and scope, with organs, coverage, differences between documents, findings, and
 * the crosswalk of the forms. The folder appears when all is written.
 * @throws ExportError, PanelError; the signal's reason once it is aborted; what the file system does
 */
export async function exportPanel(source: ExportSource, options: PanelOptions): Promise<PanelSummary> {
  const expected = options.expect === undefined ? null : await Expected.read(options.expect, options.divisions)
  const folder = await FinishedFolder.begin(options.out, overExports(options.force ?? false))
  const writers = writersFor(options.formats, folder.path)
  let gathered: GatheredReports | null = null
  try {
    const { filter = {}, signal, onProgress } = options
    const { documents: total } = await countOf(source, options)
    gathered = await GatheredReports.from(source, new Resolver(options.divisions), {
      ...{ filter, ...(signal && { signal }) },
      onProgress: (done) => onProgress?.(done, total),
    })
    const summary = await writeTables(source, gathered, { ...options, expected, folder: folder.path }, writers)
    await folder.finish()
    return summary
  } catch (error) {
    for (const writer of writers) await writer.abandon()
    await folder.abandon()
    throw error
  } finally {
    await gathered?.close()
  }
}

async function countOf(source: ExportSource, { filter, signal }: PanelOptions): Promise<{ documents: number }> {
  let documents = 0
  for await (const { sha256 } of source.documents(filter)) {
    signal?.throwIfAborted()
    if (sha256 !== '') documents += 1
  }
  return { documents }
}

interface Writing extends PanelOptions {
  readonly expected: Expected | null
  readonly folder: string
}

async function writeTables(
  source: ExportSource,
  gathered: GatheredReports,
  { divisions, expected, folder, filter = {}, signal }: Writing,
  writers: readonly FormatWriter[],
): Promise<PanelSummary> {
  const columns = dictionary(TABLES)
  const sinks = new Map<TableDefinition, Sink>()
  for (const table of [...TABLES, columns.table]) sinks.set(table, await Sink.open(table, writers))
  const write = async (table: TableDefinition, rows: Parameters<Sink['write']>[0]): Promise<void> =>
    sinks.get(table)?.write(rows)
  const [first, last] = gathered.years ?? [0, -1]
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const seen = new Set<string>()
  let [reports, settled] = [0, 0]
  let organ: Omit<PanelDocument, 'values'>[] = []
  /** The reports of the organ that count, by scope and year. */
  const counting = new Map<string, PanelDocument>()
  const endOrgan = async (): Promise<void> => {
    const [one] = organ
    if (!one) return
    const documents = organ.map((each) => ({ ...each, values: [] }))
    await write(ORGANS, [organRow(documents, divisions)])
    if (one.organId !== null) {
      seen.add(one.organId)
      await write(COVERAGE, coverageOf(one.organId, documents, years, divisions, expected).map(coverageRow))
      await write(HISTORY, historyRows(one.organId, divisions))
    }
    organ = []
    counting.clear()
  }
  for await (const documents of gathered.reports()) {
    signal?.throwIfAborted()
    const report = joined(documents)
    const { organId } = report.counting
    if (organ[0] && (organId === null || organ[0].organId !== organId)) await endOrgan()
    organ.push(...documents.map((each) => ({ ...each, values: [] })))
    reports += 1
    if (organId !== null) settled += 1
    await write(PANEL, [panelRow({ report, divisions })])
    await write(PANEL_VALUES, valueRows(report))
    await write(DIFFERENCES, differenceRows(report))
    const { year, scope } = report.counting
    const lastYear = organId === null || year === null ? null : (counting.get(`${scope} ${year - 1}`) ?? null)
    await write(FINDINGS, await findingRows(source, report.counting, lastYear))
    if (organId !== null && year !== null) counting.set(`${scope} ${year}`, { ...report.counting, values: [] })
  }
  await endOrgan()
  for (const organId of expected?.organs ?? [])
    if (!seen.has(organId)) await write(COVERAGE, coverageOf(organId, [], years, divisions, expected).map(coverageRow))
  await write(CROSSWALK_TABLE, crosswalkRows())
  await write(columns.table, columns.rows)
  for (const sink of sinks.values()) await sink.close()
  for (const writer of writers) await writer.finish()
  signal?.throwIfAborted()
  const description = await describePackage(folder, [...TABLES, columns.table], filter)
  await writeFile(join(folder, PACKAGE_FILE), `${JSON.stringify(description, null, 1)}\n`)
  const rows = new Map([...sinks].map(([{ name }, sink]) => [name, sink.rows]))
  const { documents, leftOut } = gathered
  return { documents, leftOut, reports, settled, rows, unknownExpected: expected?.unknown ?? [] }
}
