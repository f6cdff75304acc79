import type { PagePicture } from '../scan/index.js'

/**
 * White print on black: prints of microfilm, and bilevel pictures whose file says the wrong way round what is ink.
 * A page has so little dark, and a photograph of one on a dark table so many tones between, that neither is taken for it.
 */
const DARK = 64
const LIGHT = 192
const MIN_DARK = 0.75
const MAX_BETWEEN = 0.1
/** The step between sampled bytes; odd, so that all three bytes of a colour are met. */
const STEP = 37

type Image = PagePicture['image']

/** Whether a picture shows white print on black. */
export function isNegative(image: Image): boolean {
  const bytes = 'rgb' in image ? image.rgb : image.data
  let dark = 0
  let between = 0
  let seen = 0
  for (let at = 0; at < bytes.length; at += STEP) {
    const level = bytes[at] ?? 0
    seen += 1
    if (level < DARK) dark += 1
    else if (level <= LIGHT) between += 1
  }
  return dark > seen * MIN_DARK && between < seen * MAX_BETWEEN && dark < seen
}

/** Black for white. */
export function inverted(image: Image): Image {
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((level) => 255 - level)
  return 'rgb' in image ? { ...image, rgb: turn(image.rgb) } : { ...image, data: turn(image.data) }
}
