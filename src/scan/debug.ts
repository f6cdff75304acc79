import type { Ruling } from '../model/page.js'
import type { ColourImage, GrayImage, PixelBox } from './image.js'

type Colour = readonly [red: number, green: number, blue: number]

const RULE: Colour = [230, 0, 0]
const FRAME: Colour = [0, 110, 255]

/** A copy of a grey page with rulings (points, red) and boxes (pixels, blue) drawn on it, for people to look at. */
export function drawOn(
  image: GrayImage,
  dpi: number,
  marks: { readonly rulings?: readonly Ruling[]; readonly boxes?: readonly PixelBox[] },
): ColourImage {
  const { width, height, data } = image
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < data.length; pixel++) rgb.fill(data[pixel] ?? 0, pixel * 3, pixel * 3 + 3)
  const fill = ({ left, top, right, bottom }: PixelBox, colour: Colour): void => {
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) rgb.set(colour, (y * width + x) * 3)
  }
  const points = dpi / 72
  for (const { orientation, position, start, end } of marks.rulings ?? []) {
    const [from, to, at] = [start * points, end * points, position * points]
    const box =
      orientation === 'horizontal'
        ? { left: from, right: to, top: at - 1, bottom: at + 1 }
        : { left: at - 1, right: at + 1, top: from, bottom: to }
    fill(box, RULE)
  }
  for (const { left, top, right, bottom } of marks.boxes ?? []) {
    fill({ left, right, top, bottom: top + 1 }, FRAME)
    fill({ left, right, top: bottom - 1, bottom }, FRAME)
    fill({ left, right: left + 1, top, bottom }, FRAME)
    fill({ left: right - 1, right, top, bottom }, FRAME)
  }
  return { width, height, rgb }
}
