import type { FormsResult } from '../index.js'
import { drawApplications, drawProactive, drawReview, soundNumbers, type Drawing } from './drawings.js'

/** The numbers of a sound report of the form of 2021, and its tables. */
export const numbers = soundNumbers('2021')
export const proactive = drawProactive('2021', numbers)
export const applications = drawApplications('2021', numbers)
export const review = drawReview(numbers)

export const codes = ({ problems }: FormsResult): string[] => problems.map(({ code }) => code)

/** Values that are not what was drawn, or that carry a flag. */
export function amiss(result: FormsResult, drawn: ReadonlyMap<string, number>): string[] {
  return result.values
    .filter(({ item, measure, value, flags }) => value !== drawn.get(`${item}/${measure}`) || flags.length > 0)
    .map(({ code, state, flags }) => `${code} ${state} ${flags.join('+')}`)
}

/** The value of a code. @throws Error where there is none */
export function value({ values }: FormsResult, code: string): FormsResult['values'][number] {
  const found = values.find((each) => each.code === code)
  if (!found) throw new Error(`no value ${code}`)
  return found
}

/** A drawing with another text in one of its cells. */
export const set = (drawing: Drawing, row: number, column: number, text: string | null): (string | null)[][] =>
  drawing.map((line, y) => line.map((old, x) => (y === row && x === column ? text : old)))
