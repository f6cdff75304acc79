/** A grey picture: one byte a pixel, row by row, 0 = black, 255 = white. Sizes in pixels. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A colour picture: red, green, blue bytes, row by row. Sizes in pixels. */
export interface ColourImage {
  readonly width: number
  readonly height: number
  /** 3 × width × height bytes. */
  readonly rgb: Uint8Array
}

export type PixelImage = GrayImage | ColourImage

export const isColour = (image: PixelImage): image is ColourImage => 'rgb' in image

/** A rectangle in pixels; `right` and `bottom` are exclusive. */
export interface PixelBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const boxWidth = ({ left, right }: PixelBox): number => right - left
export const boxHeight = ({ top, bottom }: PixelBox): number => bottom - top

/** The smallest box around two boxes. */
export const joinBoxes = (a: PixelBox, b: PixelBox): PixelBox => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
})

/** A box cut to the picture and rounded outwards to whole pixels; it may be empty. */
export function clipBox(box: PixelBox, image: { readonly width: number; readonly height: number }): PixelBox {
  const left = Math.min(image.width, Math.max(0, Math.floor(box.left)))
  const top = Math.min(image.height, Math.max(0, Math.floor(box.top)))
  return {
    left,
    top,
    right: Math.max(left, Math.min(image.width, Math.ceil(box.right))),
    bottom: Math.max(top, Math.min(image.height, Math.ceil(box.bottom))),
  }
}

/** The part of a picture inside a box (cut to the picture). */
export function crop(image: GrayImage, box: PixelBox): GrayImage {
  const { left, top, right, bottom } = clipBox(box, image)
  const width = right - left
  const height = bottom - top
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = (top + y) * image.width + left
    data.set(image.data.subarray(start, start + width), y * width)
  }
  return { width, height, data }
}

/** Where each step of reading a page may show its picture: `--debug-images` writes them to files. */
export type DebugSink = (name: string, image: PixelImage) => void

/**
 * Grey levels below which given shares (0..1) of the pixels lie; `mask`, where given, counts only its non-zero pixels.
 * `count` is how many were counted; for none the levels are 255.
 */
export function percentileOf(
  pixels: Uint8Array,
  shares: readonly number[],
  mask?: Uint8Array,
): { readonly count: number; readonly levels: readonly number[] } {
  const histogram = new Uint32Array(256)
  let count = 0
  for (let at = 0; at < pixels.length; at++) {
    if (mask?.[at] === 0) continue
    const level = pixels[at] ?? 0
    histogram[level] = (histogram[level] ?? 0) + 1
    count++
  }
  const levels = shares.map((share) => {
    let seen = 0
    for (let level = 0; level < 256; level++) {
      seen += histogram[level] ?? 0
      if (count > 0 && seen >= count * share) return level
    }
    return 255
  })
  return { count, levels }
}

/** The middle one of some numbers, the higher of two; 0 for none. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
