import { CATALOGUE, type ProblemCode } from '../../model/catalogue.js'
import type { Failure } from '../../model/extraction.js'
import { PROBLEM_CODES, type ProblemClass } from '../../model/problem.js'

/**
 * A failure as BullMQ keeps it, one text: typed for us, and a sentence for whoever reads it on a board.
 * `encrypted (permanent): The PDF file is protected by a password. …`
 */
export const reasonOf = ({ code, class: failureClass, message }: Failure): string =>
  `${code} (${failureClass}): ${message}`

const REASON = /^(?<code>[a-z-]+) \((?<class>permanent|transient|environment)\): (?<message>.*)$/su

const isCode = (code: string | undefined): code is ProblemCode => PROBLEM_CODES.some((known) => known === code)
const isClass = (name: string | undefined): name is ProblemClass =>
  name === 'permanent' || name === 'transient' || name === 'environment'

/** The failure of a reason; one that we did not write (BullMQ's own) is an internal error, with it as message. */
export function failureOfReason(reason: string): Failure {
  const { code, class: failureClass, message = '' } = REASON.exec(reason)?.groups ?? {}
  if (isCode(code) && isClass(failureClass)) return { code, class: failureClass, message }
  return { code: 'internal-error', class: CATALOGUE['internal-error'].class, message: reason }
}
