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
    for (let y = first; y < last; y += 1) this.#mask.fill(1, y * width + from, y * width + to)
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
    const isWhite = whiteRuns(grey)
    for (let y = Math.max(0, Math.floor(top * scale)); y < last && found.length <= MAX_EDGES; y += 1) {
      const end = y * width + to
      let beside = grey[y * width + from] ?? 255
      for (let at = y * width + from; at < end; at += 1) {
        if (beside === WHITE && isWhite(at) && isWhite(at + width)) {
          at += WHITE_RUN - 1
          continue
        }
        const own = beside
        beside = grey[at + 1] ?? 255
        const below = grey[at + width] ?? 255
        if ((own === beside && own === below) || mask[at] === 1) continue
        const across = mask[at + 1] === 0 && Math.abs(own - beside) > MIN_CONTRAST
        if (across || (mask[at + width] === 0 && Math.abs(own - below) > MIN_CONTRAST)) found.push(at)
      }
    }
    return found
  }
}

const WHITE = 255
/** Pixels that are passed over together where they, and those below them, are white; most of a page is. */
const WHITE_RUN = 4
const WHITE_WORD = 0xffffffff

/** Tells whether a pixel and the next four are white. */
function whiteRuns(grey: Uint8Array): (at: number) => boolean {
  // Eight pixels that stand in two words hold any five of them that begin in the first.
  const words = new Uint32Array(grey.buffer, grey.byteOffset, grey.length >> 2)
  return (at) => words[at >> 2] === WHITE_WORD && words[(at >> 2) + 1] === WHITE_WORD
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
