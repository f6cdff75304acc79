import { lossOf, type Loss } from '../compare/loss.js'
import type { ExtractionKey } from '../model/extraction.js'
import type { DocumentRecord } from '../model/record.js'
import { versionRank } from './order.js'

type Kind = Pick<ExtractionKey, 'version' | 'options'>

/**
 * Whether a new attempt has to be held against the one that counts. A newer version takes effect whatever it finds, with the
 * default options or with those of the attempt that counts: what it finds more was overlooked before.
 * @param defaults whether the new attempt has the default options
 */
export const isOnTrial = (counting: Kind, attempt: Kind, defaults: boolean): boolean =>
  versionRank(attempt.version) <= versionRank(counting.version) || !(defaults || attempt.options === counting.options)

/** For what a new attempt does not count, and the former one goes on counting; null where it takes effect. */
export function keptBackFor(
  counting: { readonly key: Kind; readonly record: DocumentRecord },
  attempt: { readonly key: Kind; readonly record: DocumentRecord; readonly defaults: boolean },
): Loss | null {
  if (counting.record.status === 'failed' || attempt.record.status === 'failed') return null
  return isOnTrial(counting.key, attempt.key, attempt.defaults) ? lossOf(counting.record, attempt.record) : null
}
