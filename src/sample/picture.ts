import type { Box } from '../model/geometry.js'
import type { DocumentRecord } from '../model/record.js'
import { opened, openPages, type ShownInfo, type ShownPage } from '../pictures/page.js'

/** Resolution of a page of a PDF as it is shown, in dots per inch: small print of a table can be read. */
const DPI = 150
/** Points above and below a cell in its close-up, which is as wide as the page: so its row's label stands there too. */
const AROUND = 85
/** The outline stands so far off the cell, and is so thick, in points. */
const OUTLINE = { gap: 1.5, width: 1.8 }
const COLOUR = '#d4145a'
/** Longer side of the picture of a whole page, in pixels. */
const PAGE_SIDE = 1_500
const QUALITY = 72

/** WebP files: the cell with what stands around it, and its whole page, the cell outlined in both. */
interface CellPicture {
  readonly close: Buffer
  readonly page: Buffer
  readonly place: CellPlace
}

/** Where the cell is in its pictures, so that a page can be scaled to it. */
export interface CellPlace {
  /** Width of both pictures, in points. */
  readonly width: number
  /** Left, top, right, bottom as shares of the picture's width and height. */
  readonly close: Box
  readonly page: Box
}

/** An open document whose cells can be shown. */
export interface Pictures {
  /** `boxes` of one page in points, origin at the top left of the upright page. */
  readonly show: (page: number, boxes: readonly Box[]) => Promise<CellPicture>
  readonly close: () => void
}

/**
 * Opens a PDF, or the pictures of a document, one file a part. Throws what the engines do with a file that they cannot
 * read.
 */
export async function openPictures(record: DocumentRecord, parts: readonly Uint8Array[]): Promise<Pictures> {
  const { format, pages } = record.source
  const document = await openPages(format, parts, pages?.length ?? 1)
  return withPages(record, async (info) => document.draw(info, DPI), document.close)
}

function withPages(
  { source }: DocumentRecord,
  draw: (info: ShownInfo) => Promise<ShownPage>,
  close: () => void,
): Pictures {
  // Values of one page follow each other.
  let last: { readonly number: number; readonly page: ShownPage } | null = null
  return {
    show: async (number, boxes) => {
      const info = source.pages?.find((page) => page.number === number)
      if (!info) throw new Error(`there is no page ${number}`)
      if (last?.number !== number) last = { number, page: await draw(info) }
      const marked = await outlined(last.page, boxes)
      const area = areaAround(marked, boxes)
      return {
        close: await closeUp(marked, area),
        page: await wholePage(marked),
        place: placeIn(marked, area, boxes),
      }
    },
    close,
  }
}

/** The rows of pixels that a close-up shows; it is as wide as the page. */
interface Area {
  readonly top: number
  readonly height: number
}

function areaAround({ scale, height: all }: ShownPage, boxes: readonly Box[]): Area {
  const top = Math.max(0, Math.floor((Math.min(...boxes.map((box) => box[1])) - AROUND) * scale))
  const bottom = Math.min(all, Math.ceil((Math.max(...boxes.map((box) => box[3])) + AROUND) * scale))
  return { top: Math.min(top, all - 1), height: Math.max(1, Math.min(all - top, bottom - top)) }
}

function placeIn({ width, height, scale }: ShownPage, area: Area, boxes: readonly Box[]): CellPlace {
  const left = Math.min(...boxes.map((box) => box[0])) * scale
  const top = Math.min(...boxes.map((box) => box[1])) * scale
  const right = Math.max(...boxes.map((box) => box[2])) * scale
  const bottom = Math.max(...boxes.map((box) => box[3])) * scale
  const within = (from: number, of: number): Box => {
    const [upper, lower] = [shareOf((top - from) / of), shareOf((bottom - from) / of)]
    return [shareOf(left / width), upper, shareOf(right / width), lower]
  }
  return { width: Math.round(width / scale), close: within(area.top, area.height), page: within(0, height) }
}

const shareOf = (share: number): number => Math.round(10_000 * Math.min(1, Math.max(0, share))) / 10_000

async function closeUp(page: ShownPage, { top, height }: Area): Promise<Buffer> {
  // A picture of a high resolution is shown no larger than others.
  const most = Math.round((page.width / page.scale) * (DPI / 72))
  const picture = await opened(page)
  return picture
    .extract({ left: 0, top, width: page.width, height })
    .resize({ width: Math.min(page.width, most) })
    .webp({ quality: QUALITY })
    .toBuffer()
}

async function wholePage(page: ShownPage): Promise<Buffer> {
  const picture = await opened(page)
  return picture
    .resize({ width: PAGE_SIDE, height: PAGE_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer()
}

/** The page with the boxes outlined. */
async function outlined(page: ShownPage, boxes: readonly Box[]): Promise<ShownPage> {
  const { width, height, scale } = page
  const rectangles = boxes.map(([left, top, right, bottom]) => {
    const [x, y] = [left - OUTLINE.gap, top - OUTLINE.gap]
    const [across, down] = [right + OUTLINE.gap - x, bottom + OUTLINE.gap - y]
    return `<rect x="${x * scale}" y="${y * scale}" width="${across * scale}" height="${down * scale}" rx="${2 * scale}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="none" stroke="${COLOUR}" stroke-width="${OUTLINE.width * scale}">${rectangles.join('')}</g></svg>`
  const picture = (await opened(page)).composite([{ input: Buffer.from(svg) }])
  return { ...page, pixels: await picture.removeAlpha().raw().toBuffer() }
}
