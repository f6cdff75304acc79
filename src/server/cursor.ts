import { z } from 'zod'
import type { DocumentPage } from '../store/store.js'
import { Refusal } from './errors/refusal.js'
import { queryWith } from './schemas/filter.js'

/** Lists in pages: each begins behind the last document of the one before. */

const MOST = 1_000
const USUAL = 100

export const listQuery = queryWith({
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL),
  cursor: z.string().max(4_000).optional().describe('`next` of the page before'),
})

const cursor = z.tuple([z.string(), z.string().regex(/^[0-9a-f]{64}$/)])

export const toCursor = ({ path, sha256 }: NonNullable<DocumentPage['after']>): string =>
  Buffer.from(JSON.stringify([path, sha256])).toString('base64url')

/** @throws Refusal `invalid-request` */
export function fromCursor(text: string): NonNullable<DocumentPage['after']> {
  try {
    const [path, sha256] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { path, sha256 }
  } catch (cause) {
    throw new Refusal('invalid-request', { reason: 'cursor' }, { cause })
  }
}
