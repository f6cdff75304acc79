import type { z } from 'zod'
import type { Divisions, GatheredReports, LightDocument } from '../panel/index.js'
import type { DocumentFilter } from '../store/store.js'
import { given } from './command.js'
import type { Session } from './place.js'

/** Options and sources of the commands on organs and panels. */

export const DIVISIONS_OPTION = {
  divisions: given('--divisions <FILE>', {
    en: 'registry of divisions to use instead of the one of 2016 to 2023 (docs/panel.md)',
    zh: '改用此区划名录，不用自带的 2016 至 2023 年名录（见 docs/panel.zh-CN.md）',
  }),
} as const

export const PANEL_OPTIONS = {
  ...DIVISIONS_OPTION,
  expect: given('--expect <FILE>', {
    en: 'organ-years that should be there: CSV with the columns organ_id and year',
    zh: '应有的机关和年度：CSV，含 organ_id 和 year 两列',
  }),
} as const

type PanelFlags = z.infer<z.ZodObject<typeof PANEL_OPTIONS>>

/** The registry that is meant; the packed one is loaded only here. @throws PanelError */
export async function registryOf(file: string | undefined): Promise<Divisions> {
  const { packedDivisions, readDivisions } = await import('../panel/index.js')
  return file === undefined ? packedDivisions() : readDivisions(file)
}

/** @throws PanelError */
export async function panelSources({
  divisions,
  expect,
}: PanelFlags): Promise<{ readonly divisions: Divisions; readonly otherDivisions: boolean; readonly expect?: string }> {
  const otherDivisions = divisions !== undefined
  return { divisions: await registryOf(divisions), otherDivisions, ...(expect !== undefined && { expect }) }
}

/** An organ's documents, without their values. */
export type OrganDocuments = readonly LightDocument[]

/** All documents by organ, one organ at a time; each open identity by itself. */
export async function* byOrgan(
  { store }: Session,
  divisions: Divisions,
  { filter, signal }: { readonly filter: DocumentFilter; readonly signal: AbortSignal },
): AsyncGenerator<{ readonly documents: OrganDocuments; readonly gathered: GatheredReports }> {
  const { GatheredReports: Reports, Resolver, withoutValues } = await import('../panel/index.js')
  const gathered = await Reports.from(store, new Resolver(divisions), { filter, signal })
  try {
    let organ: LightDocument[] = []
    for await (const documents of gathered.reports()) {
      const [one] = documents
      if (organ[0] && (one?.organId === null || organ[0].organId !== one?.organId)) {
        yield { documents: organ, gathered }
        organ = []
      }
      organ.push(...documents.map(withoutValues))
    }
    if (organ.length > 0) yield { documents: organ, gathered }
  } finally {
    await gathered.close()
  }
}
