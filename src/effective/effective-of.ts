import { problem, type Language, type Problem } from '../model/problem.js'
import type { DocumentRecord } from '../model/record.js'
import { STATUTORY_TABLES, type StatutoryTable } from '../vocabulary/forms.js'
import { inOrder, problemIn, problemRecord } from '../report/problems.js'
import { countsOf, statusWhere } from '../report/status.js'
import { saidOf, standing, type Correction, type Statement } from './correction.js'
import type { EffectiveDocument, EffectiveValue } from './effective.js'
import { effectiveFacts, factOf, saidOfFact, type EffectiveFacts } from './facts.js'
import { givenProblems } from './given.js'
import { overlay } from './overlay.js'
import { asRecord, checksOf, isVouched, recheck, yearOf, type Rechecked } from './recheck.js'

export interface EffectiveOptions {
  /** Columns of the manifest, by name. */
  readonly given?: Readonly<Record<string, string>> | null
  /** The language of the problems' sentences; English if left out. */
  readonly language?: Language
}

/**
 * A document as it counts: what people said laid over what was read, equations, problems, status and counts made anew from
 * that. Pure; without corrections, and with a manifest that agrees, it says what the record says.
 * @param corrections of this document, in any order
 */
export function effectiveOf(
  record: DocumentRecord,
  corrections: readonly Correction[],
  { given = null, language = 'en' }: EffectiveOptions = {},
): EffectiveDocument {
  const latest = standing(corrections)
  const facts = effectiveFacts(record, latest, language)
  const values = overlay(record, latest)
  const tables = STATUTORY_TABLES.map((kind) => tableOf(record, kind, values, language))
  const checked = new Map(tables.flatMap((table) => table.values).map((value) => [value.read, value]))
  const counting = values.map((value) => checked.get(value.read) ?? value)
  const asides = [...conflicts(facts, record, counting, latest), ...givenProblems(given, facts.report, facts.corrected)]
  const problems = problemsOf(record, [facts, ...tables], asides, language)
  const { corrected: correctedFacts, organId, report } = facts
  const checks = values.every(isAsRead) ? record.checks : tables.flatMap((table) => table.checks)
  const worded = problems.map((each) => problemIn(each, language))
  const shared = { record, report, organId, correctedFacts, values: counting, checks, problems: worded }
  // Records of before 0.3.0 counted the values that stand in a false equation.
  const counts = countsOf(counting.map(asRecord), report?.flags ?? [], checks)
  // The organ's identity counts in the panel alone.
  const isAsExtracted = [...latest.keys()].every((code) => code === 'report.organ_id')
  if (isAsExtracted && asides.length === 0)
    return { ...shared, status: record.status, counts: { ...record.counts, faults: counts.faults } }
  return {
    ...shared,
    status: statusOf(record, shared),
    counts,
  }
}

const isAsRead = ({ corrected }: EffectiveValue): boolean => corrected === 'no'

/** A table of which a person said something is checked again; any other is as it was read. */
function tableOf(
  record: DocumentRecord,
  kind: StatutoryTable,
  values: readonly EffectiveValue[],
  language: Language,
): Rechecked {
  const own = values.filter(({ read }) => read.table === kind)
  if (!own.every(isAsRead)) return recheck(record, kind, own, language)
  return { values: own, checks: checksOf(record, kind), dropped: new Set(), added: [] }
}

function conflicts(
  facts: EffectiveFacts,
  record: DocumentRecord,
  values: readonly EffectiveValue[],
  latest: ReadonlyMap<string, Statement>,
): readonly Problem[] {
  const conflict = (code: string, read: string | null, said: (correction: Statement) => string): Problem[] => {
    const correction = latest.get(code)
    if (!correction) return []
    const { author, readThen } = correction
    const details = { code, author, said: shown(said(correction)), before: shown(readThen), read: shown(read) }
    return [problem('correction-conflict', details)]
  }
  return [
    ...facts.conflicts.flatMap((fact) => conflict(fact, factOf(record.report, fact), (each) => saidOfFact(each) ?? '')),
    ...values
      .filter((value) => value.conflict)
      .flatMap(({ read }) => conflict(read.code, read.raw, (each) => String(saidOf(each, read.code).value ?? ''))),
  ]
}

const shown = (text: string | null): string => (text === null || text === '' ? '—' : `“${text}”`)

interface Changes {
  readonly dropped: ReadonlySet<DocumentRecord['problems'][number]>
  readonly added: DocumentRecord['problems']
}

/** The record's problems in their order as long as nothing changes about them. */
function problemsOf(
  { problems }: DocumentRecord,
  changes: readonly Changes[],
  asides: readonly Problem[],
  language: Language,
): DocumentRecord['problems'] {
  const added = [...changes.flatMap((change) => change.added), ...asides.map((each) => problemRecord(each, language))]
  const kept = problems.filter((each) => added.includes(each) || !changes.some(({ dropped }) => dropped.has(each)))
  const fresh = added.filter((each) => !problems.includes(each))
  return fresh.length === 0 ? kept : inOrder([...kept, ...fresh])
}

/** A value that a person vouches for is sound; a table that holds only such values counts as located. */
function statusOf(
  record: DocumentRecord,
  { report, values, checks, problems }: Omit<EffectiveDocument, 'status' | 'counts'>,
): EffectiveDocument['status'] {
  if (record.status === 'failed' && values.every(isAsRead)) return 'failed'
  if (report === null) return 'flagged'
  const forms = { ...report.forms }
  for (const kind of STATUTORY_TABLES)
    if (isVouched(values.filter(({ read }) => read.table === kind))) forms[kind] = yearOf(record, kind)
  return statusWhere({
    report: { forms, flags: report.flags },
    values: values.map(({ state, flags, corrected }) => ({ state: corrected === 'no' ? state : 'blank', flags })),
    checks,
    quiet: problems.every(({ severity }) => severity === 'info'),
  })
}
