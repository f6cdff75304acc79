import type { Metadata as SharpMetadata } from 'sharp'
import { DocumentError } from '../model/problem.js'
import type { PixelImage } from './image.js'

/** Shorter sides that a page can have, in inches; outside, the file's resolution is not that of the paper. */
const MIN_SIDE = 4.5
const MAX_SIDE = 14
/** Shorter side of A4, in inches: what a picture of a page most likely shows. */
const A4_SIDE = 8.27
/**
 * No page is so much wider than high, nor is a photograph of one that lies on its side, which has more pixels too: what is
 * so shows a strip of a page.
 */
const STRIP = { shape: 1.85, mostPixels: 3_000 }
/** No page of paper needs more; larger ones are decoding bombs. */
const MAX_PIXELS = 150_000_000

/** Pictures finer than this are made coarser as they are decoded: nothing is gained above. Dots per inch. */
const MAX_DPI = 300

/** A picture of one page. */
export interface Picture {
  readonly image: PixelImage
  /** Dots per inch of the image. */
  readonly dpi: number
  /** Dots per inch of the file, as it tells or as assumed. */
  readonly scanDpi: number
  readonly dpiAssumed: boolean
}

/**
 * The resolution of a picture of a page: what its file says if that gives a page of paper, else the one at which its
 * shorter side is that of A4; of a strip of a page, the one at which its width is.
 */
export function plausibleDpi(
  width: number,
  height: number,
  stored: number | null,
): { readonly dpi: number; readonly assumed: boolean } {
  const side = Math.min(width, height)
  const plausible = (dpi: number): boolean => side / dpi >= MIN_SIDE && side / dpi <= MAX_SIDE
  if (stored !== null && plausible(stored)) return { dpi: stored, assumed: false }
  const isStrip = width > STRIP.shape * height && width < STRIP.mostPixels
  return { dpi: (isStrip ? width : side) / A4_SIDE, assumed: true }
}

/** TIFF and JPEG store a resolution of 72 also where nobody set one; libvips gives 72 where there is none. */
function storedDpi({ density }: SharpMetadata): number | null {
  return density === undefined || density <= 72 ? null : density
}

/**
 * Decodes a JPEG, PNG, TIFF or WebP file into one picture a page, one after the other (a page takes up to 35 MB), turned
 * as its EXIF orientation says. Throws DocumentError `damaged-file` for what cannot be decoded, `too-many-pages` beyond
 * the limit.
 */
export async function* decodePictures(bytes: Uint8Array, limits: { readonly pages: number }): AsyncGenerator<Picture> {
  const { default: sharp } = await import('sharp')
  const damaged = (error: unknown): DocumentError => {
    const reason = error instanceof Error ? error.message : String(error)
    return new DocumentError('damaged-file', { format: 'image', reason }, { cause: error })
  }
  const { pages = 1 } = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .metadata()
    .catch((error: unknown) => {
      throw damaged(error)
    })
  if (pages > limits.pages) throw new DocumentError('too-many-pages', { limit: limits.pages })
  for (let page = 0; page < pages; page++)
    yield await decodePage(bytes, page).catch((error: unknown) => {
      throw damaged(error)
    })
}

async function decodePage(bytes: Uint8Array, page: number): Promise<Picture> {
  const { default: sharp } = await import('sharp')
  const metadata = await sharp(bytes, { page, limitInputPixels: MAX_PIXELS }).metadata()
  const sideways = (metadata.orientation ?? 1) >= 5
  const [across, down] = sideways ? [metadata.height, metadata.width] : [metadata.width, metadata.height]
  const { dpi: scanDpi, assumed } = plausibleDpi(across, down, storedDpi(metadata))
  const dpi = Math.min(MAX_DPI, scanDpi)
  const upright = sharp(bytes, { page, limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient()
  const decoder = (dpi < scanDpi ? upright.resize({ width: Math.round((across * dpi) / scanDpi) }) : upright)
    .flatten({ background: 'white' })
    .toColourspace(metadata.channels === 1 || metadata.space === 'b-w' ? 'b-w' : 'srgb')
  const { data, info } = await decoder.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const image: PixelImage = channels === 1 ? { width, height, data: pixels } : { width, height, rgb: pixels }
  return { image, dpi, scanDpi, dpiAssumed: assumed }
}
