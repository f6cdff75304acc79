import type { Box } from '../../../model/geometry.js'
import type { PageInk } from '../engine.js'

/** Neighbouring pixels that differ by more than this (0..255) are the edge of ink; shadings and their grain differ less. */
const MIN_CONTRAST = 64
/** Pixels this near belong to one trace. */
const REACH = 2
/** A page with more edges than these is a picture, of which nothing is told. */
const MAX_EDGES = 60_000
/** Fewer pixels are the rest of something that stands beside. */
const MIN_PIXELS = 3

/** Pixels up to which a loop is quicker than a call: most characters are as narrow. */
const NARROW = 40

/** One page's pixels that something accounts for already. */
export class Accounted {
  readonly #ink: PageInk
  readonly #mask: Uint8Array
  readonly #scale: number

  /** @param width of the page, in points */
  constructor(ink: PageInk, width: number) {
    this.#ink = ink
    this.#scale = ink.width / width
    this.#mask = new Uint8Array(ink.width * ink.height)
  }

  /** Accounts for what lies in a box, and as far around it as said (points). */
  add([left, top, right, bottom]: Box, across: number, down = across): void {
    const { width, height } = this.#ink
    const scale = this.#scale
    const from = Math.max(0, Math.floor((left - across) * scale))
    const to = Math.min(width, Math.ceil((right + across) * scale))
    const first = Math.max(0, Math.floor((top - down) * scale))
    const last = Math.min(height, Math.ceil((bottom + down) * scale))
    if (to <= from) return
    const mask = this.#mask
    const isNarrow = to - from < NARROW
    for (let y = first; y < last; y += 1) {
      if (!isNarrow) mask.fill(1, y * width + from, y * width + to)
      else for (let at = y * width + from; at < y * width + to; at += 1) mask[at] = 1
    }
  }

  /** Boxes (points) of the ink within an area that nothing accounts for; null where the area is a picture. */
  traces(area: Box): readonly Box[] | null {
    const edges = this.#edges(area)
    if (edges.length > MAX_EDGES) return null
    const scale = this.#scale
    return connected(edges, this.#ink.width)
      .filter(({ pixels }) => pixels >= MIN_PIXELS)
      .map(({ left, top, right, bottom }): Box => [left / scale, top / scale, right / scale, bottom / scale])
  }

  /** Places of the pixels that differ from the one to the right or below. */
  #edges([left, top, right, bottom]: Box): readonly number[] {
    const { width, height, grey } = this.#ink
    const mask = this.#mask
    const scale = this.#scale
    const from = Math.max(0, Math.floor(left * scale))
    const to = Math.min(width - 1, Math.ceil(right * scale))
    const last = Math.min(height - 1, Math.ceil(bottom * scale))
    const found: number[] = []
    // Most rows of pixels are like the one above them: white, with the same rules standing in it.
    let columns: readonly number[] | null = null
    for (let y = Math.max(0, Math.floor(top * scale)); y < last && found.length <= MAX_EDGES; y += 1) {
      const row = y * width
      columns ??= edgesIn(grey, row + from, row + to)
      for (const column of columns) {
        const at = row + from + column
        if (mask[at] === 0 && mask[at + 1] === 0) found.push(at)
      }
      const next = row + width
      if (Buffer.compare(grey.subarray(row + from, row + to + 1), grey.subarray(next + from, next + to + 1)) === 0)
        continue
      columns = null
      for (let at = row + from; at < row + to; at += 1) {
        const own = grey[at] ?? WHITE
        const below = grey[at + width] ?? WHITE
        if (own === below || mask[at] === 1 || mask[at + width] === 1) continue
        const isAcross = mask[at + 1] === 0 && Math.abs(own - (grey[at + 1] ?? WHITE)) > MIN_CONTRAST
        if (Math.abs(own - below) > MIN_CONTRAST && !isAcross) found.push(at)
      }
    }
    return found
  }
}

const WHITE = 255

/** The pixels of a row, counted from its first, that differ from the next one. */
function edgesIn(grey: Uint8Array, from: number, to: number): readonly number[] {
  const found: number[] = []
  let beside = grey[from] ?? WHITE
  for (let at = from; at < to; at += 1) {
    const own = beside
    beside = grey[at + 1] ?? WHITE
    if (own !== beside && Math.abs(own - beside) > MIN_CONTRAST) found.push(at - from)
  }
  return found
}

interface Trace {
  left: number
  top: number
  right: number
  bottom: number
  pixels: number
}

/** Pixels that stand near one another, together. */
function connected(places: readonly number[], width: number): readonly Trace[] {
  const tiles = new Map<number, number[]>()
  const columns = Math.ceil(width / REACH) + 2
  for (const place of places) {
    const tile = Math.floor(Math.floor(place / width) / REACH) * columns + Math.floor((place % width) / REACH) + 1
    const members = tiles.get(tile)
    if (members) members.push(place)
    else tiles.set(tile, [place])
  }
  const around = [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]
  const traces: Trace[] = []
  for (const [start, members] of tiles) {
    tiles.delete(start)
    const trace = { left: Infinity, top: Infinity, right: 0, bottom: 0, pixels: 0 }
    const waiting: (readonly [tile: number, members: readonly number[]])[] = [[start, members]]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const place of next[1]) grow(trace, place % width, Math.floor(place / width))
      for (const step of around) {
        const beside = tiles.get(next[0] + step)
        if (!beside) continue
        tiles.delete(next[0] + step)
        waiting.push([next[0] + step, beside])
      }
    }
    traces.push(trace)
  }
  return traces
}

/** An edge lies between a pixel and the next one to the right or below. */
function grow(trace: Trace, x: number, y: number): void {
  trace.left = Math.min(trace.left, x)
  trace.top = Math.min(trace.top, y)
  trace.right = Math.max(trace.right, x + 1)
  trace.bottom = Math.max(trace.bottom, y + 1)
  trace.pixels += 1
}
