import { startsLabel } from '../../vocabulary/patterns.js'
import { centre, isCut, middle, type Placed, type Strip } from './placed.js'

/** Costs in the fit (em) of a row without a label, a label without values, and a label that starts within another. */
const NO_LABEL = 2
const NO_VALUES = 0.45
const TWO_LABELS = 1
/** A label costs this (em) if it starts without a number where labels have one. */
const NO_NUMBER = 1.5
/** A label costs this (em) where it goes on behind a line that is not full: at least so much white (em) is left. */
const SHORT_LINE = 0.5
const FULL_SLACK = 2.2
/** It costs this much (em) where the next word, of Latin script, would have found room on the line before. */
const EARLY = 2.5
const SPACE = 0.3
/** A label that begins with a small letter, where most begin with a capital, costs this (em). */
const SMALL_LETTER = 1.5
/** A line that goes on with a capital costs this (em), behind a line that is at least this share of the widest a third. */
const CAPITAL = 0.6
const SHORT_SHARE = 0.7
/** Lines nearer than this share of the rows' pitch are of one cell; lines as far apart cost this (em). */
const TIGHTER = 0.94
const AS_ROWS = 0.3
/** Labels that begin this much (em) farther in are parts of the one above. */
const INDENT = 0.45
/** White wider than this (em) parts two words. */
const WORD_WHITE = 0.15
/** A label stands beside values whose middle is this near (em). */
const BESIDE = 0.35
/** A label farther from its values than this (em) is hardly theirs. */
const FAR = 1.2
/** A row that a page break cuts costs this (em) if its values stand at the top. */
const CUT = 0.2
/** No label has more lines. */
const MAX_LINES = 9

/** Things on one line: the values of a row, or a line of labels. */
export interface TextLine {
  readonly runs: readonly Placed[]
  readonly top: number
  readonly bottom: number
}

export interface Row {
  readonly labels: readonly TextLine[]
  readonly values: TextLine | null
}

type Alignment = 'middle' | 'top' | 'bottom'

export const textLine = (runs: readonly Placed[]): TextLine => ({
  runs,
  top: Math.min(...runs.map(({ top }) => top)),
  bottom: Math.max(...runs.map(({ bottom }) => bottom)),
})

function deviation(labels: readonly TextLine[], values: TextLine, alignment: Alignment): number {
  const first = labels[0] ?? values
  const last = labels.at(-1) ?? values
  const place =
    alignment === 'top' ? middle(first) : alignment === 'bottom' ? middle(last) : (first.top + last.bottom) / 2
  return Math.abs(place - middle(values))
}

const rightOf = ({ runs }: TextLine): number => Math.max(...runs.map(({ right }) => right))
const pageOf = ({ runs }: TextLine): number | undefined => runs[0]?.run.page
const startX = ({ runs }: TextLine): number => (runs[0] ? centre(runs[0]) : 0)

/** Lines that go on seldom begin with a capital, least of all behind a short line. */
function capitalCost(before: TextLine | undefined, widest: number): number {
  const left = Math.min(...(before?.runs ?? []).map((run) => run.left))
  return before && rightOf(before) - left < SHORT_SHARE * (widest - left) ? CAPITAL : CAPITAL / 3
}

