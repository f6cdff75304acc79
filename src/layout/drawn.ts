import type { Glyph, Page, Ruling } from '../model/page.js'
import { lacksRows } from './deficient.js'
import { fillGrids } from './fill.js'
import { gridsOf, pageRulings, type Grid } from './grid.js'
import type { LaidTable } from './laid.js'
import { linesOf } from './lines.js'

/** The outer borders of two parts of one table are this near on both pages, in points. */
const SAME_BORDER = 3
/** A page number and a running head may stand between the parts. */
const FURNITURE_LINES = 2

/** A page as its rulings draw it. */
export interface DrawnPage {
  readonly rulings: readonly Ruling[]
  readonly grids: readonly Grid[]
  readonly drawn: { readonly tables: readonly LaidTable[]; readonly rest: readonly Glyph[] }
}

export function drawnPage(page: Page): DrawnPage {
  const rulings = pageRulings(page)
  const grids = gridsOf(rulings)
  return { rulings, grids, drawn: fillGrids(grids, page.glyphs, page.number) }
}

const lines = (glyphs: readonly Glyph[]): number => linesOf(glyphs).length

/** Is the last grid of a page and the first of the next one table that the page break cuts? */
function goesOn(upper: DrawnPage, lower: DrawnPage): readonly [Grid, Grid] | null {
  const above = upper.grids.reduce<Grid | null>((last, grid) => (last && last.box[3] > grid.box[3] ? last : grid), null)
  const [below] = lower.grids
  if (!above || !below) return null
  const same = [0, 2].every((side) => Math.abs((above.box[side] ?? 0) - (below.box[side] ?? 0)) <= SAME_BORDER)
  const after = lines(upper.drawn.rest.filter(({ box }) => box[1] >= above.box[3]))
  const before = lines(lower.drawn.rest.filter(({ box }) => box[3] <= below.box[1]))
  return same && after <= FURNITURE_LINES && before <= FURNITURE_LINES ? [above, below] : null
}

/**
 * The grids that lack so many lines that the text must tell rows and columns: those in whose cells several rows stand, and
 * the parts of the same tables on the pages before and after, which may be whole (a heading at the foot of a page).
 */
export function lackingGrids(pages: readonly DrawnPage[]): ReadonlySet<Grid> {
  const lacking = new Set(
    pages.flatMap(({ grids, drawn: { tables } }) =>
      grids.filter((_, index) => tables[index] && lacksRows(tables[index])),
    ),
  )
  if (lacking.size === 0) return lacking
  const pairs = pages.slice(1).flatMap((lower, index) => {
    const upper = pages[index]
    const pair = upper ? goesOn(upper, lower) : null
    return pair ? [pair] : []
  })
  // Down the pages, then up: what a part lacks all parts before and after it lack.
  for (const [above, below] of pairs) if (lacking.has(above)) lacking.add(below)
  for (const [above, below] of [...pairs].reverse()) if (lacking.has(below)) lacking.add(above)
  return lacking
}
