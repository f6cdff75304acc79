import type { Paragraph } from '../model/block.js'
import { unionBox, type PageBox } from '../model/geometry.js'
import type { LineItem } from './laid.js'
import { joinLines } from './lines.js'

/** A line that leaves less than this (em) of the measure was broken because it was full (no line starts with 。 or 》). */
const FULL_SLACK = 2.2
/** First lines of paragraphs are indented by two characters; more is a line set apart (signature, centred heading). */
const LARGEST_INDENT = 4.5
/** A continuation starts at the measure's left edge, give or take (em). */
const FLUSH = 0.8
/** Lines of one paragraph differ in font size by less than this share. */
const SAME_SIZE = 0.08
/** The pitch of lines within a paragraph may grow by this share; paragraphs are often parted by more. */
const SAME_PITCH = 1.25
/** Lines farther apart than this (em) never belong together. */
const LARGEST_PITCH = 2.6
/** No text is set narrower than this share of the page. */
const SHORTEST_MEASURE = 0.5
/** Middle of a line and of the measure may differ by this much (em) in a centred line. */
const CENTRED = 0.9

/** The left and right edge of the text, in points. */
export interface Measure {
  readonly left: number
  readonly right: number
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * The measure that a page's lines keep to; outliers (page furniture that was not known as such) do not count. Where no line
 * is long, the right margin is taken to be as wide as the left one.
 */
export function measureOf(lines: readonly LineItem[], pageWidth: number): Measure {
  const widths = lines.map(({ box }) => box[2] - box[0])
  const wide = lines.filter((_, index) => (widths[index] ?? 0) > 0.7 * quantile(widths, 0.9))
  const left = quantile(
    wide.map(({ box }) => box[0]),
    0.2,
  )
  const right = quantile(
    wide.map(({ box }) => box[2]),
    0.9,
  )
  return { left, right: right - left < SHORTEST_MEASURE * pageWidth ? Math.max(right, pageWidth - left) : right }
}

function alignOf({ box, line }: LineItem, { left, right }: Measure): Paragraph['align'] {
  const before = box[0] - left
  const after = right - box[2]
  if (Math.abs(before - after) <= 2 * CENTRED * line.size && before > 1.5 * line.size) return 'center'
  if (after <= line.size && before > (right - left) * 0.3) return 'right'
  return 'left'
}

/** Does `next` go on with the paragraph that ends in `line`? `pitch` is that of the paragraph so far; null for one line. */
function goesOn(line: LineItem, next: LineItem, pitch: number | null, measure: Measure): boolean {
  const size = line.line.size
  if (Math.abs(next.line.size - size) > SAME_SIZE * size) return false
  const indent = line.box[0] - measure.left
  if (measure.right - line.box[2] > FULL_SLACK * size || indent > LARGEST_INDENT * size) return false
  const centred = alignOf(line, measure) === 'center' && alignOf(next, measure) === 'center'
  if (!centred && Math.abs(next.box[0] - measure.left) > FLUSH * size) return false
  if (line.page !== next.page) return true
  const step = next.box[1] - line.box[1]
  return step <= LARGEST_PITCH * size && (pitch === null || step <= pitch * SAME_PITCH)
}

/** Box around the lines of each page. */
function boxesOf(lines: readonly LineItem[]): readonly PageBox[] {
  const boxes: PageBox[] = []
  for (const { page, box } of lines) {
    const last = boxes.at(-1)
    if (last?.page !== page) boxes.push({ page, box })
    else boxes[boxes.length - 1] = { page, box: unionBox([last.box, box]) ?? box }
  }
  return boxes
}

/** Groups consecutive lines outside of tables into paragraphs; `measures` gives each page's measure. */
export function paragraphsOf(lines: readonly LineItem[], measures: ReadonlyMap<number, Measure>): readonly Paragraph[] {
  const groups: LineItem[][] = []
  let pitch: number | null = null
  lines.forEach((line, index) => {
    const before = lines[index - 1]
    const measure = before && measures.get(before.page)
    if (before && measure && goesOn(before, line, pitch, measure)) {
      groups.at(-1)?.push(line)
      if (before.page === line.page) pitch ??= line.box[1] - before.box[1]
    } else {
      groups.push([line])
      pitch = null
    }
  })
  return groups.map((group): Paragraph => {
    const first = group[0]
    const measure = first && measures.get(first.page)
    return {
      kind: 'paragraph',
      text: joinLines(group.map(({ line, page }) => ({ line, right: measures.get(page)?.right ?? line.box[2] }))),
      boxes: boxesOf(group),
      level: null,
      size: first?.line.size ?? null,
      align: first && measure ? alignOf(first, measure) : null,
    }
  })
}
