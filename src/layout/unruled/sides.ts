import { at } from '../../model/at.js'
import { centre, columnAt, linesOfPlaced, type BlockCell, type Placed } from './placed.js'
import { partition } from './partition.js'

/** Headings on one line have this share of their height in common. */
const SAME_LINE = 0.5
/** A heading stands at the middle of its columns, give or take (em). */
const CENTRED = 1.5
/** It stands so much (em) nearer to their middle than to that of the labels alone. */
const NEARER = 1

/**
 * The headings of a table of two sides, 人员经费 | 公用经费 over codes, names and numbers each: the first line shares out all
 * columns, those of labels too, and each column has its own heading below. Null where the headings over the labels are theirs
 * alone.
 */
export function sidedHeads(
  corner: readonly Placed[],
  heads: readonly Placed[],
  edges: readonly number[],
  columns: number,
): { readonly cells: readonly BlockCell[]; readonly rows: number } | null {
  const [first = []] = linesOfPlaced([...corner, ...heads], SAME_LINE)
  const top = [...first].sort((a, b) => a.left - b.left)
  const own = top.filter((run) => corner.includes(run))
  if (own.length !== 1 || top.length < 2 || top[0] !== own[0]) return null
  const size = at(top, 0, 'heading').size
  const count = edges.length - 1
  const away = (label: number, from: number, to: number): number => {
    const run = at(top, label, 'heading')
    return Math.abs(centre(run) - (at(edges, from, 'column edge') + at(edges, to, 'column edge')) / 2)
  }
  const shared = partition(count, top.length, away)
  const end = shared?.bounds[1] ?? 0
  if (!shared || end <= columns || shared.cost > CENTRED * size * top.length) return null
  if (away(0, 0, columns) < away(0, 0, end) + NEARER * size) return null
  const leaves = Array.from({ length: count }, (): Placed[] => [])
  for (const run of [...corner, ...heads].filter((each) => !top.includes(each))) {
    const column = columnAt(edges, centre(run))
    const inside = columnAt(edges, run.left + SAME_LINE * size) === columnAt(edges, run.right - SAME_LINE * size)
    if (!inside) return null
    leaves[column]?.push(run)
  }
  if (leaves.some((runs) => runs.length === 0)) return null
  const groups = top.map((run, index): BlockCell => {
    const [from, to] = [at(shared.bounds, index, 'bound'), at(shared.bounds, index + 1, 'bound')]
    return { row: 0, rowSpan: 1, column: from, columnSpan: to - from, runs: [run] }
  })
  const below = leaves.map((runs, column): BlockCell => ({ row: 1, rowSpan: 1, column, columnSpan: 1, runs }))
  return { cells: [...groups, ...below], rows: 2 }
}
