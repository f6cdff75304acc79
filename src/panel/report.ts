import { z } from 'zod'
import type { StoredDocument } from '../store/store.js'
import { evidenceOf } from './evidence.js'
import type { Resolver } from './identity.js'
import { ORGAN_KINDS } from './organ-name.js'
import { REPORT_SCOPES, scopeOf } from './scope.js'

/** A document as a panel needs it: whose report it is, and its values. It is put aside as JSON while others are read. */

const panelValue = z.object({
  code: z.string(),
  value: z.number().nullable(),
  state: z.string(),
  flagged: z.boolean(),
  corrected: z.boolean(),
  table: z.string(),
})

export const panelDocument = z.object({
  sha256: z.string(),
  path: z.string(),
  settled: z.boolean(),
  /** Where settled. */
  organId: z.string().nullable(),
  basis: z.string().nullable(),
  evidence: z.array(z.string()),
  candidates: z.array(z.object({ organId: z.string(), division: z.string(), evidence: z.array(z.string()) })),
  problems: z.array(z.string()),
  printed: z.string().nullable(),
  kind: z.enum(ORGAN_KINDS),
  /** A bureau's name without its place. */
  body: z.string().nullable(),
  year: z.number().nullable(),
  scope: z.enum(REPORT_SCOPES),
  published: z.string().nullable(),
  form: z.string().nullable(),
  forms: z.record(z.string(), z.string().nullable()),
  status: z.enum(['ok', 'flagged', 'failed']),
  /** Some page was read from its picture. */
  scanned: z.boolean(),
  version: z.string(),
  values: z.array(panelValue),
})

export type PanelDocument = Readonly<z.infer<typeof panelDocument>>
/** A document without its values, as lists of organs hold it. */
export type LightDocument = Omit<PanelDocument, 'values'>
export function withoutValues(document: PanelDocument): LightDocument {
  const light: PanelDocument = { ...document, values: [] }
  return light
}
export type PanelValue = Readonly<z.infer<typeof panelValue>>

/** Null for a document that is no annual report, or of which nothing was read. */
export function panelDocumentOf(document: StoredDocument, resolver: Resolver): PanelDocument | null {
  const { sha256, path, effective } = document
  const { record, report, values, status } = effective
  if (report === null || record.content === 'tables') return null
  const evidence = evidenceOf(document)
  const { settled, basis, candidates, name, problems } = resolver.identify(evidence)
  const [only] = candidates
  const forms = Object.fromEntries(Object.entries(report.forms).map(([table, form]) => [table, form ?? null]))
  return {
    ...{ sha256, path, settled, basis, status },
    organId: settled && only ? only.organId : null,
    evidence: settled && only ? [...only.evidence] : [],
    candidates: candidates.map((each) => ({
      ...{ organId: each.organId, division: each.division.id, evidence: [...each.evidence] },
    })),
    problems: problems.map(({ code }) => code),
    printed: name?.printed ?? null,
    kind: kindOf(settled && only ? only.body : null, name?.kind ?? 'unknown'),
    body: (settled && only ? only.body : name?.body) ?? null,
    year: report.year,
    scope: scopeOf(evidence.text),
    published: report.published,
    form: report.form,
    forms,
    scanned: record.source.pages?.some(({ read }) => read === 'recognised') ?? false,
    version: record.extractor.version,
    values: values.map(({ read, value, state, flags, corrected }) => ({
      ...{ code: read.code, table: read.table, value, state, flagged: flags.length > 0, corrected: corrected !== 'no' },
    })),
  }
}

const kindOf = (body: string | null, kind: PanelDocument['kind']): PanelDocument['kind'] =>
  body !== null ? 'bureau' : kind
