import { sql } from 'kysely'
import picomatch from 'picomatch'
import { textAfter } from '../order.js'
import { MEANING } from '../paths.js'
import type { Piece } from '../sql/engine.js'

/** Anything that means more than itself in a glob. */
const SPECIAL = /[\\{}()[\]!?*+@|^$]/u

/** The same globs as `pathMatcher` takes, as conditions of PostgreSQL: its regular expressions know all that picomatch makes. */
export function globbed(column: Piece, globs: readonly string[]): Piece {
  if (globs.length === 0) return sql`false`
  return sql`(${sql.join(
    globs.map((glob) => one(column, glob)),
    sql` or `,
  )})`
}

function one(column: Piece, glob: string): Piece {
  const { source } = picomatch.makeRe(glob, MEANING)
  const matches = sql`(${column} = ${glob} or ${column} ~ ${source})`
  const { base } = picomatch.scan(glob)
  // All below a folder stands side by side in the index.
  if (base === '' || SPECIAL.test(base) || !glob.startsWith(base)) return matches
  return sql`(${column} >= ${base} and ${column} < ${textAfter(base)} and ${matches})`
}
