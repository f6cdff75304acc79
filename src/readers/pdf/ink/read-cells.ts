import { debuglog } from 'node:util'
import type { Block, Cell, CellRecognition } from '../../../model/block.js'
import type { Box } from '../../../model/geometry.js'
import type { Page } from '../../../model/page.js'
import { openForRendering, type Recogniser, type RenderedPage } from '../../../scan/index.js'
import type { GrayImage } from '../../../scan/image.js'
import { isUnread } from './unread-cells.js'

const debug = debuglog('nianbao')

/** A document with more such cells is no text with a few drawn digits. */
const MAX_CELLS = 400
const DPI = 200
/** Points along a cell's borders in which rules run. */
const BORDER = 2
/** Pixels that differ more from the ground (0..255) are ink. */
const MIN_CONTRAST = 64
/** White around a line that goes to the recogniser, of its height. */
const MARGIN = 0.15
/** Ink lower than this (points) is no digit. */
const MIN_HEIGHT = 2.5

/**
 * Reads the cells that show what their text does not say from the page's picture. What is read stays a doubt, and what the
 * text said is kept. A page that cannot be drawn leaves its cells as they are.
 */
export async function readUnreadCells(
  bytes: Uint8Array,
  blocks: readonly Block[],
  pages: readonly Page[],
  recogniser: Recogniser,
): Promise<readonly Block[]> {
  const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells.filter(isUnread) : []))
  if (cells.length > MAX_CELLS) return blocks
  const pictures = await picturesOf(bytes, cells, pages)
  const shown = cells.flatMap((cell) => {
    const picture = pictures.get(cell)
    return picture ? [{ cell, picture }] : []
  })
  // Without a recogniser each cell keeps its doubt, and the document its other values.
  const lines = await recogniser.readLines(shown.map(({ picture }) => picture)).catch((cause: unknown) => {
    debug('cells could not be recognised: %O', cause)
    return []
  })
  const read = new Map<Cell, CellRecognition>()
  shown.forEach(({ cell }, index) => {
    const characters = lines[index]?.characters ?? []
    if (characters.some(({ text }) => text.trim() !== ''))
      read.set(cell, {
        characters: characters.map(({ text, confidence, alternatives }) => ({ text, confidence, alternatives })),
      })
  })
  return blocks.map((block) =>
    block.kind === 'table' ? { ...block, cells: block.cells.map((cell) => withReading(cell, read.get(cell))) } : block,
  )
}

function withReading(cell: Cell, recognition: CellRecognition | undefined): Cell {
  if (!recognition) return cell
  const text = recognition.characters.map((character) => character.text).join('')
  return { ...cell, text, recognition, doubt: 'read-from-picture', written: cell.text }
}

async function picturesOf(
  bytes: Uint8Array,
  cells: readonly Cell[],
  pages: readonly Page[],
): Promise<ReadonlyMap<Cell, GrayImage>> {
  const found = new Map<Cell, GrayImage>()
  const renderer = await openForRendering(bytes).catch(() => null)
  if (!renderer) return found
  try {
    for (const page of pages) {
      const own = cells.filter(({ boxes }) => boxes[0]?.page === page.number)
      const drawn = own.length > 0 ? tryDrawing(() => renderer.render(page.number, DPI)) : null
      for (const cell of drawn ? own : []) {
        const box = cell.boxes[0]?.box
        const line = drawn && box ? lineIn(cut(drawn, page, box)) : null
        if (line) found.set(cell, line)
      }
    }
  } finally {
    renderer.close()
  }
  return found
}

function tryDrawing(draw: () => RenderedPage): RenderedPage | null {
  try {
    return draw()
  } catch {
    return null
  }
}

/** The picture of a cell, upright as the page is read. */
function cut({ image, dpi, rotation }: RenderedPage, page: Page, [left, top, right, bottom]: Box): GrayImage {
  const scale = dpi / 72
  const turn = (page.rotation - rotation + 360) % 360
  const [x0, y0] = [Math.round((left + BORDER) * scale), Math.round((top + BORDER) * scale)]
  const width = Math.max(0, Math.round((right - BORDER) * scale) - x0)
  const height = Math.max(0, Math.round((bottom - BORDER) * scale) - y0)
  const data = new Uint8Array(width * height).fill(255)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [across, down] = stored(x0 + x, y0 + y, turn, image)
      if (across < 0 || down < 0 || across >= image.width || down >= image.height) continue
      const at = (down * image.width + across) * 3
      const [red = 255, green = 255, blue = 255] = image.rgb.subarray(at, at + 3)
      data[y * width + x] = Math.round(0.3 * red + 0.59 * green + 0.11 * blue)
    }
  return { width, height, data }
}

/** Where a pixel of the page as it is read stands on the page as it is stored. */
function stored(
  x: number,
  y: number,
  turn: number,
  { width, height }: RenderedPage['image'],
): readonly [number, number] {
  switch (turn) {
    case 90:
      return [y, height - 1 - x]
    case 180:
      return [width - 1 - x, height - 1 - y]
    case 270:
      return [width - 1 - y, x]
    default:
      return [x, y]
  }
}

/** The ink of a cell, dark on white with a little white around it; null where there is none, or no more than a speck. */
function lineIn({ width, height, data }: GrayImage): GrayImage | null {
  const ground = mostFrequent(data)
  let [left, top, right, bottom] = [width, height, 0, 0]
  let strongest = 0
  data.forEach((pixel, at) => {
    const contrast = Math.abs(pixel - ground)
    if (contrast <= MIN_CONTRAST) return
    strongest = Math.max(strongest, contrast)
    left = Math.min(left, at % width)
    right = Math.max(right, (at % width) + 1)
    top = Math.min(top, Math.floor(at / width))
    bottom = Math.max(bottom, Math.floor(at / width) + 1)
  })
  if (bottom - top < (MIN_HEIGHT * DPI) / 72) return null
  const margin = Math.ceil(MARGIN * (bottom - top))
  const line = { width: right - left + 2 * margin, height: bottom - top + 2 * margin }
  const pixels = new Uint8Array(line.width * line.height).fill(255)
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const contrast = Math.abs((data[y * width + x] ?? ground) - ground) / strongest
      pixels[(y - top + margin) * line.width + x - left + margin] = Math.round(255 * (1 - Math.min(1, contrast)))
    }
  return { ...line, data: pixels }
}

function mostFrequent(data: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const pixel of data) counts[pixel] = (counts[pixel] ?? 0) + 1
  return counts.indexOf(Math.max(...counts))
}
