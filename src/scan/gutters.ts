import { joinBoxes, type PixelBox } from './image.js'

/** White this wide (em) parts two cells for sure: prose has none inside its lines, but for two marks beside each other. */
const WIDE = 1.6
/** Narrower white (em), down to this, does so in lines that are parted for sure, or stand near such lines. */
const NARROW = 0.55
/** Lines near such lines are parted where this many gaps (white from `NARROW` on) are shared, or one of this width (em). */
const LIKELY = { gaps: 2, width: 1.1 }
/** The width (em) of a line's white that must go on in the lines near it. */
const SHARED = 0.3
/** The smallest number of lines near it with white at the same place. */
const FEWEST = 2
/** Lines of one table are this near each other (em). */
const NEAR = 2.5
/** Lines that are asked above and below; those of a merged heading say nothing. */
const ASKED = 5

interface Gap {
  readonly left: number
  readonly right: number
}

interface Band {
  readonly box: PixelBox
  readonly ink: readonly PixelBox[]
  readonly gaps: readonly Gap[]
}

function gapsOf(ink: readonly PixelBox[], least: number): readonly Gap[] {
  const gaps: Gap[] = []
  let end: number | null = null
  for (const { left, right } of [...ink].sort((a, b) => a.left - b.left)) {
    if (end !== null && left - end >= least) gaps.push({ left: end, right: left })
    end = Math.max(end ?? right, right)
  }
  return gaps
}

/** A line near a gap has white there, too; or it has text there; or it does not reach so far. */
function answerOf({ box, gaps }: Band, gap: Gap, em: number): boolean | null {
  const overlap = (left: number, right: number): number => Math.min(right, gap.right) - Math.max(left, gap.left)
  if (gaps.some(({ left, right }) => overlap(left, right) >= SHARED * em)) return true
  if (box.right - gap.left <= SHARED * em || gap.right - box.left <= SHARED * em) return null
  return overlap(-Infinity, box.left) >= SHARED * em || overlap(box.right, Infinity) >= SHARED * em ? null : false
}

/** How many lines near a line share one of its gaps, up to the first on either side that has text there. */
function sharing(bands: readonly Band[], index: number, gap: Gap, em: number): number {
  let count = 0
  for (const step of [-1, 1]) {
    let last = bands[index]
    for (let place = index + step; Math.abs(place - index) <= ASKED; place += step) {
      const band = bands[place]
      if (!band || !last) break
      const apart = step > 0 ? band.box.top - last.box.bottom : last.box.top - band.box.bottom
      const answer = apart > NEAR * em ? false : answerOf(band, gap, em)
      if (answer === false) break
      if (answer) count += 1
      last = band
    }
  }
  return count
}

/** A part of a row of a table without lines between its cells. */
export type Part = readonly PixelBox[]

/**
 * Parts ink outside of grids where white goes down through several lines, as it does between the columns of a table
 * without lines. `bands` are the rows of ink from top to bottom. Null where no line has such white.
 */
export function partAtGutters(bands: readonly (readonly PixelBox[])[], em: number): readonly Part[] | null {
  const rows = bands.flatMap((ink): readonly Band[] => {
    const [first, ...rest] = ink
    return first ? [{ ink, box: rest.reduce<PixelBox>(joinBoxes, first), gaps: gapsOf(ink, NARROW * em) }] : []
  })
  const shared = rows.map((band, index) => band.gaps.filter((gap) => sharing(rows, index, gap, em) >= FEWEST))
  const holds = (index: number, least: number): boolean =>
    shared[index]?.some(({ left, right }) => right - left >= least * em) === true
  const sure = rows.flatMap((_, index) => (holds(index, WIDE) ? [index] : []))
  if (sure.length <= FEWEST) return null
  const isLikely = (index: number): boolean =>
    sure.filter((other) => Math.abs(other - index) <= ASKED).length >= FEWEST &&
    ((shared[index]?.length ?? 0) >= LIKELY.gaps || holds(index, LIKELY.width))
  return rows.flatMap((band, index): readonly Part[] => {
    if (!holds(index, WIDE) && !isLikely(index)) return [band.ink]
    const bounds = [...(shared[index] ?? []).map(({ left, right }) => (left + right) / 2), Infinity]
    return bounds
      .map((to, place) => {
        const from = bounds[place - 1] ?? -Infinity
        return band.ink.filter((patch) => {
          const middle = (patch.left + patch.right) / 2
          return from <= middle && middle < to
        })
      })
      .filter((part) => part.length > 0)
  })
}
