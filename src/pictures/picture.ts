import type { Box } from '../model/geometry.js'
import { opened, openPages, type ShownInfo, type ShownPage } from './page.js'

/** Which picture is wanted of a document. */
export interface WantedPicture {
  readonly page: ShownInfo
  /** Pages that the document has. */
  readonly pages: number
  /** The part of the page, in points; null for all of it. */
  readonly box: Box | null
  /** The picture's width, in pixels. */
  readonly width: number
}

const QUALITY = 78
/** PDFs are drawn at one of these, in dots per inch, so that cells of one page come from one drawing of it. */
const RESOLUTIONS = [72, 150, 220, 300] as const
const FINEST = 300

interface Drawn {
  readonly key: string
  readonly page: ShownPage
}

/** Cells of one page follow each other: the last page stays drawn. */
let last: Drawn | null = null

/**
 * A picture of a page, or of a part of it, as WebP.
 * @param id names the content, so that a page need not be drawn twice
 * @throws Error where there is no such page; what the engines throw
 */
export async function drawPicture(
  id: string,
  format: string,
  parts: readonly Uint8Array[],
  { page: info, pages, box, width }: WantedPicture,
): Promise<Uint8Array> {
  const [left, top, right, bottom] = box ?? [0, 0, info.width, info.height]
  const wanted = (width / (right - left)) * 72
  const dpi = RESOLUTIONS.find((each) => each >= wanted) ?? FINEST
  const key = JSON.stringify([id, info, dpi])
  if (last?.key !== key) last = { key, page: await drawn(format, parts, info, pages, dpi) }
  const { page } = last
  const [x, y] = [bounded(left * page.scale, page.width), bounded(top * page.scale, page.height)]
  const [toX, toY] = [Math.ceil(right * page.scale), Math.ceil(bottom * page.scale)]
  const area = {
    ...{ left: x, top: y },
    width: Math.max(1, Math.min(page.width, toX) - x),
    height: Math.max(1, Math.min(page.height, toY) - y),
  }
  const picture = (await opened(page)).extract(area)
  return picture.resize({ width, withoutEnlargement: true }).webp({ quality: QUALITY }).toBuffer()
}

const bounded = (at: number, size: number): number => Math.max(0, Math.min(Math.floor(at), size - 1))

async function drawn(
  format: string,
  parts: readonly Uint8Array[],
  info: ShownInfo,
  pages: number,
  dpi: number,
): Promise<ShownPage> {
  const document = await openPages(format, parts, pages)
  try {
    return await document.draw(info, dpi)
  } finally {
    document.close()
  }
}
