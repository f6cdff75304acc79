import { problem, type Language, type ProblemCode } from '../model/problem.js'
import type { DocumentRecord, ReportRecord } from '../model/record.js'
import { problemRecord } from '../report/problems.js'
import { FACTS, sameText, type Fact, type Statement } from './correction.js'

type ProblemRecord = DocumentRecord['problems'][number]

/** The report's facts with corrections and manifest laid over them. */
export interface EffectiveFacts {
  readonly report: ReportRecord | null
  /** The code of the organ that a person stated. */
  readonly organId: string | null
  /** A person vouches for these. */
  readonly corrected: readonly Fact[]
  /** These are now read otherwise than when a person looked. */
  readonly conflicts: readonly Fact[]
  readonly dropped: ReadonlySet<ProblemRecord>
  readonly added: readonly ProblemRecord[]
}

const NO_REPORT: ReportRecord = {
  ...{ title: null, organ: null, year: null, published: null, form: null, flags: [], evidence: {} },
  forms: { proactive: null, applications: null, review: null },
}

/** The flags that a person's word on a fact settles. */
const DOUBTS: Readonly<Record<Fact, readonly ProblemCode[]>> = {
  'report.organ': ['organ-uncertain', 'organ-missing'],
  'report.year': ['year-uncertain', 'year-missing'],
  'report.title': ['title-uncertain', 'title-missing'],
  // The organ's identity does not touch the content of the report.
  'report.organ_id': [],
}

/** A fact as text: as it is corrected and compared. */
export function factOf(report: ReportRecord | null, fact: Fact): string | null {
  switch (fact) {
    case 'report.organ':
      return report?.organ ?? null
    case 'report.year':
      return report?.year?.toString() ?? null
    case 'report.title':
      return report?.title ?? null
    case 'report.organ_id':
      return null
  }
}

function withFact(report: ReportRecord, fact: Fact, said: string | null): ReportRecord {
  switch (fact) {
    case 'report.organ':
      return { ...report, organ: said }
    case 'report.year':
      return { ...report, year: said === null ? null : Number(said) }
    case 'report.title':
      return { ...report, title: said }
    case 'report.organ_id':
      return report
  }
}

/** Gives the text that a person states for a fact. */
export const saidOfFact = ({ kind, value, readThen }: Statement): string | null =>
  kind === 'correct' ? value : (value ?? readThen)

/** Lays what people said of the report's facts over what was read. */
export function effectiveFacts(
  record: DocumentRecord,
  latest: ReadonlyMap<string, Statement>,
  language: Language,
): EffectiveFacts {
  const corrections = FACTS.flatMap((fact) => {
    const correction = latest.get(fact)
    return correction ? [{ fact, correction, said: saidOfFact(correction) }] : []
  })
  if (corrections.length === 0)
    return { report: record.report, organId: null, corrected: [], conflicts: [], dropped: new Set(), added: [] }
  const corrected = corrections.map(({ fact }) => fact)
  const organId = corrections.find(({ fact }) => fact === 'report.organ_id')?.said ?? null
  if (corrected.every((fact) => fact === 'report.organ_id'))
    return { report: record.report, organId, corrected, conflicts: [], dropped: new Set(), added: [] }
  const settled = new Set<string>(corrected.flatMap((fact) => DOUBTS[fact]))
  const read = record.report ?? NO_REPORT
  const said = corrections.reduce((report, each) => withFact(report, each.fact, each.said), read)
  const report = { ...said, flags: said.flags.filter((flag) => !settled.has(flag)) }
  const dated = withDate(record, report, language)
  return {
    report: dated.report,
    organId,
    corrected,
    conflicts: corrections
      .filter(({ fact, correction, said: own }) => {
        const now = factOf(record.report, fact)
        return !sameText(now, correction.readThen) && !sameText(now, own)
      })
      .map(({ fact }) => fact),
    dropped: new Set([...record.problems.filter(({ code }) => settled.has(code)), ...dated.dropped]),
    added: dated.added,
  }
}

/** Whether the report is signed before its year ended hangs on the year. */
function withDate(
  record: DocumentRecord,
  report: ReportRecord,
  language: Language,
): Pick<EffectiveFacts, 'dropped' | 'added'> & { readonly report: ReportRecord } {
  const { year, published } = report
  if (published === null || year === record.report?.year) return { report, dropped: new Set(), added: [] }
  const flags = report.flags.filter((flag) => flag !== 'date-implausible')
  const dropped = new Set(record.problems.filter(({ code }) => code === 'date-implausible'))
  if (year === null || published >= `${year}-12-31`) return { report: { ...report, flags }, dropped, added: [] }
  const added = [problemRecord(problem('date-implausible', { year, published }), language)]
  return { report: { ...report, flags: [...flags, 'date-implausible'] }, dropped, added }
}
