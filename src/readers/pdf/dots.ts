import type { Box } from '../../model/geometry.js'
import type { Ruling } from '../../model/page.js'

/** Dots of one dotted line are at most this far apart (points, edge to edge). */
const MAX_GAP = 3
/** Fewer dots in a row are an ellipsis or a colon drawn by hand, not a line. */
const MIN_DOTS = 8
/** Dots of one line stand on it within this (points). */
const SAME_LINE = 0.2

/** The dotted lines that small painted boxes form, in rows and in columns. */
export function dottedLines(dots: readonly Box[]): readonly Ruling[] {
  const vertical = runs(dots.map(([left, top, right, bottom]): Box => [top, left, bottom, right]))
  return [
    ...runs(dots).map((run) => ({ orientation: 'horizontal' as const, ...run })),
    ...vertical.map((run) => ({ orientation: 'vertical' as const, ...run })),
  ]
}

type Run = Omit<Ruling, 'orientation'>

/** Runs of dots along the first axis. */
function runs(dots: readonly Box[]): readonly Run[] {
  const lines = new Map<number, Box[]>()
  for (const dot of dots) {
    const line = Math.round((dot[1] + dot[3]) / 2 / SAME_LINE)
    const members = lines.get(line) ?? lines.get(line - 1) ?? lines.get(line + 1)
    if (members) members.push(dot)
    else lines.set(line, [dot])
  }
  return [...lines.values()].flatMap((members) =>
    split(members.sort((one, other) => one[0] - other[0]))
      .filter((run) => run.length >= MIN_DOTS)
      .map(lineThrough),
  )
}

function split(sorted: readonly Box[]): readonly (readonly Box[])[] {
  const found: Box[][] = []
  for (const dot of sorted) {
    const run = found.at(-1)
    const last = run?.at(-1)
    if (run && last && dot[0] - last[2] <= MAX_GAP) run.push(dot)
    else found.push([dot])
  }
  return found
}

function lineThrough(run: readonly Box[]): Run {
  const middles = run.map((dot) => (dot[1] + dot[3]) / 2)
  return {
    position: middles.reduce((sum, middle) => sum + middle, 0) / run.length,
    start: Math.min(...run.map((dot) => dot[0])),
    end: Math.max(...run.map((dot) => dot[2])),
    thickness: Math.max(...run.map((dot) => dot[3] - dot[1])),
  }
}
