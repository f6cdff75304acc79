import type { DocumentRecord, ValueRecord } from '../model/record.js'

/** The two sides where two records differ; null where a record lacks the item. */
interface Change<T> {
  readonly before: T | null
  readonly after: T | null
}

type Problem = DocumentRecord['problems'][number]
type Check = DocumentRecord['checks'][number]
type Reading = Pick<ValueRecord, 'state' | 'value' | 'raw' | 'flags'>

/** value: another number counts; state: the same number or none, in another state; flags: only its doubts; raw: only what is printed. */
type ValueChangeKind = 'value' | 'state' | 'flags' | 'raw'

export interface ValueChange extends Change<Reading> {
  readonly code: string
  readonly table: ValueRecord['table']
  readonly item: string
  readonly measure: string
  readonly kind: ValueChangeKind
}

interface FactChange extends Change<string> {
  /** title, organ, year, published, form, flags, and the form of each table: forms.proactive, … */
  readonly fact: string
}

interface CheckChange extends Change<Pick<Check, 'left' | 'right' | 'pass'>> {
  readonly id: string
  readonly at: string
}

/** All in which two extractions of one document differ; what only their provenance says is left out. */
export interface Comparison {
  readonly status: Change<DocumentRecord['status']> | null
  readonly facts: readonly FactChange[]
  readonly values: readonly ValueChange[]
  readonly checks: readonly CheckChange[]
  /** By code, page and table: the same problem told in another language is no difference. */
  readonly problems: { readonly gone: readonly Problem[]; readonly come: readonly Problem[] }
}

export function compareRecords(before: DocumentRecord, after: DocumentRecord): Comparison {
  return {
    status: before.status === after.status ? null : { before: before.status, after: after.status },
    facts: factChanges(before, after),
    values: valueChanges(before, after),
    checks: checkChanges(before, after),
    problems: {
      gone: withoutThose(before.problems, after.problems),
      come: withoutThose(after.problems, before.problems),
    },
  }
}

export const isSame = ({ status, facts, values, checks, problems }: Comparison): boolean =>
  status === null &&
  [facts, values, checks, problems.gone, problems.come].every((differences) => differences.length === 0)

/** Both lists' keys, each once: those of the first in its order, then those that only the second has. */
const keysOf = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): readonly string[] => [
  ...before.keys(),
  ...[...after.keys()].filter((key) => !before.has(key)),
]

function factsOf({ report }: DocumentRecord): ReadonlyMap<string, string | null> {
  if (!report) return new Map()
  const { title, organ, year, published, form, forms, flags } = report
  return new Map([
    ['title', title],
    ['organ', organ],
    ['year', year === null ? null : String(year)],
    ['published', published],
    ['form', form],
    ...Object.entries(forms).map(([table, own]): [string, string | null] => [`forms.${table}`, own ?? null]),
    ['flags', flags.length > 0 ? [...flags].sort().join(' ') : null],
  ])
}

function factChanges(left: DocumentRecord, right: DocumentRecord): readonly FactChange[] {
  const [before, after] = [factsOf(left), factsOf(right)]
  return keysOf(before, after)
    .map((fact) => ({ fact, before: before.get(fact) ?? null, after: after.get(fact) ?? null }))
    .filter((change) => change.before !== change.after)
}

const readingOf = ({ state, value, raw, flags }: ValueRecord): Reading => ({ state, value, raw, flags })

function valueChanges(left: DocumentRecord, right: DocumentRecord): readonly ValueChange[] {
  const before = new Map(left.records.map((value) => [value.code, value]))
  const after = new Map(right.records.map((value) => [value.code, value]))
  return keysOf(before, after).flatMap((code) => {
    const [old, young] = [before.get(code), after.get(code)]
    const either = young ?? old
    const kind = kindOf(old, young)
    if (!either || !kind) return []
    const { table, item, measure } = either
    return {
      code,
      table,
      item,
      measure,
      kind,
      before: old ? readingOf(old) : null,
      after: young ? readingOf(young) : null,
    }
  })
}

const flagsOf = (value: ValueRecord | undefined): string => [...(value?.flags ?? [])].sort().join(' ')

function kindOf(before: ValueRecord | undefined, after: ValueRecord | undefined): ValueChangeKind | null {
  if (before?.value !== after?.value) return 'value'
  if (before?.state !== after?.state) return 'state'
  if (flagsOf(before) !== flagsOf(after)) return 'flags'
  return before?.raw === after?.raw ? null : 'raw'
}

function checkChanges(left: DocumentRecord, right: DocumentRecord): readonly CheckChange[] {
  const byKey = ({ checks }: DocumentRecord): ReadonlyMap<string, Check> =>
    new Map(checks.map((check) => [`${check.id} ${check.at}`, check]))
  const [before, after] = [byKey(left), byKey(right)]
  const sides = (check: Check | undefined): CheckChange['before'] =>
    check ? { left: check.left, right: check.right, pass: check.pass } : null
  return keysOf(before, after).flatMap((key) => {
    const [old, young] = [before.get(key), after.get(key)]
    const either = young ?? old
    if (!either || JSON.stringify(sides(old)) === JSON.stringify(sides(young))) return []
    return { id: either.id, at: either.at, before: sides(old), after: sides(young) }
  })
}

/** Gives the problems that the first list holds more often than the second. */
function withoutThose(problems: readonly Problem[], others: readonly Problem[]): readonly Problem[] {
  const keyOf = ({ code, page, table }: Problem): string => JSON.stringify([code, page, table])
  const left = new Map<string, number>()
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1)
  return problems.filter((problem) => {
    const count = left.get(keyOf(problem)) ?? 0
    left.set(keyOf(problem), count - 1)
    return count <= 0
  })
}
