import type { GrayImage } from './image.js'
import { fromMat, rectangle, shrunk, toMat, useCv } from './opencv.js'

/** A picture is shrunk to no less than this, in pixels. */
const MIN_SIDE = 8
/** The sheet is looked for at this resolution: print and grain are gone there, edges are not. Dots per inch. */
const SEARCH_DPI = 25
/** Print is narrower than this; closing takes it out. Points. */
const WIDEST_STROKE = 24
/** Light on a sheet changes by less than this from one place to the next; at its edge it jumps. Of the brighter place. */
const SOFT = 0.08
/** A sheet covers at least this share of its picture. */
const MIN_SHEET = 0.25
/** The surroundings of a sheet are darker than this share of it; shadows on it are not, nor is grey paper. */
const SURROUNDINGS = 0.6
/** Less of the picture than this is no surroundings, but a dark corner. */
const MIN_SURROUNDINGS = 0.004
/** The sheet's edge is soft and throws a shadow: this much of it goes, too, in points. */
const EDGE = 2.5

/** The places that hang together by soft steps with the largest such patch of a picture; null if that is no sheet. */
function sheetOf({ data, width, height }: GrayImage): Uint8Array | null {
  const labels = new Int32Array(data.length)
  const stack: number[] = []
  let best = { label: 0, area: 0 }
  for (let seed = 0, label = 1; seed < data.length; seed++) {
    if (labels[seed] !== 0) continue
    let area = 0
    labels[seed] = label
    stack.push(seed)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      area++
      const own = data[at] ?? 0
      const x = at % width
      const around = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
      for (const next of around) {
        if (next < 0 || next >= data.length || labels[next] !== 0) continue
        const other = data[next] ?? 0
        if (Math.abs(other - own) > SOFT * Math.max(other, own)) continue
        labels[next] = label
        stack.push(next)
      }
    }
    if (area > best.area) best = { label, area }
    label++
  }
  if (best.area < MIN_SHEET * width * height) return null
  return labels.reduce((sheet, label, at) => {
    if (label === best.label) sheet[at] = 1
    return sheet
  }, new Uint8Array(data.length))
}

/**
 * Marks the pixels outside of the sheet that hang together with the picture's border: pictures and bars on the sheet do
 * not.
 */
function around(sheet: Uint8Array, width: number, height: number): Uint8Array {
  const outside = new Uint8Array(sheet.length)
  const stack: number[] = []
  const visit = (at: number): void => {
    if (sheet[at] !== 0 || outside[at] !== 0) return
    outside[at] = 255
    stack.push(at)
  }
  for (let x = 0; x < width; x++) [x, (height - 1) * width + x].forEach(visit)
  for (let y = 0; y < height; y++) [y * width, y * width + width - 1].forEach(visit)
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % width
    if (x > 0) visit(at - 1)
    if (x < width - 1) visit(at + 1)
    if (at >= width) visit(at - width)
    if (at < sheet.length - width) visit(at + width)
  }
  return outside
}

const mean = (data: Uint8Array, mask: Uint8Array, wanted: boolean): number => {
  let sum = 0
  let count = 0
  data.forEach((level, at) => {
    if ((mask[at] !== 0) !== wanted) return
    sum += level
    count++
  })
  return sum / Math.max(1, count)
}

/**
 * Where a picture shows more than the sheet of paper (a table top, the black around a photocopy), a mask of that, 255
 * outside the sheet; null where all is paper. Light and shadow change softly, the edge of a sheet does not.
 */
export function surroundingsOf(image: GrayImage, dpi: number): GrayImage | null {
  const scale = Math.min(1, SEARCH_DPI / dpi)
  return useCv((cv, keep) => {
    const small = shrunk(cv, keep, keep(toMat(cv, image)), scale, MIN_SIDE)
    const side = Math.max(3, (WIDEST_STROKE / 72) * dpi * scale)
    cv.morphologyEx(small, small, cv.MORPH_CLOSE, keep(rectangle(cv, side, side)))
    const paper = fromMat(small)
    const sheet = sheetOf(paper)
    if (!sheet) return null
    const outside = around(sheet, paper.width, paper.height)
    const share = outside.reduce((count, each) => count + (each > 0 ? 1 : 0), 0) / outside.length
    const darker = mean(paper.data, outside, true) < SURROUNDINGS * mean(paper.data, sheet, true)
    if (share < MIN_SURROUNDINGS || !darker) return null
    const mask = keep(new cv.Mat(paper.height, paper.width, cv.CV_8UC1))
    mask.data.set(outside)
    const reach = (2 * EDGE * dpi * scale) / 72 + 1
    cv.dilate(mask, mask, keep(rectangle(cv, reach, reach)))
    cv.resize(mask, mask, new cv.Size(image.width, image.height), 0, 0, cv.INTER_LINEAR)
    return fromMat(mask)
  })
}

/** Paints what lies around the sheet with the sheet's own colour, so that nothing there is taken for print. */
export function onPaper(image: GrayImage, surroundings: GrayImage | null): GrayImage {
  if (!surroundings) return image
  const { data } = surroundings
  return { ...image, data: image.data.map((level, at) => ((data[at] ?? 0) >= 128 ? 255 : level)) }
}
