import type { NewCorrection } from '../effective/correction.js'
import type { Store } from '../store/store.js'

/** Those that are not already the latest word on their value: handing in a sheet twice changes nothing. */
export async function unsaid(
  store: Pick<Store, 'corrections'>,
  corrections: readonly NewCorrection[],
): Promise<readonly NewCorrection[]> {
  const said = new Map<string, string>()
  const contentOf = ({ kind, value, readThen, note }: NewCorrection): string =>
    JSON.stringify([kind, value, readThen, note])
  for (const sha256 of new Set(corrections.map((correction) => correction.sha256)))
    for (const correction of await store.corrections(sha256))
      said.set(`${sha256} ${correction.code}`, contentOf(correction))
  return corrections.filter(
    (correction) => said.get(`${correction.sha256} ${correction.code}`) !== contentOf(correction),
  )
}
