import {
  coverageOf,
  type Divisions,
  Expected,
  GatheredReports,
  joined,
  type LightDocument,
  Resolver,
  withoutValues,
} from '../../panel/index.js'
import type { Store } from '../../store/store.js'
import { type Dataset, writeDataset } from '../dataset.js'
import type { ExportOptions } from '../export.js'
import type { TableDefinition } from '../table.js'
import { computedFindingRows, findingRows, FINDINGS, type FindingSource } from './findings-table.js'
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
  /** The divisions are not those that the store’s findings are paired by: findings are computed anew. */
  readonly otherDivisions?: boolean
  /** CSV file of the organ-years that are expected. */
  readonly expect?: string
  /** Told of each report that is written, after all documents are read. */
  readonly onReport?: (written: number) => void
}

export interface PanelSummary {
  readonly documents: number
  /** Documents that are no annual reports, failed, or are gone. */
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
export async function exportPanel(
  source: FindingSource & Pick<Store, 'count'>,
  options: PanelOptions,
): Promise<PanelSummary> {
  const { divisions, expect, filter = {}, signal, onProgress } = options
  const expected = expect === undefined ? null : await Expected.read(expect, divisions)
  return writeDataset(options, async (dataset) => {
    const total = await source.count(filter)
    const gathered = await GatheredReports.from(source, new Resolver(divisions), {
      ...{ filter, ...(signal && { signal }) },
      onProgress: (done) => onProgress?.(done, total),
    })
    try {
      return await writeTables(source, gathered, { ...options, expected }, dataset)
    } finally {
      await gathered.close()
    }
  })
}

interface Writing extends PanelOptions {
  readonly expected: Expected | null
}

async function writeTables(
  source: FindingSource,
  gathered: GatheredReports,
  { divisions, expected, signal, onReport, otherDivisions = false }: Writing,
  dataset: Dataset,
): Promise<PanelSummary> {
  await dataset.open(TABLES)
  const years = gathered.allYears
  const seen = new Set<string>()
  let [reports, settled] = [0, 0]
  let organ: LightDocument[] = []
  /** The reports of the organ that count, by scope and year. */
  const counting = new Map<string, LightDocument>()
  const endOrgan = async (): Promise<void> => {
    const [one] = organ
    if (!one) return
    await dataset.write(ORGANS, [organRow(organ, divisions)])
    if (one.organId !== null) {
      seen.add(one.organId)
      await dataset.write(COVERAGE, coverageOf(one.organId, organ, years, divisions, expected).map(coverageRow))
      await dataset.write(HISTORY, historyRows(one.organId, divisions))
    }
    organ = []
    counting.clear()
  }
  for await (const documents of gathered.reports()) {
    signal?.throwIfAborted()
    const report = joined(documents)
    const { organId } = report.counting
    if (organ[0] && (organId === null || organ[0].organId !== organId)) await endOrgan()
    organ.push(...documents.map(withoutValues))
    reports += 1
    if (organId !== null) settled += 1
    await dataset.write(PANEL, [panelRow({ report, divisions })])
    await dataset.write(PANEL_VALUES, valueRows(report))
    await dataset.write(DIFFERENCES, differenceRows(report))
    const { year, scope } = report.counting
    const lastYear = organId === null || year === null ? null : (counting.get(`${scope} ${year - 1}`) ?? null)
    const findings = otherDivisions
      ? computedFindingRows(source, report.counting, lastYear)
      : findingRows(source, report.counting)
    await dataset.write(FINDINGS, await findings)
    if (organId !== null && year !== null) counting.set(`${scope} ${year}`, withoutValues(report.counting))
    onReport?.(reports)
  }
  await endOrgan()
  for (const organId of expected?.organs ?? [])
    if (!seen.has(organId))
      await dataset.write(COVERAGE, coverageOf(organId, [], years, divisions, expected).map(coverageRow))
  await dataset.write(CROSSWALK_TABLE, crosswalkRows())
  const { documents, leftOut } = gathered
  return { documents, leftOut, reports, settled, rows: dataset.rows, unknownExpected: expected?.unknown ?? [] }
}
