import type { EffectiveDocument } from '../../effective/effective.js'
import { faultsOf } from '../../effective/failed.js'
import { equationInWords, MAX_TERMS, signed, suspectInWords } from '../../model/catalogue/details-in-words.js'
import type { Language } from '../../model/sentences.js'
import { termLabel } from '../../vocabulary/equations.js'
import { cut, paint, paragraph, type Look } from '../render/text.js'

/** The beginning of a long label tells which row it is. */
const MAX_TERM = 24

/** Counts the equations of a document that do not hold. */
export const failedCount = (document: EffectiveDocument): number =>
  faultsOf(document).reduce((count, { equations }) => count + equations.length, 0)

/**
 * The equations that do not hold in words, with their numbers and the difference; a long sum with its summands below it, and
 * below each table's the one number that would settle them all.
 */
export function failedLines(
  document: EffectiveDocument,
  language: Language,
  look: Look,
  width: number,
): readonly string[] {
  return faultsOf(document).flatMap(({ equations, suspect }) => [
    ...equations.flatMap((equation) => [
      ...paragraph(equationInWords(equation, language), width, `  ${paint('✗', 'red', look)} `, INDENT),
      ...[equation.left, equation.right]
        .filter(({ terms }) => terms.length > MAX_TERMS)
        .flatMap(({ terms, sum }) => {
          const parts = terms.map(
            ({ key, value }) => `${cut(termLabel(equation.id, key)[language], MAX_TERM)} ${signed(value)}`,
          )
          return paragraph(`${parts.join(' + ')} = ${signed(sum)}`, width, ' '.repeat(INDENT))
        }),
    ]),
    ...(suspect ? paragraph(suspectInWords(suspect, equations.length, language), width, '  → ', INDENT) : []),
  ])
}

const INDENT = 4
