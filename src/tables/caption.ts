import type { Block, Paragraph, Table } from '../model/block.js'
import { cellsInRow, type Grid } from '../forms/grid.js'
import { captionLine, isYear, HOLDER_LINE, NOTE_LINE, TABLE_TITLE, type CaptionLine } from '../vocabulary/captions.js'
import { isBlankText } from '../vocabulary/values.js'
import { isBodyValue } from './values.js'

/** The caption and notes that stand around a table or in the first and last rows of its own grid. */
export interface Caption {
  /** 表2-1; null for none. */
  readonly number: string | null
  /** The caption without its number and unit; null for none. */
  readonly title: string | null
  readonly unit: string | null
  /** The caption's lines as printed; null for none. */
  readonly text: string | null
  /** Notes and sources behind the table, as printed. */
  readonly notes: readonly string[]
  /** The grid's first rows that belong to the caption, and its last ones that are notes. */
  readonly captionRows: number
  readonly noteRows: number
  /** Does the caption say that the table goes on from a page before? */
  readonly continued: boolean
}

/** The most paragraphs before a table that may be its caption, and behind it that may be its notes. */
const LOOK_BACK = 3
const LOOK_AHEAD = 4
/** The first rows of a grid that may be its caption. */
const OWN_ROWS = 3
/** Longer lines are prose: characters, of Latin script more. */
const LONGEST_TITLE = 60
const LONGEST_LATIN_TITLE = 160

const PROSE_END = /[。；;，,：:]$|[^.]\.$/u
const GLUED = /^.{8,}(?:。|[.!?]\s)\s*([^。]+)$/su
const HAN = /\p{Script=Han}/u

interface Line {
  readonly text: string
  readonly read: CaptionLine
  /** Set apart from prose by how it stands: centred, or marked as a heading. */
  readonly apart: boolean
}

const lineOf = (text: string, apart: boolean): Line => ({ text: text.trim(), read: captionLine(text), apart })

const isTitle = (text: string): boolean =>
  text.length <= (HAN.test(text) ? LONGEST_TITLE : LONGEST_LATIN_TITLE) &&
  !PROSE_END.test(text) &&
  !HOLDER_LINE.test(text) &&
  !NOTE_LINE.test(text) &&
  !isBodyValue(text)

/** The title, number and unit of a table with what is said of it before, in and behind its grid. */
export function captionOf(blocks: readonly Block[], index: number, grid: Grid): Caption {
  const own = ownLines(grid)
  const before = linesBefore(blocks, index)
  // Nearest to the body first: the grid's own rows from the last one up, then the paragraphs before it.
  const lines = [...[...own.lines].reverse(), ...before]
  const nearest = lines.filter(({ read }) => !read.figure)
  const numbered = nearest.findIndex(({ read }) => read.number !== null)
  const unit = nearest.map(({ read }) => read.unit).find((each) => each !== null) ?? null
  const number = nearest[numbered]?.read.number ?? null
  const title = titleOf(grid.table, nearest, numbered, own.lines.length)
  const used = nearest.filter(
    ({ read, text }) =>
      read.number !== null || read.unit !== null || (title !== null && (read.title ?? text) === title),
  )
  const text =
    grid.table.caption ??
    (used.length === 0
      ? null
      : [...used]
          .reverse()
          .map((line) => line.text)
          .join(' '))
  const inGrid = noteRowsOf(grid)
  return {
    number,
    title,
    unit,
    text,
    notes: [...inGrid, ...notesBehind(blocks, index)],
    captionRows: own.rows,
    noteRows: inGrid.length,
    continued: nearest.some(({ read }) => read.continued),
  }
}

function titleOf(table: Table, lines: readonly Line[], numbered: number, own: number): string | null {
  const line = lines[numbered]
  const beside = line?.read.title ?? null
  if (beside !== null) return beside
  // A number on a line of its own stands above its title, or at the right below it (公开01表).
  const nearby = line ? [...lines.slice(0, numbered).reverse(), ...lines.slice(numbered + 1)] : lines
  const fitting = nearby.filter(({ read }) => read.title !== null && isTitle(read.title))
  const chosen = line
    ? fitting[0]
    : fitting.find(
        (each) =>
          each.apart || lines.indexOf(each) < own || table.caption !== null || TABLE_TITLE.test(each.read.title ?? ''),
      )
  return chosen?.read.title ?? null
}

