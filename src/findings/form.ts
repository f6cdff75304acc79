import { numeral } from '../vocabulary/labels.js'
import { tellsForm } from '../vocabulary/families.js'
import { followedForm, FORMS, sectionOf, STATUTORY_TABLES } from '../vocabulary/forms.js'
import type { EffectiveDocument, EffectiveValue } from '../effective/effective.js'
import { cellPlace, labelsOf, type Evidence, sectionWords } from './evidence.js'
import { finding, type Finding, type Place } from './finding.js'

/** An old form, sections that are not there, and cells without a number. */
export const ofForm = (evidence: Evidence): readonly Finding[] => [
  ...outdated(evidence),
  ...missing(evidence),
  ...blanks(evidence),
]

const sectionPlace = (section: number): Place => ({
  ...({ document: 'this', code: null, row: null, column: null, text: null, value: null, page: null } as const),
  section,
})

/** The form that reports on a year follow: the newest one that was there. */
const formInForce = (year: number) => FORMS.findLast((form) => Number(form.year) <= year) ?? null

function outdated({ report: document }: Evidence): readonly Finding[] {
  const { report, values } = document
  if (report?.year == null || report.flags.includes('year-uncertain')) return []
  const inForce = formInForce(report.year)
  if (!inForce) return []
  const old = STATUTORY_TABLES.filter((table) => {
    const form = report.forms[table]
    if (!tellsForm(table) || !form || Number(form) >= Number(inForce.year)) return false
    return isPlain(values.filter(({ read }) => read.table === table))
  })
  const [first] = old
  if (first === undefined) return []
  const sections = old.map(sectionOf)
  const details = {
    ...{ year: report.year, printed: report.forms[first] ?? '', expected: inForce.year, notice: inForce.notice },
    section: { zh: sections.map(numeral).join('、'), en: sections.join(', ') },
  }
  return [finding('form-outdated', details, sections.map(sectionPlace))]
}

/** Most cells of the table were found where the form has them. */
const isPlain = (values: readonly EffectiveValue[]): boolean =>
  values.length > 0 &&
  values.filter(({ state }) => state !== 'not-found' && state !== 'uncertain').length > values.length * MIN_FOUND

const MIN_FOUND = 0.8

const UNREAD = '\ufffd'
/** With one of these problems a part of the document was not read at all. */
const UNREAD_PARTS: ReadonlySet<string> = new Set(['no-text-layer', 'unreadable-page', 'page-damaged', 'chunk-unread'])

function missing({ report: document }: Evidence): readonly Finding[] {
  const { report, problems, record } = document
  if (!report) return []
  const { sections } = followedForm(report.forms)
  const printed = record.sections.map(({ heading, text }) => heading + text).join('\n')
  // A part that could not be read may hold the heading.
  if (printed.includes(UNREAD) || problems.some(({ code }) => UNREAD_PARTS.has(code))) return []
  return problems
    .filter(({ code }) => code === 'section-missing')
    .flatMap(({ details }) => {
      const section = sections.findIndex((_, index) => numeral(index + 1) === details?.section) + 1
      const heading = sections[section - 1]
      // A heading within a paragraph is there, though it begins no section.
      if (heading === undefined || printed.includes(heading.replace(/^.、/u, ''))) return []
      return [finding('section-missing', { heading }, [sectionPlace(section)])]
    })
}

/** Cells that a sentence names. */
const MAX_CELLS = 6

function blanks(evidence: Evidence): readonly Finding[] {
  const { report } = evidence
  return STATUTORY_TABLES.flatMap((table) => {
    const own = report.values.filter(({ read }) => read.table === table)
    const blank = own.filter(isBlank)
    // Where cells of a table were lost, those that are left may stand in the wrong place.
    if (blank.length === 0 || own.some(({ flags }) => flags.some((flag) => LOST.has(flag)))) return []
    const named = blank.slice(0, MAX_CELLS).map(({ read }) => labelled(report, read.code))
    const more = blank.length > MAX_CELLS
    const cells = {
      zh: `${named.map(({ zh }) => zh).join('；')}${more ? '；等' : ''}`,
      en: `${named.map(({ en }) => en).join('; ')}${more ? '; …' : ''}`,
    }
    const places = blank.map(({ read }) => cellPlace(evidence, 'this', read.code))
    const section = sectionWords(sectionOf(table))
    return [finding('blank-cells', { section, count: blank.length, cells, expected: 0 }, places)]
  })
}

const LOST: ReadonlySet<string> = new Set(['not-found', 'uncertain-column', 'uncertain-row'])

const isBlank = ({ state, flags, corrected }: EffectiveValue): boolean =>
  corrected === 'no' && (state === 'blank' || state === 'dash') && flags.length === 0

function labelled(report: EffectiveDocument, code: string): { readonly zh: string; readonly en: string } {
  const { row, column } = labelsOf(report, code)
  return { zh: `“${row.zh}”行“${column.zh}”列`, en: `${row.en} / ${column.en}` }
}
