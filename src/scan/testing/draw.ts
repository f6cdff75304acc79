import type { ColourImage, GrayImage } from '../image.js'

/** Fonts with Chinese characters that the systems which run the tests have. */
const FONTS = 'Noto Sans CJK SC, Noto Serif CJK SC, WenQuanYi Zen Hei, sans-serif'

/** A drawing in points (1/72 inch): what SVG draws, rendered at a resolution. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly dpi: number
  /** SVG elements; black on white where they say nothing else. */
  readonly shapes: string
}

export const text = (x: number, y: number, content: string, size = 10, attributes = ''): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-family="${FONTS}" ${attributes}>${content}</text>`

export const line = (x1: number, y1: number, x2: number, y2: number, width = 0.75): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="black" stroke-width="${width}"/>`

/** A ruled table: all its lines, and the text of each cell (centred, row by row). */
export function table(
  columns: readonly number[],
  rows: readonly number[],
  cells: readonly (readonly string[])[],
): string {
  const [left = 0] = columns
  const [top = 0] = rows
  const right = columns.at(-1) ?? 0
  const bottom = rows.at(-1) ?? 0
  const rules = [...rows.map((y) => line(left, y, right, y)), ...columns.map((x) => line(x, top, x, bottom))]
  const texts = cells.flatMap((row, index) =>
    row.map((content, column) =>
      text(
        ((columns[column] ?? 0) + (columns[column + 1] ?? 0)) / 2,
        ((rows[index] ?? 0) + (rows[index + 1] ?? 0)) / 2 + 3.5,
        content,
        10,
        'text-anchor="middle"',
      ),
    ),
  )
  return [...rules, ...texts].join('')
}

async function render({
  width,
  height,
  dpi,
  shapes,
}: Drawing): Promise<{ data: Buffer; width: number; height: number }> {
  const { default: sharp } = await import('sharp')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${(width * dpi) / 72}" height="${(height * dpi) / 72}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="white"/>${shapes}</svg>`
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

export async function drawColour(drawing: Drawing): Promise<ColourImage> {
  const { data, width, height } = await render(drawing)
  return { width, height, rgb: new Uint8Array(data) }
}

export async function drawGrey(drawing: Drawing): Promise<GrayImage> {
  const { data, width, height } = await render(drawing)
  return { width, height, data: Uint8Array.from({ length: width * height }, (_, pixel) => data[pixel * 3 + 1] ?? 0) }
}

/** The same numbers at every run, 0..1 (mulberry32). */
export function randoms(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Black single pixels over a picture, at a share of its places. */
export function speckled(image: GrayImage, share: number): GrayImage {
  const random = randoms(7)
  return { ...image, data: image.data.map((level) => (random() < share ? 0 : level)) }
}

/** Light that falls off from left to right, and print that has faded to a share of its darkness. */
export function dimmed(image: GrayImage, options: { readonly shade: number; readonly print: number }): GrayImage {
  const { width } = image
  return {
    ...image,
    data: image.data.map((level, pixel) => {
      const faded = 255 - (255 - level) * options.print
      return Math.round(faded * (1 - (options.shade * (pixel % width)) / width))
    }),
  }
}
