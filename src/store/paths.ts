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

/** Conditions that every path matching a glob fulfils, so that an index can be asked before the glob itself. */
export interface Narrowed {
  /** It begins so; '' where that is not known. */
  readonly base: string
  /** It holds this; '' where that is not known. */
  readonly part: string
}

/** Anything that means more than itself in a glob. */
const SPECIAL = /[\\{}()[\]!?*+@|^$]/u
/** The wildcards among them that stand for any characters or names and leave the rest of the glob as it is. */
const WILD = /[*?/]+/u
const BEYOND_WILD = /[\\{}()[\]!+@|^$]/u
/** Most documents of a store end alike: that narrows nothing. */
const EXTENSION = /\.[a-z\d]{1,5}$/iu

export function narrowed(glob: string): Narrowed {
  const { base } = picomatch.scan(glob)
  const isBase = base !== '' && !SPECIAL.test(base) && glob.startsWith(base)
  const parts = BEYOND_WILD.test(glob) ? [] : glob.replace(EXTENSION, '').split(WILD)
  const part = parts.reduce((longest, each) => (each.length > longest.length ? each : longest), '')
  return { base: isBase ? base : '', part }
}
