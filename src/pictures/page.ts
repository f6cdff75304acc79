import type { Sharp } from 'sharp'
import type { PageInfo } from '../model/page.js'
import type { DocumentRecord } from '../model/record.js'
import { decodePictures, openForRendering, type PdfRenderer } from '../scan/index.js'

/** Pages of documents as pictures for people, upright as they were read. */

/** The facts of a page that a picture of it depends on. */
export type ShownInfo = Pick<PageInfo, 'number' | 'width' | 'height' | 'rotation'>

/** The picture of a page, upright, with what makes points of it pixels. */
export interface ShownPage {
  /** Red, green, blue. */
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
  /** Pixels a point. */
  readonly scale: number
}

/** Formats whose own pages can be shown. */
const SHOWN: ReadonlySet<string> = new Set<DocumentRecord['source']['format']>(['pdf', 'image'])

export const hasShownPages = (format: string): boolean => SHOWN.has(format)

/** An open document whose pages can be drawn. */
export interface ShownPages {
  /**
   * Draws a page of a PDF at a resolution (dots per inch); a picture keeps its own. Throws an Error where there is no such page,
   * and what the engines throw.
   */
  readonly draw: (info: ShownInfo, dpi: number) => Promise<ShownPage>
  readonly close: () => void
}

/**
 * Opens a PDF, or the pictures of a document, one file a part.
 * @param pages that the document has
 * @throws what the engines do with a file that they cannot read
 */
export async function openPages(format: string, parts: readonly Uint8Array[], pages: number): Promise<ShownPages> {
  const [first] = parts
  if (format !== 'pdf' || !first) return { draw: async (info) => pictureOf(parts, info, pages), close: () => undefined }
  const renderer = await openForRendering(first)
  return {
    draw: async (info, dpi) => rendered(renderer, info, dpi),
    close: () => {
      renderer.close()
    },
  }
}

async function rendered(renderer: PdfRenderer, info: ShownInfo, dpi: number): Promise<ShownPage> {
  const { image, rotation } = renderer.render(info.number, dpi)
  const raw = { width: image.width, height: image.height, channels: 3 } as const
  const { default: sharp } = await import('sharp')
  return upright(sharp(image.rgb, { raw }), info.rotation - rotation, info)
}

/** A page of a picture file, of which there may be several, each with several pages. */
async function pictureOf(parts: readonly Uint8Array[], info: ShownInfo, pages: number): Promise<ShownPage> {
  const { default: sharp } = await import('sharp')
  let number = 0
  for (const bytes of parts)
    for await (const { image } of decodePictures(bytes, { pages })) {
      number += 1
      if (number < info.number) continue
      const { width, height } = image
      const colour = 'rgb' in image
      const raw = { width, height, channels: colour ? 3 : 1 } as const
      return upright(sharp(colour ? image.rgb : image.data, { raw }).toColourspace('srgb'), info.rotation, info)
    }
  throw new Error(`there is no page ${info.number}`)
}

async function upright(picture: Sharp, turn: number, info: ShownInfo): Promise<ShownPage> {
  const { data, info: made } = await picture
    .rotate((turn + 360) % 360)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: made.width, height: made.height, scale: made.width / info.width }
}

/** A page's pixels, to be worked on. */
export async function opened({ pixels, width, height }: ShownPage): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}
