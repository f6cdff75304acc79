/** @jest-environment ./src/scan/testing/native-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { drawGrey, text } from '../testing/draw.js'
import type { GrayImage } from '../image.js'
import { createPpOcr } from './ppocr.js'
import type { Recogniser } from './recogniser.js'
import { createTesseract } from './tesseract.js'

const line = (content: string, width: number): Promise<GrayImage> =>
  drawGrey({ width, height: 14, dpi: 200, shapes: text(3, 11, content, 10) })
const empty: GrayImage = { width: 0, height: 0, data: new Uint8Array(0) }

/** Every recogniser keeps these shapes and guarantees; its readings are its own. */
describe.each<[string, () => Promise<Recogniser>]>([
  ['PP-OCR on the best runtime', () => createPpOcr()],
  ['PP-OCR on WebAssembly', () => createPpOcr({ runtime: 'onnxruntime-web' })],
  ['Tesseract', () => createTesseract()],
])('%s', (_, create) => {
  let recogniser: Recogniser
  beforeAll(async () => {
    recogniser = await create()
  }, 60_000)
  afterAll(() => recogniser.close())

  it('says what it is', () => {
    expect(recogniser.name).not.toBe('')
  })

  it('gives one result a line, in their order, also for lines of very different length', async () => {
    const long = await line('政府信息公开工作年度报告', 140)
    const short = await line('12', 20)
    const read = await recogniser.readLines([short, long, empty, short, long])
    expect(read).toHaveLength(5)
    expect(read[2]?.characters).toEqual([])
    expect(read[3]).toEqual(read[0])
    expect(read[4]).toEqual(read[1])
    expect((read[1]?.characters.length ?? 0) > (read[0]?.characters.length ?? 0)).toBe(true)
  })

  it('gives nothing for nothing', async () => {
    expect(await recogniser.readLines([])).toEqual([])
  })

  it('gives characters from left to right within the line, with probabilities and other readings', async () => {
    const picture = await line('三、总计 1017', 80)
    const [read] = await recogniser.readLines([picture])
    const characters = read?.characters ?? []
    expect(characters.length).toBeGreaterThan(0)
    for (const { text: content, confidence, alternatives, left, right } of characters) {
      expect(content).not.toBe('')
      for (const { text: other, confidence: own } of [{ text: content, confidence }, ...alternatives]) {
        expect(own).toBeGreaterThanOrEqual(0)
        expect(own).toBeLessThanOrEqual(1)
        expect(typeof other).toBe('string')
      }
      expect(alternatives.every((other) => other.text !== content)).toBe(true)
      const falling = [...alternatives].sort((a, b) => b.confidence - a.confidence)
      expect(alternatives).toEqual(falling)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeGreaterThanOrEqual(left)
      expect(right).toBeLessThanOrEqual(picture.width)
    }
    const lefts = characters.map(({ left }) => left)
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
  })
})
