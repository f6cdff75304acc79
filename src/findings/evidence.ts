import type { EffectiveDocument, EffectiveValue } from '../effective/effective.js'
import { followedForm, formOf, inEnglish, linesOf, sectionOf, valueOf, type Form } from '../vocabulary/forms.js'
import { numeral } from '../vocabulary/labels.js'
import type { Words } from '../vocabulary/equations.js'
import type { Place } from './finding.js'

/** The reports that findings are told from. */
export interface Evidence {
  readonly report: EffectiveDocument
  /** Last year’s report of the same organ; null where none is given. */
  readonly lastYear: EffectiveDocument | null
}

export const valueIn = ({ values }: EffectiveDocument, code: string): EffectiveValue | null =>
  values.find(({ read }) => read.code === code) ?? null

/** Nothing is in doubt about what is printed; that it does not add up is no doubt. */
export const isSure = ({ state, value, flags, corrected }: EffectiveValue): boolean =>
  value !== null && (corrected !== 'no' || (state === 'number' && flags.every((flag) => flag === 'unbalanced')))

/** The number that a report surely prints; null for anything else, blanks among it. */
export function sureNumber(document: EffectiveDocument, code: string): number | null {
  const found = valueIn(document, code)
  return found && isSure(found) ? found.value : null
}

/** The form that a table of a report follows. */
export const formFor = ({ report }: EffectiveDocument, table: string): Form => {
  const forms = report?.forms ?? {}
  const own = forms[table]
  return own ? formOf(own) : followedForm(forms)
}

const words = (zh: string): Words => ({ zh, en: inEnglish(zh) })

/** A section by its number, as each language writes it. */
export const sectionWords = (section: number): Words => ({ zh: numeral(section), en: String(section) })

/** The labels of a value’s row and column, as its report’s form prints them. */
export function labelsOf(document: EffectiveDocument, code: string): { readonly row: Words; readonly column: Words } {
  const table = valueOf(code)?.table ?? ''
  const form = formFor(document, table)
  const found = valueOf(code, form.year)
  const line = form.tables
    .filter(({ id }) => id === table)
    .flatMap(linesOf)
    .find(({ key }) => key === found?.item)
  const column = line?.columns.find(({ key }) => key === found?.measure)
  return { row: words(line?.path.at(-1) ?? code), column: words(column?.path.at(-1) ?? '') }
}

/** The place of a value in its report. */
export function cellPlace(evidence: Evidence, document: Place['document'], code: string): Place {
  const report = document === 'last' ? (evidence.lastYear ?? evidence.report) : evidence.report
  const value = valueIn(report, code)
  const { row, column } = labelsOf(report, code)
  return {
    ...{ document, code, row, column },
    section: sectionOf(valueOf(code)?.table ?? ''),
    text: value?.read.raw ?? null,
    value: value?.value ?? null,
    page: pageOf(report, value),
  }
}

/** The page that a value stands on; null in formats without pages. */
function pageOf({ record }: EffectiveDocument, value: EffectiveValue | null): number | null {
  const cell = value?.read.cell
  if (!cell) return null
  const table = record.tables.find(({ id }) => id === cell.table)
  const found = table?.cells.find(({ row, column }) => row === cell.row && column === cell.column)
  return found?.boxes?.[0]?.page ?? table?.pages[0] ?? null
}

/** The place of a fact: title, year or date. */
export function factPlace({ report }: EffectiveDocument, fact: 'title' | 'organ' | 'year' | 'published'): Place {
  const found = report?.evidence[fact]
  return {
    ...{ document: 'this', code: null, section: null, row: null, column: null, value: null },
    text: found?.text ?? null,
    page: found?.page ?? null,
  }
}
