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
/** Pixels that are compared at once. */
const TOGETHER = 4

/** Accounts for what lies in a box, and as far around it as said (points). */
export type Account = (box: Box, across: number, down?: number) => void

/** Pixels, from the first to the one behind the last. */
interface Part {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
}

/** Marks of pixels that something accounts for; kept from page to page, for a new one costs more than a cleared one. */
let kept = new Uint8Array(0)

function maskFor(pixels: number): Uint8Array {
  if (kept.length < pixels) kept = new Uint8Array(pixels)
  else kept.fill(0, 0, pixels)
  return kept
}

/**
 * Boxes (points) of the ink within an area of a page that nothing accounts for; null where the area is a picture.
 * @param pageWidth in points
 * @param accountFor tells all boxes whose ink is known
 */
export function tracesIn(
  ink: PageInk,
  pageWidth: number,
  area: Box,
  accountFor: (account: Account) => void,
): readonly Box[] | null {
  const { width, height } = ink
  const scale = width / pageWidth
  const part: Part = {
    from: Math.max(0, Math.floor(area[0] * scale)),
    to: Math.min(width - 1, Math.ceil(area[2] * scale)),
    first: Math.max(0, Math.floor(area[1] * scale)),
    last: Math.min(height - 1, Math.ceil(area[3] * scale)),
  }
  const mask = maskFor(width * height)
  accountFor(([left, top, right, bottom], across, down = across) => {
    // A pixel is held against the next one to the right and below.
    const from = Math.max(part.from, Math.floor((left - across) * scale))
    const to = Math.min(part.to + 1, Math.ceil((right + across) * scale))
    const first = Math.max(part.first, Math.floor((top - down) * scale))
    const last = Math.min(part.last + 1, Math.ceil((bottom + down) * scale))
    if (to > from) fill(mask, width, { from, to, first, last })
  })
  const edges = edgesOf(ink, mask, part)
  if (edges.length > MAX_EDGES) return null
  return connected(edges, width)
    .filter(({ pixels }) => pixels >= MIN_PIXELS)
    .map(({ left, top, right, bottom }): Box => [left / scale, top / scale, right / scale, bottom / scale])
}

function fill(mask: Uint8Array, width: number, { from, to, first, last }: Part): void {
  const isNarrow = to - from < NARROW
  for (let y = first; y < last; y += 1) {
    if (!isNarrow) mask.fill(1, y * width + from, y * width + to)
    else for (let at = y * width + from; at < y * width + to; at += 1) mask[at] = 1
  }
}

/** Places of the pixels that differ from the one to the right or below. */
function edgesOf({ width, grey }: PageInk, mask: Uint8Array, { from, to, first, last }: Part): readonly number[] {
  const found: number[] = []
  const fours = new DataView(grey.buffer, grey.byteOffset, grey.byteLength)
  const masked = new DataView(mask.buffer, mask.byteOffset, mask.byteLength)
  /** Behind these no four pixels are left to be compared with those of the next row. */
  const end = grey.length - width - TOGETHER
  for (let y = first; y < last && found.length <= MAX_EDGES; y += 1) {
    const row = y * width
    for (let start = row + from; start < row + to; start += TOGETHER) {
      if (start <= end) {
        // Most of a page is white, and most of its ink is accounted for.
        const own = fours.getInt32(start, true)
        if (own === fours.getInt32(start + 1, true) && own === fours.getInt32(start + width, true)) continue
        if (masked.getInt32(start, true) === ALL_MASKED) continue
      }
      for (let at = start; at < start + TOGETHER && at < row + to; at += 1)
        if (mask[at] === 0 && isEdge(grey, mask, at, width)) found.push(at)
    }
  }
  return found
}

const WHITE = 255
/** Four pixels that are accounted for. */
const ALL_MASKED = 0x01010101

/** Whether a pixel differs from the one to the right or below, both of which nothing accounts for. */
function isEdge(grey: Uint8Array, mask: Uint8Array, at: number, width: number): boolean {
  const own = grey[at] ?? WHITE
  return [at + 1, at + width].some(
    (other) => mask[other] === 0 && Math.abs(own - (grey[other] ?? WHITE)) > MIN_CONTRAST,
  )
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
