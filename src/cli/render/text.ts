import { styleText } from 'node:util'
import type { Language } from '../../model/sentences.js'
import displayWidth from 'string-width'

export { displayWidth }

/** How results are shown: coloured and cut to the window's width on a terminal, whole and plain elsewhere. */
export interface Look {
  /** Columns of the terminal; null where there is none. */
  readonly width: number | null
  readonly colours: boolean
}

/** Colours and a width only where a person looks at it; NO_COLOR (no-color.org) is heeded. */
export function lookOf(stream: NodeJS.WriteStream): Look {
  if (!stream.isTTY) return { width: null, colours: false }
  const { NO_COLOR, TERM } = process.env
  return { width: stream.columns, colours: !NO_COLOR && TERM !== 'dumb' }
}

/** The width of a page where the output has none of its own. */
export const PLAIN_WIDTH = 100

export type Colour = 'green' | 'yellow' | 'red' | 'bold'

export const paint = (text: string, colour: Colour, look: Look): string =>
  look.colours ? styleText(colour, text, { validateStream: false }) : text

/** A text of a file or its name on one line, without the control characters that would drive the terminal. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ')

/** Runs that are never broken, unless one alone is too wide: words, numbers, and one Chinese character each. */
const RUNS = /\s+|[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu

/** Marks that may not begin a line. */
const CLOSING = /^[，。、；：！？）》」』”’,.;:!?)\]]/u

/** The lines of a text, each at most `width` columns wide; at least one, if empty. Chinese may break at any character. */
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

/** The text cut to a width, with … at its end where something is missing. */
export const cut = (text: string, width: number): string =>
  displayWidth(text) <= width ? text : `${headOf(text, Math.max(1, width - 1))}…`

/** Below this width nothing can be read, however narrow the terminal is. */
const MIN_PARAGRAPH = 20

/** A paragraph below an indent, the first line after a lead of its own. */
export function paragraph(text: string, width: number, lead = '', indent = displayWidth(lead)): readonly string[] {
  const first = lead + ' '.repeat(Math.max(0, indent - displayWidth(lead)))
  const lines = wrap(text, Math.max(MIN_PARAGRAPH, width - indent))
  return lines.map((line, place) => (place === 0 ? first : ' '.repeat(indent)) + line)
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power] ?? ''}`
}

const two = (part: number): string => String(Math.floor(part)).padStart(2, '0')

/** 0.3 s, 42 s, 3:05 min, 2:10 h; 0.3 秒、42 秒、3 分 05 秒、2 小时 10 分 */
export function formatDuration(ms: number, language: Language): string {
  const seconds = ms / 1_000
  if (language === 'zh') return inChinese(seconds)
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes}:${two(seconds % 60)} min` : `${Math.floor(minutes / 60)}:${two(minutes % 60)} h`
}

function inChinese(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} 秒`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes} 分 ${two(seconds % 60)} 秒`
    : `${Math.floor(minutes / 60)} 小时 ${two(minutes % 60)} 分`
}

/** An ISO time (UTC) in the machine's own zone, to the minute. */
export function formatTime(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}
