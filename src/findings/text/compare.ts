import { valueOf } from '../../vocabulary/forms.js'
import type { Words } from '../../vocabulary/equations.js'
import type { EffectiveDocument } from '../../effective/effective.js'
import { cellPlace, labelsOf, sureNumber, valueIn, type Evidence, sectionWords } from '../evidence.js'
import { finding, type Finding, type Place } from '../finding.js'
import { changesNothing, narrows } from './lead.js'
import { numberOf } from './numbers.js'
import { QUANTITIES, type Quantity } from './quantities.js'
import { clausesOf, COMPARES, type Clause } from './sentences.js'
import { speakerOf, subjectOf, withoutOwn, type Speaker, type Subject } from './subject.js'

/** Compares the numbers in the prose with those of the tables. */

/** Sections whose prose tells of the year; the others hold the tables. */
const SECTIONS = [1, 5, 6]

interface Statement {
  readonly quantity: Quantity
  readonly value: number
  readonly subject: Exclude<Subject, 'other'>
  readonly clause: Clause
  readonly section: number
  readonly page: number | null
  /** The unit that the text prints, and its number of decimals. */
  readonly unit: string | null
  readonly decimals: number
}

/**
 * Numbers of the prose that contradict the tables. A sentence that is not surely about the very quantity is passed over; one
 * whose scope may be another one gives a note.
 */
export function textAgainstTable(evidence: Evidence): readonly Finding[] {
  const { report } = evidence
  const year = report.report?.year ?? null
  if (year === null) return []
  const told = statementsOf(report, year)
  return QUANTITIES.flatMap((quantity) => {
    const own = told.filter((each) => each.quantity === quantity)
    const means = meaningsOf(report, quantity)
    if (own.length === 0 || means.length === 0) return []
    const wrong = own.filter((each) => !means.some(({ sum }) => agrees(each, sum, report, quantity)))
    // Where another sentence agrees with the table, this one speaks of something else, or the text contradicts itself.
    const rule =
      wrong.length < own.length || wrong.some(({ subject }) => subject === 'wide') ? 'text-scope' : 'text-differs'
    const values = new Set<number>()
    return wrong.flatMap((statement) => {
      if (values.has(statement.value)) return []
      values.add(statement.value)
      return [toldOf(rule, statement, means, evidence)]
    })
  })
}

interface Meaning {
  readonly codes: readonly string[]
  readonly sum: number
}

/** None where a number that the words may mean is not sure: then nothing contradicts them. */
function meaningsOf(report: EffectiveDocument, { means }: Quantity): readonly Meaning[] {
  const found: Meaning[] = []
  for (const codes of means) {
    const there = codes.filter((code) => valueIn(report, code) !== null)
    // Forms have some of these values only.
    if (there.length < codes.length) continue
    const numbers = codes.flatMap((code) => sureNumber(report, code) ?? [])
    if (numbers.length < codes.length) return []
    found.push({ codes, sum: numbers.reduce((sum, number) => sum + number, 0) })
  }
  return found
}

const TEN_THOUSAND = 10_000
const YUAN: Readonly<Record<string, number | undefined>> = { 元: 1, 万元: TEN_THOUSAND, 亿元: TEN_THOUSAND ** 2 }

function agrees(
  { value, unit, decimals }: Statement,
  sum: number,
  report: EffectiveDocument,
  quantity: Quantity,
): boolean {
  if (unit === null) return value === sum
  const [code = ''] = quantity.means[0] ?? []
  const table = YUAN[valueIn(report, code)?.unit ?? '']
  const text = YUAN[unit]
  if (table === undefined || text === undefined) return true
  // The text may round what the table has.
  return Math.abs(value - (sum * table) / text) <= 0.5 * 10 ** -decimals + 1e-9
}

function statementsOf({ record, report }: EffectiveDocument, year: number): readonly Statement[] {
  const prose = record.sections.map(({ text }) => text).join('\n')
  const speaker = speakerOf(report?.organ ?? null, prose)
  return record.sections.flatMap(({ number, text, page }) => {
    if (number === null || !SECTIONS.includes(number)) return []
    return clausesOf(text, year).flatMap((clause) =>
      QUANTITIES.flatMap((quantity) => {
        const found = statementIn(clause, quantity, speaker)
        return found ? [{ ...found, quantity, clause, section: number, page }] : []
      }),
    )
  })
}

function statementIn(
  clause: Clause,
  quantity: Quantity,
  speaker: Speaker,
): Pick<Statement, 'value' | 'subject' | 'unit' | 'decimals'> | null {
  const { text, before, paragraph } = clause
  if (clause.year === 'other') return null
  const { within, topic, not, notHere, says, none } = quantity
  if (within && !within.test(before)) return null
  if (topic && !topic.test(paragraph + before)) return null
  const matches = says.map((each) => each.exec(text)).filter((each) => each !== null)
  const [match] = matches
  const denied = match ? null : (none.map((each) => each.exec(text)).find((each) => each !== null) ?? null)
  const said = match ?? denied
  if (!said || !changesNothing(withoutOwn(text.slice(0, said.index), speaker.organ))) return null
  const earlier = before.slice(0, Math.max(0, before.length - text.length - 1))
  if (narrows(withoutOwn(earlier.slice(earlier.lastIndexOf(',') + 1), speaker.organ))) return null
  const upTo = match ? text.slice(0, match.index + match[0].length) : text
  if (COMPARES.test(upTo) || not?.test(before.slice(0, before.length - text.length) + upTo) || notHere?.test(upTo))
    return null
  const subject = subjectOf({ ...clause, before: before.slice(0, before.length - text.length) + upTo }, speaker)
  if (subject === 'other') return null
  const { n = '0', unit = null } = match?.groups ?? {}
  const value = numberOf(n)
  return value === null ? null : { value, subject, unit, decimals: /\.(\d+)/u.exec(n)?.[1]?.length ?? 0 }
}

function toldOf(rule: string, statement: Statement, means: readonly Meaning[], evidence: Evidence): Finding {
  const { quantity, value, unit, clause, section, page } = statement
  const [first = { codes: [], sum: 0 }] = means
  const tableUnit = unit === null ? '' : (valueIn(evidence.report, first.codes[0] ?? '')?.unit ?? '')
  const sentence: Place = {
    ...({ document: 'this', code: null, row: null, column: null } as const),
    ...{ section, page, value, text: clause.printed },
  }
  const details = {
    ...{ section: sectionWords(section), sentence: clause.printed.replace(/[。！？]$/u, ''), quantity: quantity.name },
    ...{
      printed: unit === null ? value : `${value}${unit}`,
      expected: unit === null ? first.sum : `${first.sum}${tableUnit}`,
    },
    place: placeWords(evidence.report, first.codes),
  }
  return finding(rule, details, [sentence, ...first.codes.map((code) => cellPlace(evidence, 'this', code))])
}

/** Rows of more than these are told as a sum. */
const MAX_ROWS = 2

function placeWords(report: EffectiveDocument, codes: readonly string[]): Words {
  const labels = codes.map((code) => labelsOf(report, code))
  if (codes.length > MAX_ROWS) {
    const path = valueOf(codes[0] ?? '')?.path.at(1) ?? ''
    return { zh: `“${path}”各行总计之和`, en: `the rows of ${path} together` }
  }
  return {
    zh: labels.map(({ row, column }) => `“${row.zh}”的“${column.zh}”`).join('加'),
    en: labels.map(({ row, column }) => `${row.en} / ${column.en}`).join(' + '),
  }
}
