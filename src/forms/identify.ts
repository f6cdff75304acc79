import type { Table } from '../model/block.js'
import type { StatutoryTable } from '../model/record.js'
import { ALL_APPLICATION_ROWS, FORM_YEARS, FORMS } from '../vocabulary/forms.js'
import { formLabel, labelOf, likenessTo, type FormLabel } from './likeness.js'
import { withoutUnit } from '../vocabulary/values.js'

/** A label counts as found from this likeness on. */
const FOUND = 0.75

/** Words as common as these tell no table from another. */
const COMMON = new Set(['其他', '总计', '其他结果'])

const distinct = (labels: readonly string[]): FormLabel[] =>
  [...new Set(labels)].filter((label) => !COMMON.has(labelOf(label).core)).map((label) => formLabel(label, [label]))

const leafOf = (path: readonly string[]): string => path[path.length - 1] ?? ''
const forms = FORM_YEARS.map((year) => FORMS[year])
const blocks = forms.flatMap(({ proactive }) => proactive.blocks)

const LABELS = {
  bands: distinct([...blocks.map(({ heading }) => heading), ...blocks.map(({ corner }) => corner)]),
  items: distinct(blocks.flatMap(({ rows }) => rows.map(({ label }) => label))),
  measures: distinct(blocks.flatMap(({ columns }) => columns.map(({ label }) => withoutUnit(label)))),
  rows: ALL_APPLICATION_ROWS.filter(({ path }) => !COMMON.has(labelOf(leafOf(path)).core)).map(({ key, path }) =>
    formLabel(key, path),
  ),
  applicants: distinct(forms[1]?.applications.columns.map(({ path }) => leafOf(path)) ?? []),
  groups: distinct(forms[1]?.review.groups.flatMap(({ path }) => path) ?? []),
  outcomes: distinct(forms[1]?.review.groups.flatMap(({ columns }) => columns.map(({ label }) => label)) ?? []),
} as const

/** Longer texts are prose, not labels. */
const LONGEST_LABEL = 80

const hasWord = /\p{Script=Han}/u

const scored = new Map<string, Readonly<Record<keyof typeof LABELS, readonly string[]>>>()
const MEMORY = 5_000

/** Which labels of each set a text is. */
function labelsIn(text: string): Readonly<Record<keyof typeof LABELS, readonly string[]>> {
  const known = scored.get(text)
  if (known) return known
  const bare = withoutUnit(text)
  const hits = (set: readonly FormLabel[]): string[] =>
    set.filter((label) => likenessTo(bare, label) >= FOUND).map(({ key }) => key)
  const found = {
    bands: hits(LABELS.bands),
    items: hits(LABELS.items),
    measures: hits(LABELS.measures),
    rows: hits(LABELS.rows),
    applicants: hits(LABELS.applicants),
    groups: hits(LABELS.groups),
    outcomes: hits(LABELS.outcomes),
  }
  if (scored.size >= MEMORY) scored.clear()
  scored.set(text, found)
  return found
}

/**
 * Which statutory table a table is (or a part of), by its own labels; the section whose heading it stands under
 * (2, 3, 4, …) lets fewer of them suffice. Null for any other table.
 */
export function identify(table: Table, section: number | null): StatutoryTable | null {
  const texts = new Set(
    table.cells.map(({ text }) => text).filter((text) => text.length <= LONGEST_LABEL && hasWord.test(text)),
  )
  const found = { bands: 0, items: 0, measures: 0, rows: 0, applicants: 0, groups: 0, outcomes: 0 }
  const seen = new Set<string>()
  for (const text of texts) {
    const labels = labelsIn(text)
    for (const set of Object.keys(found) as (keyof typeof found)[]) {
      const fresh = labels[set].filter((key) => !seen.has(`${set} ${key}`))
      if (fresh.length > 0) found[set] += 1
      for (const key of fresh) seen.add(`${set} ${key}`)
    }
  }
  const strength: Record<StatutoryTable, number> = {
    proactive: proactiveStrength(found, section === 2),
    applications: applicationsStrength(found, section === 3),
    review: reviewStrength(found, section === 4),
  }
  const kinds: readonly StatutoryTable[] = ['applications', 'proactive', 'review']
  const best = kinds.reduce((a, b) => (strength[b] > strength[a] ? b : a))
  return strength[best] > 0 ? best : null
}

type Found = Readonly<Record<keyof typeof LABELS, number>>

const proactiveStrength = ({ bands, items, measures }: Found, placed: boolean): number =>
  (bands > 0 && items > 0) || (items >= 2 && measures >= 2) || (placed && (items > 0 || (bands > 0 && measures > 0)))
    ? bands + items + measures
    : 0

const applicationsStrength = ({ rows, applicants }: Found, placed: boolean): number =>
  rows >= 3 || (rows >= 2 && applicants >= 2) || applicants >= 4 || (placed && rows > 0) ? rows + applicants : 0

const reviewStrength = ({ groups, outcomes }: Found, placed: boolean): number =>
  (outcomes >= 3 && (groups > 0 || placed)) || (outcomes >= 2 && groups >= 2) || (placed && outcomes > 0)
    ? outcomes + groups
    : 0
