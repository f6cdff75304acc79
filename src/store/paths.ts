import picomatch from 'picomatch'
import { z } from 'zod'

/** A name may begin with a dot, and hold whatever the file system lets it hold, also the end of a line. */
export const MEANING = { dot: true, flags: 's' } as const

type Matcher = (path: string) => boolean

/** The last list of globs and what it became: a query asks for each of its documents. */
let last: { readonly globs: string; readonly matches: Matcher } | null = null

/** Whether a path as found matches one of the globs (a JSON list), as in a shell; names that begin with a dot are names too. */
export function pathMatcher(globs: string): Matcher {
  if (last?.globs === globs) return last.matches
  const matches = picomatch(z.array(z.string()).parse(JSON.parse(globs)), MEANING)
  last = { globs, matches: (path) => matches(path) }
  return last.matches
}
