import { isYear } from '../../vocabulary/captions.js'

/** Plain whole numbers, as they count rows and columns or name classes: 1, 20, 2007; no 1,234, 2.5 or −3. */
const COUNTING = /^[(（]?\d{1,5}[)）]?$/u

/** Codes of classes of spending are longer: 2080505. */
const CODE = /^\d{2,7}$/u

/** Fewer numbers rise by chance. */
const FEWEST = 3

/** Is a text a plain whole number? */
export const isNumbered = (text: string): boolean => COUNTING.test(text.trim())

/** Is a text a code as budgets have them before the names of their rows? */
export const isCode = (text: string): boolean => CODE.test(text.trim())

const numberOf = (text: string): number => Number(text.replace(/[^\d.]/gu, ''))

/** Do numbers rise from each to the next, by one step or by any? Two are too few to tell one step. */
export function rises(texts: readonly string[], step: 'one step' | 'any step'): boolean {
  const numbers = texts.map(numberOf)
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? number))
  if (steps.length === 0 || steps.some((each) => !(each > 0))) return false
  return step === 'any step' || (steps.length > 1 && steps.every((each) => Math.abs(each - (steps[0] ?? each)) < 1e-9))
}

/**
 * May some texts name rows or columns rather than be values: years, or whole numbers that rise?
 * @param step whether only numbers that rise by one step do
 */
export const mayName = (texts: readonly string[], step: 'one step' | 'any step'): boolean =>
  texts.length > 0 && (texts.every(isYear) || (texts.length >= FEWEST && texts.every(isNumbered) && rises(texts, step)))
