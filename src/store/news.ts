import { standing, type Correction, type NewCorrection } from '../effective/correction.js'
import { StoreError } from './errors.js'

/**
 * Makes sure that nobody said otherwise since the person looked, and that what is withdrawn still stands.
 * @param before all statements on the document, oldest first
 * @throws StoreError `said-meanwhile`, `withdrawn-meanwhile`
 */
export function assertNews(before: readonly Correction[], { kind, code, value, withdraws, seen }: NewCorrection): void {
  const of = before.filter((each) => each.code === code)
  const last = of.at(-1)
  if (kind === 'withdraw') {
    if (standing(of).get(code)?.id !== withdraws) throw otherwise(code, last)
    return
  }
  if (seen === undefined || seen === null || !last || last.id <= seen) return
  if (last.kind !== kind || last.value !== value) throw otherwise(code, last)
}

/**
 * Makes sure that nobody said anything of a document since the person looked who removes it or brings it back.
 * @throws StoreError `said-meanwhile`, `withdrawn-meanwhile`
 */
export function assertUnsaidSince(statements: readonly Correction[], seen: number): void {
  const last = statements.findLast(({ id }) => id > seen)
  if (last) throw otherwise(last.code, last)
}

function otherwise(code: string, last: Correction | undefined): StoreError {
  const { kind = 'withdraw', author = '—', at = '—', value = null } = last ?? {}
  if (kind === 'withdraw') return new StoreError('withdrawn-meanwhile', { code, author, at })
  return new StoreError('said-meanwhile', { code, author, at, said: value === null || value === '' ? '—' : value })
}
