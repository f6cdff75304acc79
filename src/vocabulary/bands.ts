import { FORMS } from './forms.js'
import { parseOrdinal, squeeze } from './labels.js'

/** The bands over blocks of a table: 第二十条第（一）项. */

const articleOf = (heading: string): string => /^第(.+?)条/u.exec(heading)?.[1] ?? ''

/** The articles that bands of any form name, and what is left of each where its first characters were not read. */
const ARTICLES = [
  ...new Set(
    FORMS.flatMap(({ tables }) => tables)
      .flatMap((table) => (table.shape === 'blocks' ? table.blocks : []))
      .map(({ heading }) => articleOf(heading)),
  ),
]
const CLIPPED = ARTICLES.flatMap((article) => Array.from(article, (_, index) => article.slice(index))).join('|')
const WHOLE = ARTICLES.join('|')
const ORDINAL = String.raw`[一二三四五六七八九十\d]{1,2}`

const AT_HEAD = new RegExp(`^第?(?:${CLIPPED})条第?[(（]?(${ORDINAL})?[^项]{0,2}项`, 'u')
const WITHIN = new RegExp(String.raw`第(?:${WHOLE})条第[(（]?${ORDINAL}[)）]?项`, 'u')
const FOLDED = new RegExp(String.raw`^第?(?:${WHOLE})条第?([一二三四五六七八九十\d]{1,3})项?$`, 'u')

/** The number of the band that a text starts with; null where the number was not read, undefined for any other text. */
export function bandOrdinal(text: string): number | null | undefined {
  const match = AT_HEAD.exec(squeeze(text))
  if (!match) return undefined
  return match[1] === undefined ? null : parseOrdinal(match[1])
}

/** The band that a text names, with its number in wide brackets; null for none. */
export const bandIn = (text: string): string | null =>
  WITHIN.exec(squeeze(text))?.[0].replace(/[(（]/u, '（').replace(/[)）]/u, '）') ?? null

/** Tells whether a folded text is a band and nothing else, also of blocks that no form has. */
export const isFoldedBand = (folded: string): boolean => FOLDED.test(folded)

/** The number of the band that a folded text is; null for any other text. */
export function foldedBandOrdinal(folded: string): number | null {
  const ordinal = FOLDED.exec(folded)?.[1]
  return ordinal === undefined ? null : parseOrdinal(ordinal)
}

/** How bands begin. */
export const BAND_STARTS: readonly string[] = ARTICLES.map((article) => `第${article}条第`)
