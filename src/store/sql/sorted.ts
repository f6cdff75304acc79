import { sql } from 'kysely'
import type { DocumentPage, Sort } from '../store.js'
import type { Engine, Piece } from './engine.js'

/** A stretch of a sorted list that one index gives in its order. */
export interface Stretch {
  /** Which rows it holds, behind the last row of the page before. */
  readonly condition: Piece
  readonly order: Piece
}

type Place = NonNullable<DocumentPage['after']>

const COLUMNS = {
  organ: 'organ',
  year: 'year',
  status: 'status',
  doubts: 'doubt_count',
  faults: 'fault_count',
} as const

/** The stretches of a list that are left behind a row: documents of which the column is known, then all others. */
export function stretchesOf(engine: Engine, sort: Sort, after: Place | null): readonly Stretch[] {
  const { by, descending = false } = sort
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const beyond = sql.raw(descending ? '<' : '>')
  const place = sql`path ${direction}, sha256 ${direction}`
  const behind = after ? sql`(path, sha256) ${beyond} (${after.path}, ${after.sha256})` : sql`true`
  if (by === 'path') return [{ condition: behind, order: place }]
  const plain = sql.ref(`documents.${COLUMNS[by]}`)
  const column = by === 'organ' ? engine.byCodePoint(plain) : plain
  const unknown = { condition: sql`${plain} is null and ${behind}`, order: place }
  const key = after?.key ?? null
  if (after && key === null) return [unknown]
  const further = after
    ? sql`(${column}, path, sha256) ${beyond} (${key}, ${after.path}, ${after.sha256})`
    : sql`${plain} is not null`
  const known = { condition: further, order: sql`${column} ${direction}, ${place}` }
  return [known, { ...unknown, condition: sql`${plain} is null` }]
}
