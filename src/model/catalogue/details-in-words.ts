import { equationName, lineLabel, termLabel } from '../../vocabulary/equations.js'
import { FORMS, inEnglish, valueOf, type FormValue } from '../../vocabulary/forms.js'
import { joinSteps } from '../../vocabulary/value-labels.js'
import type { FailedEquation, FailedEquations, ProblemDetails, Side, Suspect } from '../details.js'
import { fillIn, type Details, type Language } from '../sentences.js'

/** The details of problems, worded for who looks. */

/** A sentence names no more equations than this. */
const TOLD = 6
/** A side with more numbers than this is told by its sum. */
export const MAX_TERMS = 4
/** Sums of binary fractions are told without their noise. */
const DECIMALS = 6

const WORDS = {
  equation: {
    en: '{name}: {left} ≠ {right}, difference {difference}',
    zh: '{name}：{left} ≠ {right}，差 {difference}',
  },
  brief: { en: '{name} (difference {difference})', zh: '{name}（差 {difference}）' },
  many: { en: 'the sum of {count} numbers {sum}', zh: '{count} 项之和 {sum}' },
  settled: { en: 'if {label} were {would} instead of {value}, {all}', zh: '若“{label}”为 {would} 而非 {value}，{all}' },
  one: { en: 'the equation holds', zh: '该勾稽关系成立' },
  two: { en: 'both equations hold', zh: '这两个勾稽关系均成立' },
  all: { en: 'all {count} equations hold', zh: '这 {count} 个勾稽关系全部成立' },
  between: { en: '; ', zh: '；' },
} as const

/** A number as people write it: a minus is a minus, not a hyphen. */
export const signed = (value: number): string => String(Number(value.toFixed(DECIMALS))).replace('-', '−')

/** 办理平衡，总计列（差 −5） */
export const equationInBrief = ({ id, at, left, right }: FailedEquation, language: Language): string =>
  fillIn(WORDS.brief[language], { name: equationName(id, at)[language], difference: signed(left.sum - right.sum) })

function sideInWords(id: string, { sum, terms }: Side, language: Language): string {
  const [first] = terms
  if (!first) return signed(sum)
  if (terms.length > MAX_TERMS) return fillIn(WORDS.many[language], { count: terms.length, sum: signed(sum) })
  return terms.map(({ key, value }) => `${termLabel(id, key)[language]} ${signed(value)}`).join(' + ')
}

/** 办理平衡，总计列：新收 803 + 结转 13 ≠ 办理 812 + 结转下年 9，差 −5 */
export const equationInWords = ({ id, at, left, right }: FailedEquation, language: Language): string =>
  fillIn(WORDS.equation[language], {
    name: equationName(id, at)[language],
    left: sideInWords(id, left, language),
    right: sideInWords(id, right, language),
    difference: signed(left.sum - right.sum),
  })

/** The innermost labels of a value's row and column: （七）总计 › 总计. */
function shortLabel({ code, table, item, measure }: FormValue, language: Language): string {
  const form = FORMS.findLast(({ values }) => values.some((value) => value.code === code))
  const labels = form ? [item, measure].map((key) => lineLabel(form, table, key)) : [code]
  return joinSteps(labels.map((label) => (language === 'en' ? inEnglish(label) : label)))
}

/** If （七）总计 were 792 instead of 795, all three equations hold. */
export function suspectInWords({ code, value, would }: Suspect, count: number, language: Language): string {
  const found = valueOf(code)
  const all = count === 1 ? WORDS.one : count === 2 ? WORDS.two : WORDS.all
  return fillIn(WORDS.settled[language], {
    label: found ? shortLabel(found, language) : code,
    ...{ value: signed(value), would: signed(would), all: fillIn(all[language], { count }) },
  })
}

function allInWords({ equations, suspect: found }: FailedEquations, language: Language): string {
  const told = equations.slice(0, TOLD).map((equation) => equationInWords(equation, language))
  return [
    ...told,
    ...(equations.length > TOLD ? ['…'] : []),
    ...(found ? [suspectInWords(found, equations.length, language)] : []),
  ].join(WORDS.between[language])
}

/** Names of equations as records of before 0.3.0 list them: `applications.balance (total)`. */
const NAMED = /([a-z][\w]*\.[\w]+) \((\w+)\)/gu

const named = (text: string, language: Language): string =>
  text.replace(NAMED, (_, id: string, at: string) => equationName(id, at)[language])

/** The details as text in one language. */
export const detailsInWords = (details: ProblemDetails, language: Language): Details =>
  Object.fromEntries(
    Object.entries(details).map(([name, detail]) => {
      if (typeof detail === 'object') return [name, allInWords(detail, language)]
      return [name, name === 'checks' ? named(String(detail), language) : detail]
    }),
  )
