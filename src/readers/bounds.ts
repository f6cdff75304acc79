import { DocumentError } from '../model/problem.js'

/**
 * How long the content of a document may be, whatever the file's size: what is far beyond any report would only take
 * minutes to be found to be none. The longest reports have some 100,000 characters.
 */

/** The bound of plain text. */
const MAX_CHARACTERS = 2_000_000
/** The bound of HTML or XML with markup, styles and scripts, but without pictures that stand in it as data: URIs. */
const MAX_MARKUP = 10_000_000
/** A report has some 10,000 tags; with one a character, as some web editors leave them, ten times as many. */
const MAX_TAGS = 300_000

const DATA_URI = /data:[\w.+-]+\/[\w.+-]+[^"'\s<>)]*/g

/** @throws DocumentError text-too-long */
export function boundText(text: string): void {
  if (text.length > MAX_CHARACTERS) throw new DocumentError('text-too-long', { limit: MAX_CHARACTERS })
}

/** @throws DocumentError text-too-long */
export function boundMarkup(markup: string): void {
  if (markup.length > MAX_MARKUP && markup.replace(DATA_URI, '').length > MAX_MARKUP)
    throw new DocumentError('text-too-long', { limit: MAX_MARKUP })
  let tags = 0
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1))
    if ((tags += 1) > MAX_TAGS) throw new DocumentError('text-too-long', { limit: MAX_TAGS })
}
