import { describe, expect, test } from '@jest/globals'
import type { LinePicture } from './cuts.js'
import { loadCv } from './opencv.js'
import type { ReadLine, Recogniser } from './recogniser/recogniser.js'
import { lookAgain } from './second-look.js'

const line = (text: string): ReadLine => ({
  characters: Array.from(text, (char, index) => ({
    text: char,
    confidence: 0.99,
    alternatives: [],
    left: index * 15,
    right: index * 15 + 15,
  })),
})

/** A line of two digits in a cell, 30 pixels high and cut out with a margin of 4. */
const cut: LinePicture = {
  ink: { left: 4, top: 4, right: 36, bottom: 34 },
  patches: [
    { left: 4, top: 4, right: 18, bottom: 34 },
    { left: 22, top: 4, right: 36, bottom: 34 },
  ],
  em: 30,
  crop: { left: 0, top: 0, right: 40, bottom: 38 },
  picture: { width: 40, height: 38, data: new Uint8Array(40 * 38).fill(255) },
  cell: { left: 0, top: 0, right: 60, bottom: 38 },
}

/** Reads every picture as one text, and remembers how wide they were. */
const reading = (text: string): Recogniser & { readonly widths: number[] } => {
  const widths: number[] = []
  return {
    name: 'fake',
    widths,
    readLines: (pictures) => {
      widths.push(...pictures.map(({ width }) => width))
      return Promise.resolve(pictures.map(() => line(text)))
    },
    close: () => Promise.resolve(),
  }
}

const second = async (first: string, then: string, of = cut): Promise<(string | undefined)[]> => {
  await loadCv()
  const found = await lookAgain([of], [line(first)], reading(then))
  return [
    found
      .get(0)
      ?.characters.map(({ text }) => text)
      .join(''),
  ]
}

describe('a second look', () => {
  test('is taken, stretched, where nothing accounts for the ink', async () => {
    await loadCv()
    const recogniser = reading('22')
    await lookAgain([cut], [line('N')], recogniser)
    expect(recogniser.widths).toEqual([60])
    expect(await second('N', '22')).toEqual(['22'])
    expect(await second('', '22')).toEqual(['22'])
  })

  test('counts only if it accounts for the ink with digits', async () => {
    expect(await second('N', '2')).toEqual([undefined])
    expect(await second('N', 'NN')).toEqual([undefined])
  })

  test('is not taken where the first one does, nor outside of tables', async () => {
    expect(await second('12', '22')).toEqual([undefined])
    expect(await second('N', '22', { ...cut, cell: null })).toEqual([undefined])
  })
})