/** The lines before a table that may be its caption, the nearest first. */
function linesBefore(blocks: readonly Block[], index: number): readonly Line[] {
  const table = blocks[index]
  const lines: Line[] = []
  if (table?.kind === 'table' && table.caption !== null) lines.push(lineOf(table.caption, true))
  for (let at = index - 1; at >= 0 && lines.length < LOOK_BACK; at -= 1) {
    const block = blocks[at]
    if (block?.kind !== 'paragraph') break
    if (isBlankText(block.text)) continue
    const line = lineOf(lastSentence(block.text), isApart(block))
    const { number, unit } = line.read
    const speaks = number !== null || unit !== null || HOLDER_LINE.test(line.text) || line.read.continued
    if (!speaks && (!isTitle(line.text) || NOTE_LINE.test(line.text))) break
    // A number at the head of a sentence is spoken of: 表2-1列出了……
    if (number !== null && PROSE_END.test(line.text) && line.text.length > LONGEST_TITLE) break
    lines.push(line)
  }
  return lines
}

/** Lines of a page that were taken for one paragraph: the caption is what stands behind the last full stop. */
function lastSentence(text: string): string {
  const [, rest = ''] = GLUED.exec(text) ?? []
  return captionLine(rest).number !== null || (rest.length <= LONGEST_TITLE && TABLE_TITLE.test(rest)) ? rest : text
}

const isApart = ({ level, align }: Paragraph): boolean => level !== null || align === 'center'

/** First rows of the grid that say what the table is: one text in them, or texts none of which is a value beside a unit. */
function ownLines(grid: Grid): { readonly lines: readonly Line[]; readonly rows: number } {
  const lines: Line[] = []
  let rows = 0
  for (let row = 0; row < Math.min(OWN_ROWS, grid.rows - 2); row += 1) {
    const cells = cellsInRow(grid, row)
    const texts = cells.map(({ text }) => text).filter((text) => !isBlankText(text))
    const alone = texts.length === 1 && cells.length <= Math.max(1, grid.columns)
    const whole = texts.join('  ')
    const read = captionLine(whole)
    const spans = cells.some(({ columnSpan, text }) => columnSpan === grid.columns && !isBlankText(text))
    // Share of total (per cent) heads a column; a unit in a line of its own stands alone, or behind the number.
    const holder = texts.some((text) => {
      const { unit, title, number } = captionLine(text)
      return HOLDER_LINE.test(text) || (unit !== null && (title === null || number !== null))
    })
    const says = read.unit !== null || read.number !== null || HOLDER_LINE.test(whole)
    const isOwn =
      texts.length === 0 ||
      (alone && grid.columns > 1 && (spans || says) && !isBodyValue(whole)) ||
      (holder && says && texts.every((text) => !isBodyValue(text) || isYear(text)) && texts.length < grid.columns)
    if (!isOwn || cells.some(({ rowSpan }) => rowSpan > 1)) break
    lines.push(...texts.map((text) => lineOf(text, spans)))
    rows = row + 1
  }
  return { lines, rows }
}

function noteRowsOf(grid: Grid): readonly string[] {
  const notes: string[] = []
  for (let row = grid.rows - 1; row > 0; row -= 1) {
    const texts = cellsInRow(grid, row)
      .map(({ text }) => text)
      .filter((text) => !isBlankText(text))
    const [text] = texts
    if (texts.length !== 1 || text === undefined || !NOTE_LINE.test(text)) break
    notes.unshift(text.trim())
  }
  return notes
}

function notesBehind(blocks: readonly Block[], index: number): readonly string[] {
  const notes: string[] = []
  for (let at = index + 1; at < blocks.length && notes.length < LOOK_AHEAD; at += 1) {
    const block = blocks[at]
    if (block?.kind !== 'paragraph') break
    if (isBlankText(block.text)) continue
    if (!NOTE_LINE.test(block.text)) break
    notes.push(block.text.trim())
  }
  return notes
}
