import type { Ruling } from '../../model/page.js'
import { isBandLine } from '../../vocabulary/patterns.js'
import type { LineItem } from '../laid.js'
import { lineText } from '../lines.js'
import { cellRuns, runOf, type Follows, type Run } from '../runs.js'
import { partedAtStarts } from './aligned.js'
import type { Placed, Sheet, Strip } from './placed.js'
import type { TextRow } from './region.js'

/** White laid between two pages' parts (em of the text). */
const SEAM = 0.6

const lineRuns = ({ line, page }: LineItem, follows: Follows): readonly Run[] =>
  isBandLine(lineText(line)) ? [runOf(line.glyphs, page)] : cellRuns(line, page, follows)

/** Lays the pages' lines end to end; `apart` as in `Strip`. */
export function stripOf(
  rows: readonly TextRow[],
  rulings: ReadonlyMap<number, readonly Ruling[]>,
  follows: Follows,
  apart: boolean,
): Strip {
  const sheets: Sheet[] = []
  const placed: Placed[] = []
  const lines: Ruling[] = []
  const parted = partedAtStarts(rows.flatMap(({ item }) => lineRuns(item, follows)))
  let bottom = 0
  for (const page of new Set(rows.map(({ item }) => item.page))) {
    const own = rows.filter(({ item }) => item.page === page)
    const from = Math.min(...own.map(({ item }) => item.box[1])) - 2
    const to = Math.max(...own.map(({ item }) => item.box[3])) + 2
    const size = own[0]?.item.line.size ?? 10
    const offset = sheets.length === 0 ? 0 : bottom + SEAM * size - from
    sheets.push({ page, offset, from, to })
    for (const run of parted.filter((each) => each.page === page)) {
      const [left, top, right, low] = run.box
      placed.push({ run, left, right, top: top + offset, bottom: low + offset, size: run.line.size })
    }
    for (const ruling of rulings.get(page) ?? []) {
      if (ruling.orientation === 'horizontal' && ruling.position >= from && ruling.position <= to)
        lines.push({ ...ruling, position: ruling.position + offset })
      if (ruling.orientation === 'vertical' && ruling.end > from && ruling.start < to)
        lines.push({
          ...ruling,
          start: Math.max(from, ruling.start) + offset,
          end: Math.min(to, ruling.end) + offset,
        })
    }
    bottom = to + offset
  }
  return { runs: placed, sheets, rulings: lines, apart }
}
