import { beforeAll, describe, expect, it } from '@jest/globals'
import { loadCv } from './opencv.js'
import { onPaper, surroundingsOf } from './paper.js'
import { dimmed, drawGrey, text } from './testing/draw.js'

beforeAll(loadCv)

const DPI = 100
const sheet = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#f0f0f0"/>`
const draw = (shapes: string): ReturnType<typeof drawGrey> => drawGrey({ width: 400, height: 500, dpi: DPI, shapes })
const desk = '<rect width="400" height="500" fill="#444"/>'

describe('what lies around a sheet of paper', () => {
  it('is made paper, and the print stays', async () => {
    const print = text(150, 200, '政府信息公开', 14)
    const image = await draw(desk + sheet(50, 60, 300, 380) + print)
    const cleared = onPaper(image, surroundingsOf(image, DPI))
    const dark = (shot: typeof image): number => shot.data.filter((level) => level < 128).length
    const alone = await draw(print)
    expect(dark(cleared)).toBeGreaterThan(0.9 * dark(alone))
    expect(dark(cleared)).toBeLessThan(1.1 * dark(alone))
  })

  it('is nothing where light falls off, or where a picture stands on the page', async () => {
    expect(surroundingsOf(dimmed(await draw(sheet(0, 0, 400, 500)), { shade: 0.6, print: 1 }), DPI)).toBeNull()
    const picture = '<rect x="100" y="100" width="200" height="150" fill="#333"/>'
    expect(surroundingsOf(await draw(picture), DPI)).toBeNull()
  })
})
