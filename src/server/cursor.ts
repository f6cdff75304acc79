import { z } from 'zod'
import { DOUBT_KINDS } from '../corrections/together.js'
import { SORTS, type DocumentPage, type SortKey } from '../store/store.js'
import { Refusal } from './errors/refusal.js'
import { several } from './schemas/common.js'
import { queryWith } from './schemas/filter.js'

/** Lists in pages: each begins behind the last document of the one before. */

const MOST = 1_000
const USUAL = 100

const pageShape = {
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL),
  cursor: z.string().max(4_000).optional().describe('`next` of the page before'),
} as const

/** Documents with doubts, all or those of some kinds. */
export const doubtQuery = queryWith({
  ...pageShape,
  about: several(z.enum(DOUBT_KINDS)).describe('what a person has to look at'),
})

/** A list in an order of its own; its cursors are of no use to another order. */
export const sortedQuery = queryWith({
  ...pageShape,
  sort: z.enum(SORTS).default('path').describe('documents without a value come last'),
  order: z.enum(['asc', 'desc']).default('asc'),
})

const place = [z.string(), z.string().regex(/^[0-9a-f]{64}$/)] as const
const cursor = z.union([z.tuple([...place]), z.tuple([...place, z.union([z.string(), z.number(), z.null()])])])

/** @param key what the list is sorted by beside the path */
export const toCursor = ({ path, sha256 }: NonNullable<DocumentPage['after']>, key?: SortKey): string =>
  Buffer.from(JSON.stringify([path, sha256, ...(key === undefined ? [] : [key])])).toString('base64url')

/** @throws Refusal `invalid-request` */
export function fromCursor(text: string): NonNullable<DocumentPage['after']> {
  try {
    const [path, sha256, key] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { path, sha256, ...(key !== undefined && { key }) }
  } catch (cause) {
    throw new Refusal('invalid-request', { reason: 'cursor' }, { cause })
  }
}
