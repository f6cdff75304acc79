import { beforeAll, expect, test } from '@jest/globals'
import type { GrayImage } from './image.js'
import { loadCv } from './opencv.js'
import { findTurn } from './orient.js'
import type { ReadLine, Recogniser } from './recogniser/recogniser.js'
import { drawGrey } from './testing/draw.js'

beforeAll(loadCv)

/** Level bars and upright ones, which stand for words that lie the one way and the other. */
const bars = async (): Promise<GrayImage> => {
  const level = Array.from({ length: 16 }, (_, index) => `<rect x="20" y="${20 + 20 * index}" width="60" height="9"/>`)
  const upright = Array.from(
    { length: 16 },
    (_, index) => `<rect x="${110 + 20 * index}" y="20" width="9" height="60"/>`,
  )
  return drawGrey({ width: 450, height: 360, dpi: 150, shapes: [...level, ...upright].join('') })
}

const line = (text: string): ReadLine => ({
  characters: Array.from(text, (char) => ({ text: char, confidence: 0.99, alternatives: [], left: 0, right: 10 })),
})

/** Reads all words alike: as the first text at the first look (0°), as the second one at the next (180°), and so on. */
const reading = (texts: readonly string[]): Recogniser & { readonly looks: () => number } => {
  let looks = 0
  return {
    name: 'fake',
    looks: () => looks,
    readLines: (pictures) => {
      const text = texts[looks++] ?? ''
      return Promise.resolve(pictures.map(() => line(text)))
    },
    close: () => Promise.resolve(),
  }
}

test('a page whose words read well is not tried any further', async () => {
  const recogniser = reading(['政府信息公开'])
  expect(await findTurn(await bars(), 150, recogniser)).toBe(0)
  expect(recogniser.looks()).toBe(1)
})

test('a page that lies reads well too, in words of two lines; upright ones are longer', async () => {
  expect(await findTurn(await bars(), 150, reading(['结维', '', '政府信息公开', '']))).toBe(90)
})

test('numbers say nothing of how a page stands', async () => {
  expect(await findTurn(await bars(), 150, reading(['1580', '0851', '年度', '98']))).toBe(90)
  expect(await findTurn(await bars(), 150, reading(['3374政府信息', '', '', '']))).toBe(0)
})
