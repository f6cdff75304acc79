import { z } from 'zod'
import { DOUBT_KINDS } from '../corrections/together.js'
import { SORTS, type DocumentPage, type FindingPage, type SortKey } from '../store/store.js'
import { FINDING_RULES, FINDING_SEVERITIES } from '../vocabulary/findings.js'
import { Refusal } from './errors/refusal.js'
import { several } from './schemas/common.js'
import { queryWith } from './schemas/filter.js'

/** Lists in pages: each begins behind the last document of the one before. */

const MAX = 1_000
const USUAL = 100

const pageShape = {
  limit: z.coerce.number().int().min(1).max(MAX).default(USUAL),
  cursor: z.string().max(4_000).optional().describe('`next` of the page before'),
} as const

/** Documents with doubts, all or those of some kinds. */
export const doubtQuery = queryWith({
  ...pageShape,
  about: several(z.enum(DOUBT_KINDS)).describe('what a person has to look at'),
})

/** Findings of all rules, or of some. */
export const findingQuery = queryWith({
  ...pageShape,
  rule: several(
    z.string().refine((id) => FINDING_RULES.some((rule) => rule.id === id), 'must be a rule of docs/check.md'),
  ),
  severity: several(z.enum(FINDING_SEVERITIES)),
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
  written([path, sha256, ...(key === undefined ? [] : [key])])

const findingCursor = z.tuple([...place, z.int()])

export const toFindingCursor = ({ path, sha256, number }: NonNullable<FindingPage['after']>): string =>
  written([path, sha256, number])

/** @throws Refusal `invalid-request` */
export function fromFindingCursor(text: string): NonNullable<FindingPage['after']> {
  const [path, sha256, number] = read(findingCursor, text)
  return { path, sha256, number }
}

/** @throws Refusal `invalid-request` */
export function fromCursor(text: string): NonNullable<DocumentPage['after']> {
  const [path, sha256, key] = read(cursor, text)
  return { path, sha256, ...(key !== undefined && { key }) }
}

const written = (parts: readonly SortKey[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

function read<T extends z.ZodType>(shape: T, text: string): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch (cause) {
    throw new Refusal('invalid-request', { reason: 'cursor' }, { cause })
  }
}
