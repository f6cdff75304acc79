import type { DocumentRow, Sort, SortKey } from './store.js'

/** Orders: of texts that databases compare byte by byte, or code point by code point, and of lists. */

/** Digits of a version's number in its rank: enough for dates (20260101). */
const WIDTH = 10

const padded = (digits: string): string => digits.padStart(WIDTH, '0')

/**
 * A text that sorts, byte by byte, as semantic versions do (semver.org, 11): numbers by size, a pre-release before its
 * release, its identifiers one by one, build metadata left out.
 */
export function versionRank(version: string): string {
  const [plain = ''] = version.trim().replace(/^v/u, '').split('+')
  const [, core = plain, before] = /^([^-]*)-(.+)$/u.exec(plain) ?? []
  const numbers = [...core.split('.'), '0', '0', '0'].slice(0, 3).map((part) => padded(part.replace(/\D/gu, '') || '0'))
  const identifiers = before?.split('.').map((each) => (/^\d+$/u.test(each) ? `0${padded(each)}` : `1${each}`))
  // A space sorts before every character of an identifier, and ~ behind them all.
  return `${numbers.join('.')}${identifiers ? `-${identifiers.join(' ')}` : '~'}`
}

/** The first text, code point by code point, behind all that begin with this one, which is not empty. */
export const textAfter = (prefix: string): string => {
  const points = Array.from(prefix)
  const last = points.pop() ?? ''
  return points.join('') + String.fromCodePoint(next(last.codePointAt(0) ?? 0))
}

/** Surrogates are no characters. */
const next = (point: number): number => (point === 0xd7ff ? 0xe000 : point + 1)

/** The value of a row that a list is sorted by; null: not known. */
export function sortKeyOf(row: Pick<DocumentRow, 'organ' | 'year' | 'status' | 'counts'>, by: Sort['by']): SortKey {
  if (by === 'doubts' || by === 'faults') return row.counts?.[by] ?? null
  return by === 'path' ? null : row[by]
}
