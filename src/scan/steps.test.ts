import { beforeAll, describe, expect, it } from '@jest/globals'
import { clean } from './clean.js'
import { plausibleDpi } from './decode.js'
import { despeckle } from './despeckle.js'
import { percentileOf, type GrayImage } from './image.js'
import { lighten } from './lighten.js'
import { loadCv } from './opencv.js'
import { removeSeals } from './seal.js'
import { dimmed, drawColour, drawGrey, speckled, text } from './testing/draw.js'

beforeAll(loadCv)

const share = (data: Uint8Array, dark: (level: number) => boolean): number => data.filter(dark).length / data.length
const DPI = 200
const page = { width: 200, height: 60, dpi: DPI, shapes: text(20, 30, '总计 1234.5', 12) }

describe('uneven light and faded print', () => {
  it('become white paper and black ink', async () => {
    const image = await drawGrey(page)
    const { image: light } = lighten(dimmed(image, { shade: 0.5, print: 0.45 }), DPI)
    const [ink = 255, paper = 0] = percentileOf(light.data, [0.01, 0.5]).levels
    expect(ink).toBeLessThan(60)
    expect(paper).toBeGreaterThan(245)
  })

  it('leave an empty page empty', async () => {
    const image = await drawGrey({ ...page, width: 595, height: 200, shapes: '' })
    expect(share(lighten(dimmed(image, { shade: 0.4, print: 1 }), DPI).image.data, (level) => level < 200)).toBe(0)
  })
})

describe('a red seal', () => {
  const seal =
    '<circle cx="60" cy="28" r="18" fill="none" stroke="rgb(200,30,30)" stroke-width="5" stroke-opacity="0.67"/>'

  it('goes, and the digits under it stay', async () => {
    const clear = await drawGrey(page)
    const freed = removeSeals(await drawColour({ ...page, shapes: page.shapes + seal }))
    const dark = (level: number): boolean => level < 128
    expect(share(freed.data, dark)).toBeGreaterThan(share(clear.data, dark) * 0.85)
    expect(share(freed.data, dark)).toBeLessThan(share(clear.data, dark) * 1.15)
    const alone = removeSeals(await drawColour({ ...page, shapes: seal }))
    expect(share(alone.data, dark)).toBeLessThan(0.001)
  })
})

describe('specks', () => {
  const patches = (image: GrayImage): number => clean(despeckle(image, DPI), [], DPI).ink.length

  it('go', async () => {
    const empty = await drawGrey({ ...page, shapes: '' })
    expect(patches(speckled(empty, 0.002))).toBe(0)
  })

  it('are not the decimal points', async () => {
    const print = await drawGrey(page)
    expect(patches(print)).toBe(patches(await drawGrey({ ...page, shapes: text(20, 30, '总计 12345', 12) })) + 1)
  })
})

describe('resolution', () => {
  it('is the file’s where that makes a page of paper, else that of A4', () => {
    expect(plausibleDpi(2480, 3508, 300)).toEqual({ dpi: 300, assumed: false })
    expect(plausibleDpi(1654, 2339, null)).toEqual({ dpi: 200, assumed: true })
    expect(plausibleDpi(1654, 2339, 96)).toEqual({ dpi: 200, assumed: true })
    expect(plausibleDpi(1403, 992, null)).toEqual({ dpi: 992 / 8.27, assumed: true })
    // A strip of a page, as web pages show tables, is as wide as one; a photograph on its side is not.
    expect(plausibleDpi(760, 250, 96)).toEqual({ dpi: 760 / 8.27, assumed: true })
    expect(plausibleDpi(1920, 1080, null)).toEqual({ dpi: 1080 / 8.27, assumed: true })
    expect(plausibleDpi(4000, 1800, null)).toEqual({ dpi: 1800 / 8.27, assumed: true })
    expect(Math.round(plausibleDpi(3024, 4032, null).dpi)).toBe(366)
  })
})
