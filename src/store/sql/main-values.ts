import type { EffectiveDocument } from '../../effective/effective.js'
import { MAIN_VALUES } from '../../vocabulary/main-values.js'

/** Values by which documents are found and compared stand in a narrow table of their own; of 200 values they are six. */

export interface MainValue {
  readonly code: string
  readonly value: number
  /** 1: with a doubt or a fault. */
  readonly flagged: 0 | 1
}

const MAIN: ReadonlySet<string> = new Set(MAIN_VALUES)

/** The main values of a document that hold a number, each once. */
export function mainValuesOf({ values }: EffectiveDocument): readonly MainValue[] {
  const found = new Map<string, MainValue>()
  for (const { read, value, flags } of values)
    if (value !== null && MAIN.has(read.code))
      found.set(read.code, { code: read.code, value, flagged: flags.length > 0 ? 1 : 0 })
  return [...found.values()]
}

/** How many values of a document carry a doubt or a fault. */
export const flaggedIn = ({ values }: EffectiveDocument): number =>
  values.filter(({ flags }) => flags.length > 0).length

/** The main values as of the migrations `0017-workbench` of both databases, as a list of SQL. */
export const MAIN_AS_OF_0017 = `('a_received_new_all', 'a_results_total_all', 'a_granted_all', 'a_carried_forward_all',
  'r_reconsideration_total', 'r_litigation_direct_total')`
