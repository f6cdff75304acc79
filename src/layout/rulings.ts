import type { PaintedArea, Ruling } from '../model/page.js'

/** White between the painted edges of two parallel lines that are one (double) line, in points. */
const DOUBLE_GAP = 2.5
/** Two lines farther apart than this are two, whatever their thickness: the smallest printed row is about 7 points high. */
const DOUBLE_REACH = 5
/**
 * Segments on one line that meet, overlap, or leave this gap are one: corners are often left open by half a line's width.
 */
const JOIN_GAP = 3
/** Dashes are this short (the sides of the lowest cells are longer) and may leave gaps a bit longer than themselves. */
const DASH_LENGTH = 6
const DASH_GAP_SHARE = 1.4
/** Both sides of a dot of a dotted line, in points. */
const DOT = 2.6
/** A shorter piece is, after joining, a speck, a tick or a character's stroke, not a rule. */
const SHORTEST = 5

/** Joins the segments of one cluster (lines that stand at about one position) along the line. */
function joinAlong(cluster: readonly Ruling[]): Ruling[] {
  const joined: Ruling[] = []
  let open: { -readonly [Key in keyof Ruling]: Ruling[Key] } | null = null
  let piece = 0
  let painted = 0
  for (const next of [...cluster].sort((a, b) => a.start - b.start)) {
    const length = next.end - next.start
    if (open) {
      const dashed = Math.max(piece, length) <= DASH_LENGTH
      const reach = dashed ? Math.max(JOIN_GAP, Math.min(piece, length) * DASH_GAP_SHARE) : JOIN_GAP
      if (next.start - open.end <= reach) {
        open.position += ((next.position - open.position) * length) / Math.max(painted + length, 0.01)
        open.end = Math.max(open.end, next.end)
        open.thickness = Math.max(open.thickness, next.thickness)
        painted += length
        piece = length
        continue
      }
    }
    open = { ...next }
    joined.push(open)
    painted = length
    piece = length
  }
  return joined
}

/**
 * Dots of dotted lines, which are painted as small squares, as pieces of lines in both directions: those that lie in a row
 * join, the others are dropped as specks.
 */
export function dotRulings(areas: readonly PaintedArea[]): readonly Ruling[] {
  return areas.flatMap(({ box: [left, top, right, bottom] }): Ruling[] =>
    right - left > DOT || bottom - top > DOT
      ? []
      : [
          {
            orientation: 'horizontal',
            position: (top + bottom) / 2,
            start: left,
            end: right,
            thickness: bottom - top,
          },
          { orientation: 'vertical', position: (left + right) / 2, start: top, end: bottom, thickness: right - left },
        ],
  )
}

/**
 * Rulings as a reader sees them: double lines collapsed into one, pieces and dashes joined, specks dropped.
 * Sorted by position, per orientation (horizontal ones first). After pdfplumber's snap and join of edges.
 */
export function tidyRulings(rulings: readonly Ruling[]): readonly Ruling[] {
  const tidy: Ruling[] = []
  for (const orientation of ['horizontal', 'vertical'] as const) {
    const lines = rulings
      .filter((ruling) => ruling.orientation === orientation && ruling.end >= ruling.start)
      .sort((a, b) => a.position - b.position)
    let cluster: Ruling[] = []
    const close = (): void => {
      tidy.push(...joinAlong(cluster).filter(({ start, end }) => end - start >= SHORTEST))
      cluster = []
    }
    for (const line of lines) {
      const first = cluster[0]
      const last = cluster.at(-1)
      if (first && last) {
        const white = line.position - last.position - (line.thickness + last.thickness) / 2
        if (white > DOUBLE_GAP || line.position - first.position > DOUBLE_REACH) close()
      }
      cluster.push(line)
    }
    if (cluster.length > 0) close()
  }
  return tidy
}
