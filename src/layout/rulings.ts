import type { Ruling } from '../model/page.js'

/** White between the painted edges of two parallel lines that are one (double) line, in points. */
const DOUBLE_GAP = 2.5
/** Two lines farther apart than this are two, whatever their thickness: the smallest printed row is about 7 points high. */
const DOUBLE_REACH = 5
/** Segments on one line that meet, overlap, or leave this gap are one: corners are often left open by half a line's width. */
const JOIN_GAP = 3
/** Dashes are this short (the sides of the lowest cells are longer) and may leave gaps a bit longer than themselves. */
const DASH_LENGTH = 6
const DASH_GAP_SHARE = 1.4
/** What is shorter after joining is a speck, a tick or a character's stroke, not a rule. */
const SHORTEST = 5

const centreOf = (cluster: readonly Ruling[]): number => {
  let weight = 0
  let sum = 0
  for (const { start, end, position } of cluster) {
    const length = Math.max(end - start, 0.1)
    weight += length
    sum += position * length
  }
  return sum / weight
}

/** Joins the segments of one cluster (lines that stand at one position) along the line. */
function joinAlong(cluster: readonly Ruling[]): Ruling[] {
  const joined: Ruling[] = []
  const position = centreOf(cluster)
  let piece = 0
  for (const next of [...cluster].sort((a, b) => a.start - b.start)) {
    const length = next.end - next.start
    const open = joined.at(-1)
    if (open) {
      const shorter = Math.min(piece, length)
      const reach = Math.max(piece, length) <= DASH_LENGTH ? Math.max(JOIN_GAP, shorter * DASH_GAP_SHARE) : JOIN_GAP
      if (next.start - open.end <= reach) {
        const end = Math.max(open.end, next.end)
        joined[joined.length - 1] = { ...open, end, thickness: Math.max(open.thickness, next.thickness) }
        piece = length
        continue
      }
    }
    joined.push({ ...next, position })
    piece = length
  }
  return joined
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
