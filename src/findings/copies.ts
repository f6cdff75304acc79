import type { EffectiveDocument } from '../effective/effective.js'
import { valueOf } from '../vocabulary/forms.js'
import { cellPlace, isSure, labelsOf, sureNumber, valueIn, type Evidence, sectionWords } from './evidence.js'
import { finding, type Finding } from './finding.js'

/** Fewer digits than this, in numbers that do not follow from others, may be the same by chance. */
const FEWEST_DIGITS = 8
/** Sums, and what stays from year to year. */
const FOLLOWS = /_all$|_total$|_in_force$/u

/** Last year’s tables, used again. */
export function copiedNumbers(evidence: Evidence): readonly Finding[] {
  const { report, lastYear } = evidence
  if (!lastYear || report.report?.form !== lastYear.report?.form || report.values.length === 0) return []
  let nonzero = 0
  let digits = 0
  for (const value of report.values) {
    const other = valueIn(lastYear, value.read.code)
    if (!other || !isSure(value) || !isSure(other) || value.value !== other.value) return []
    if (value.value === 0 || value.value === null) continue
    nonzero += 1
    if (!FOLLOWS.test(value.read.code)) digits += String(Math.abs(value.value)).replace('.', '').length
  }
  if (digits < FEWEST_DIGITS) return []
  const first = report.values.find(({ value }) => value !== 0)
  const place = first ? [cellPlace(evidence, 'this', first.read.code)] : []
  return [finding('copied-numbers', { count: report.values.length, nonzero }, place)]
}

/** From this share of common pieces on a section counts as last year’s. */
const ALIKE = 0.9
/** Characters; shorter sections are alike by nature: 无其他需要报告的事项. */
const FEWEST_CHARACTERS = 120
const PIECE = 6
const SECTIONS = [1, 5] as const

/** Last year’s prose, used again. Years and digits do not count. */
export function copiedProse({ report, lastYear }: Evidence): readonly Finding[] {
  if (!lastYear) return []
  return SECTIONS.flatMap((section) => {
    const [own, old] = [proseOf(report, section), proseOf(lastYear, section)]
    if (Math.min(own.length, old.length) < FEWEST_CHARACTERS) return []
    const share = shareOf(own, old)
    if (share < ALIKE) return []
    const text = report.record.sections.find(({ number }) => number === section)?.text ?? ''
    const place = {
      ...({ document: 'this', code: null, section, row: null, column: null, value: null } as const),
      text: `${text.slice(0, EXCERPT)}…`,
      page: report.record.sections.find(({ number }) => number === section)?.page ?? null,
    }
    return [finding('copied-prose', { section: sectionWords(section), percent: Math.floor(100 * share) }, [place])]
  })
}

const EXCERPT = 30

const proseOf = ({ record }: EffectiveDocument, section: number): string =>
  record.sections
    .filter(({ number }) => number === section)
    .map(({ text }) => text)
    .join('')
    .replace(/[^\p{Script=Han}]+/gu, '')

const piecesOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE)))

/** The share of pieces that both texts have (Dice). */
function shareOf(own: string, old: string): number {
  const [a, b] = [piecesOf(own), piecesOf(old)]
  let common = 0
  for (const piece of a) if (b.has(piece)) common += 1
  return (2 * common) / (a.size + b.size)
}

/** 万元 against 元: 10,000, give or take what an amount grows in a year. */
const [MIN_FACTOR, MAX_FACTOR] = [2_000, 50_000]
const YUAN: Readonly<Record<string, number | undefined>> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 }

/** Amounts that jump by the factor between yuan and ten thousand yuan. */
export function jumps(evidence: Evidence): readonly Finding[] {
  const { report, lastYear } = evidence
  if (!lastYear) return []
  return report.values.flatMap(({ read, unit }) => {
    const { code } = read
    if (valueOf(code, report.report?.form ?? null)?.kind !== 'amount') return []
    const [printed, expected] = [sureNumber(report, code), sureNumber(lastYear, code)]
    if (!printed || !expected) return []
    const lastUnit = valueIn(lastYear, code)?.unit ?? null
    const scale = (YUAN[unit ?? ''] ?? 1) / (YUAN[lastUnit ?? ''] ?? 1)
    const ratio = (printed / expected) * (unit === null || lastUnit === null ? 1 : scale)
    const factor = Math.max(ratio, 1 / ratio)
    if (factor < MIN_FACTOR || factor > MAX_FACTOR) return []
    const places = [cellPlace(evidence, 'this', code), cellPlace(evidence, 'last', code)]
    const more = { unit: unit ?? '', lastUnit: lastUnit ?? '', factor: Math.round(factor) }
    return [finding('ten-thousandfold', { ...labelsOf(report, code), printed, expected, ...more }, places)]
  })
}
