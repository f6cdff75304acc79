import type { Db, Tx } from '../sql/engine.js'
import { patiently } from './patience.js'
import { isConflict, isUnreachable } from './translate.js'

/** Two who write at once rarely meet twice. */
const CONFLICT_TRIES = 20

/**
 * Runs in one transaction (see `Engine.transaction`). Who stood in another's way, or lost the connection, begins again; but once
 * the end was asked for and not heard of, only what may be done twice.
 * @param patienceMs milliseconds for which a database that cannot be reached is waited for
 */
export async function transaction<T>(
  db: Db,
  run: (tx: Tx, mayStand: boolean) => Promise<T>,
  { repeatable = false, patienceMs }: { readonly repeatable?: boolean; readonly patienceMs: number },
): Promise<T> {
  let mayStand = false
  let conflicts = 0
  const once = async (): Promise<T> => {
    const end = { asked: false }
    try {
      return await db.transaction().execute(async (tx) => {
        const result = await run(tx, mayStand)
        end.asked = true
        return result
      })
    } catch (error) {
      if (end.asked && isUnreachable(error)) mayStand = true
      throw error
    }
  }
  const passes = (error: unknown): boolean => {
    if (isConflict(error)) return ++conflicts < CONFLICT_TRIES
    return isUnreachable(error) && (repeatable || !mayStand)
  }
  return patiently(once, passes, patienceMs)
}
