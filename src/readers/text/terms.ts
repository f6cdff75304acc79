import { isFoldedBand } from '../../vocabulary/bands.js'
import { GROUPS_FAMILIES, hasBlocks, MATRIX_FAMILIES } from '../../vocabulary/families.js'
import { FORMS, STATUTORY_TABLES, type StatutoryTable } from '../../vocabulary/forms.js'
import { remember } from '../../vocabulary/remember.js'
import { enumerated, fold, likeness, squeeze, withoutLabelNotes } from '../../vocabulary/labels.js'

/** The role that a label plays in its statutory table. */
type Role = 'band' | 'corner' | 'heading' | 'row'

/** A label that a statutory table prints. `level` counts from 1, the outermost heading or label column. */
interface Term {
  readonly role: Role
  readonly label: string
  readonly level: number
}

export interface Match {
  readonly term: Term
  /** 0..1 */
  readonly likeness: number
}

/** Labels less alike are strangers. */
export const MIN_LIKENESS = 0.6

/** Longer than any label with a few words added; nothing longer is compared. */
const LONGEST_LABEL = 60

/** Words that organs print in the place of the form's. */
const ALIASES: Readonly<Record<string, string>> = { 合计: '总计', 总数: '总计', 企业: '商业企业' }

function unique(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [`${term.role}/${term.label}`, term])).values()]
}

const levels = (role: Role, path: readonly string[]): Term[] =>
  path.map((label, index) => ({ role, label, level: index + 1 }))

/** The labels of a table in all forms, each with what it does there. */
function termsOf(id: StatutoryTable): readonly Term[] {
  const blocks = FORMS.flatMap(({ tables }) => tables).flatMap((table) =>
    table.id === id && table.shape === 'blocks' ? table.blocks : [],
  )
  return unique([
    ...blocks.flatMap(({ heading, corner, columns, rows }): Term[] => [
      { role: 'band', label: heading, level: 1 },
      { role: 'corner', label: corner, level: 1 },
      ...columns.map(({ label }): Term => ({ role: 'heading', label, level: 1 })),
      ...rows.map(({ label }): Term => ({ role: 'row', label, level: 1 })),
    ]),
    ...MATRIX_FAMILIES.filter((family) => family.id === id).flatMap(({ table: { corner, columns }, rows }): Term[] => [
      { role: 'corner', label: corner, level: 1 },
      ...columns.flatMap(({ path }) => levels('heading', path)),
      ...rows.flatMap(({ path }) => levels('row', path)),
    ]),
    ...GROUPS_FAMILIES.filter((family) => family.id === id)
      .flatMap(({ table }) => table.groups)
      .flatMap(({ path, columns }): Term[] => [
        ...levels('heading', path),
        ...columns.map(({ label }): Term => ({ role: 'heading', label, level: 3 })),
      ]),
  ])
}

/** A term with its folded core, which is dear to make. */
const TERMS = new Map(
  STATUTORY_TABLES.map((id) => [id, termsOf(id).map((term) => ({ term, core: enumerated(term.label).core }))] as const),
)

const MATCHERS = new Map(STATUTORY_TABLES.map((id) => [id, remember((text: string) => findTerm(id, text))]))

/** The label of the table that a printed text is most like; null where it is like none. A numbered text is a row first. */
export const matchTerm = (table: StatutoryTable, text: string): Match | null => MATCHERS.get(table)?.(text) ?? null

/** A bound of the likeness that costs little: no more characters can stay than both have, order aside. */
function mostLikeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  if (longer === 0 || Math.min(a.length, b.length) < MIN_LIKENESS * longer) return 0
  let common = 0
  for (const char of a) if (b.includes(char)) common += 1
  return common / longer
}

function findTerm(table: StatutoryTable, text: string): Match | null {
  const whole = termLike(table, text)
  const bare = withoutLabelNotes(text)
  if (whole?.likeness === 1 || bare === text || bare === '') return whole
  const noteless = termLike(table, bare)
  return (noteless?.likeness ?? 0) > (whole?.likeness ?? 0) ? noteless : whole
}

function termLike(table: StatutoryTable, text: string): Match | null {
  const printed = fold(text)
  const folded = ALIASES[printed] ?? printed
  if (folded === '' || folded.length > LONGEST_LABEL) return null
  if (isFoldedBand(folded) && hasBlocks(table)) return { term: { role: 'band', label: text, level: 1 }, likeness: 1 }
  const numbered = enumerated(text).ordinal !== null
  const subject = ALIASES[printed] ?? text
  let best: Match | null = null
  const core = enumerated(subject).core
  for (const { term, core: own } of TERMS.get(table) ?? []) {
    if (mostLikeness(core, own) < MIN_LIKENESS) continue
    const alike = likeness(subject, term.label)
    if (alike < MIN_LIKENESS) continue
    const preferred = best !== null && alike === best.likeness && numbered && term.role === 'row'
    if (best === null || alike > best.likeness || preferred) best = { term, likeness: alike }
  }
  return best
}

/** The label column (1..3) that a row label's own numbering tells: 一、 → 1, （一） → 2, 1. → 3; null for none. */
export function numberedLevel(label: string): number | null {
  const text = squeeze(label)
  if (/^[一二三四五六七八九十]+[、,，.．:：]/u.test(text)) return 1
  if (/^[(（][一二三四五六七八九十]+[)）]/u.test(text)) return 2
  if (/^(?:\d{1,2}[.．、,，)）]|[(（]\d{1,2}[)）])\D/u.test(text)) return 3
  return null
}