/** How lines of labels in Latin letters follow each other: words wrap where they no longer fit, parts are indented. */
function latinLines(
  labels: readonly TextLine[],
  isBeside: (line: TextLine | undefined) => boolean,
  widest: number,
  size: number,
): {
  readonly isLatin: (index: number) => boolean
  readonly goesOn: (index: number) => boolean
  readonly cost: (index: number) => number
} {
  const text = (index: number): string => labels[index]?.runs[0]?.run.text ?? ''
  const left = (index: number): number => labels[index]?.runs[0]?.left ?? 0
  const isLatin = (index: number): boolean => text(index) !== '' && !/\p{Script=Han}/u.test(text(index))
  const upper = labels.filter((_, index) => /^\p{Lu}/u.test(text(index))).length
  // Two labels beneath each other, each beside its values, as far in: members of a group.
  const members = labels.flatMap((line, index) =>
    isBeside(line) && isBeside(labels[index + 1]) && Math.abs(left(index) - left(index + 1)) < INDENT * size
      ? [left(index)]
      : [],
  )
  const middleAt = (index: number): number => {
    const line = labels[index]
    return line ? middle(line) : 0
  }
  const pitches = labels
    .flatMap((line, index) => {
      const next = labels[index + 1]
      return next && isBeside(line) && isBeside(next) ? [middle(next) - middle(line)] : []
    })
    .sort((a, b) => a - b)
  const rowPitch = pitches[Math.floor(pitches.length / 2)] ?? 0
  return {
    isLatin,
    goesOn: (index) => isLatin(index) && /^[\p{Ll}(]/u.test(text(index)) && upper * 2 > labels.length,
    cost: (index) => {
      const step = left(index) - left(index - 1)
      const member = step > INDENT * size && members.some((each) => Math.abs(each - left(index)) < INDENT * size)
      const early = endsEarly(labels[index - 1], labels[index], widest)
      const pitch = middleAt(index) - middleAt(index - 1)
      const tight = rowPitch > 0 && pitch < TIGHTER * rowPitch
      const loose = rowPitch > 0 && !tight ? AS_ROWS * size : 0
      const capital = !tight && /^\p{Lu}/u.test(text(index)) ? capitalCost(labels[index - 1], widest) * size : 0
      return loose + capital + (early ? EARLY * size : 0) + (member || step < -INDENT * size ? EARLY * size : 0)
    },
  }
}

/** Would the first word of a line have found room on the line above, up to where the widest label ends? */
function endsEarly(line: TextLine | undefined, next: TextLine | undefined, widest: number): boolean {
  const [run] = next?.runs ?? []
  if (!line || !run || /\p{Script=Han}/u.test(run.run.text)) return false
  const { glyphs } = run.run.line
  const space = glyphs.findIndex((glyph, index) => {
    const before = glyphs[index - 1]
    return before !== undefined && glyph.box[0] - before.box[2] > WORD_WHITE * glyph.size
  })
  const last = glyphs[space < 0 ? glyphs.length - 1 : space - 1]
  const word = (last?.box[2] ?? 0) - (glyphs[0]?.box[0] ?? 0)
  return rightOf(line) + SPACE * run.size + word < widest
}

function fit(
  strip: Strip,
  labels: readonly TextLine[],
  values: readonly TextLine[],
  size: number,
  alignment: Alignment,
): { readonly rows: readonly Row[]; readonly cost: number } {
  const cutAfter = labels.map((line, index) => {
    const next = labels[index + 1]
    return next !== undefined && isCut(strip, middle(line), middle(next), startX(line))
  })
  const starts = labels.map(({ runs }) => startsLabel(runs[0]?.run.text ?? ''))
  const widest = Math.max(...labels.map(rightOf))
  const short = labels.map((line) => widest - rightOf(line) > FULL_SLACK * size)
  const isBeside = (line: TextLine | undefined): boolean =>
    line !== undefined && values.some((row) => Math.abs(middle(row) - middle(line)) < BESIDE * size)
  // Numbers that stand before group headings alone number no rows.
  const groups = labels.filter(
    (line, index) => starts[index] === true && short[index] === true && !isBeside(line) && isBeside(labels[index + 1]),
  ).length
  const count = starts.filter(Boolean).length
  const numbered = count * 2 >= values.length && groups * 2 < count
  const words = latinLines(labels, isBeside, widest, size)
  const unnumbered = (from: number): number =>
    (numbered && starts[from] !== true ? NO_NUMBER * size : 0) + (words.goesOn(from) ? SMALL_LETTER * size : 0)
  const goingOn = (index: number): number =>
    words.isLatin(index) ? words.cost(index) : short[index - 1] === true ? SHORT_LINE * size : 0
  const parted = (line: TextLine, row: TextLine): boolean => {
    const [upper, lower] = [Math.min(middle(line), middle(row)), Math.max(middle(line), middle(row))]
    return isCut(strip, upper, lower, startX(line)) && isCut(strip, upper, lower, startX(row))
  }
  const within = (from: number, to: number): number => {
    let cost = unnumbered(from)
    for (let index = from; index < to; index++) {
      if (index > from && starts[index] === true) cost += TWO_LABELS * size
      if (index > from) cost += goingOn(index)
      if (index + 1 < to && cutAfter[index] === true) return Infinity
    }
    return cost
  }
  const anchored = (from: number, to: number, row: TextLine): number => {
    if (from === to) return NO_LABEL * size
    const own = labels.slice(from, to)
    if (own.some((line) => parted(line, row))) return Infinity
    // Where a page break cuts the row, its values stand beside either part of the label, or at the top of the first.
    const beside = own.filter((line) => pageOf(line) === pageOf(row))
    const [last, next] = [labels[to - 1], labels[to]]
    const cut = beside.length < own.length || (last && next && pageOf(last) !== pageOf(next))
    const away = Math.min(
      deviation(own, row, alignment),
      beside.length > 0 && cut ? deviation(beside, row, alignment) : Infinity,
      beside.length > 0 && cut ? deviation(beside, row, 'top') + CUT * size : Infinity,
    )
    return away + (away > FAR * size ? away : 0) + within(from, to)
  }
  interface Step {
    readonly cost: number
    readonly from: number
    readonly anchored: boolean
  }
  const none: Step = { cost: Infinity, from: 0, anchored: false }
  const table: Step[][] = Array.from({ length: labels.length + 1 }, () => new Array<Step>(values.length + 1).fill(none))
  const at = (line: number, row: number): Step => table[line]?.[row] ?? none
  const offer = (line: number, row: number, step: Step): void => {
    const cells = table[line]
    if (cells && step.cost < at(line, row).cost) cells[row] = step
  }
  offer(0, 0, { cost: 0, from: 0, anchored: false })
  for (let line = 0; line <= labels.length; line++)
    for (let row = 0; row <= values.length; row++)
      for (let from = Math.max(0, line - MAX_LINES); from <= line; from++) {
        const anchor = values[row - 1]
        if (anchor)
          offer(line, row, { cost: at(from, row - 1).cost + anchored(from, line, anchor), from, anchored: true })
        if (from < line)
          offer(line, row, {
            cost: at(from, row).cost + NO_VALUES * size + within(from, line),
            from,
            anchored: false,
          })
      }
  const rows: Row[] = []
  let line = labels.length
  let row = values.length
  while (line > 0 || row > 0) {
    const step = at(line, row)
    if (step.cost === Infinity) break
    rows.unshift({ labels: labels.slice(step.from, line), values: step.anchored ? (values[row - 1] ?? null) : null })
    line = step.from
    if (step.anchored) row -= 1
  }
  return { rows, cost: at(labels.length, values.length).cost }
}

/**
 * Which lines of labels belong to which line of values: the assignment, in order, in which the labels stand nearest to
 * their values' height, whether cells are aligned at the middle, the top or the bottom. Dynamic programming over both
 * sequences.
 */
export function assignRows(
  strip: Strip,
  labels: readonly TextLine[],
  values: readonly TextLine[],
  size: number,
): readonly Row[] {
  let best = fit(strip, labels, values, size, 'middle')
  for (const alignment of ['top', 'bottom'] as const) {
    const other = fit(strip, labels, values, size, alignment)
    if (other.cost < best.cost) best = other
  }
  return best.rows
}
