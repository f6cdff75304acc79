import { displayWidth } from '../table.js'

/** Text broken to the width of a terminal's column, where Chinese characters take two places. */

/** Runs that are never broken, unless one alone is too wide: words, numbers, and one Chinese character each. */
const RUNS = /\s+|[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu

/** What may not begin a line. */
const CLOSING = /^[，。、；：！？）》」』”’,.;:!?)\]]/u

/** The lines of a text, each at most `width` columns wide; at least one, if empty. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  const push = (): void => {
    lines.push(line.trimEnd())
    line = ''
  }
  for (const [run] of text.matchAll(RUNS)) {
    const fits = displayWidth(line) + displayWidth(run) <= width || (CLOSING.test(run) && line !== '')
    if (!fits && line !== '') push()
    if (/^\s/.test(run)) {
      if (line !== '') line += ' '
      continue
    }
    let rest = run
    while (displayWidth(rest) > width) {
      const head = headOf(rest, width)
      line = head
      push()
      rest = rest.slice(head.length)
    }
    line += rest
  }
  if (line !== '' || lines.length === 0) push()
  return lines
}

/** As many characters as fit; at least one. */
function headOf(text: string, width: number): string {
  let head = ''
  for (const character of text) {
    if (head !== '' && displayWidth(head + character) > width) break
    head += character
  }
  return head
}

/** Filled with spaces to a width; not cut. */
export function fill(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'left' ? text + space : space + text
}

/** The text cut to a width, with … at its end where something is missing. */
export function cut(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${headOf(text, Math.max(1, width - 1))}…`
}

/** A paragraph below an indent, the first line after a lead of its own. */
export function paragraph(text: string, width: number, lead = '', indent = displayWidth(lead)): readonly string[] {
  const lines = wrap(text, Math.max(LEAST_WIDTH, width - indent))
  return lines.map((line, place) => (place === 0 ? fill(lead, indent) : ' '.repeat(indent)) + line)
}

/** However narrow the terminal: below this nothing can be read. */
const LEAST_WIDTH = 20
