import { CATALOGUE, type ProblemCode } from '../model/catalogue.js'
import type { Details } from '../model/problem.js'
import type { Failure } from '../model/extraction.js'

const CODE: ProblemCode = 'crashed-extractor'

/** Of a job whose worker was lost so often: what its problem says. */
export const crashedDetails = (stalls: number): Details => ({ reason: `its worker was lost ${stalls} times` })

/** The failure that a job whose worker was lost again and again ends with. */
export function crashed(stalls: number): Failure {
  const { message, remedy } = CATALOGUE[CODE].en
  const reason = String(crashedDetails(stalls).reason)
  return { code: CODE, class: CATALOGUE[CODE].class, message: `${message.replace('{reason}', reason)} ${remedy}` }
}
