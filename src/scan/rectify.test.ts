import { beforeAll, describe, expect, it } from '@jest/globals'
import { loadCv } from './opencv.js'
import { rectify } from './rectify.js'
import { findRulings } from './rulings.js'
import { drawGrey, table, text } from './testing/draw.js'

beforeAll(loadCv)

const COLUMNS = [60, 200, 270, 340]
const ROWS = [60, 90, 120, 150, 180, 210]
const PAGE = { width: 400, height: 300, dpi: 150 }
const shapes =
  table(COLUMNS, ROWS, []) + text(60, 40, '政府信息公开工作年度报告', 16) + text(60, 240, '总计一二三四五六七', 12)

/** How far the ends of the longest rules lie from level and plumb, in points. */
async function bentBy(transform: string): Promise<{ rules: number; skew: number }> {
  const image = await drawGrey({ ...PAGE, shapes: `<g transform="${transform}">${shapes}</g>` })
  const straight = rectify(image, PAGE.dpi, 200)
  const rules = findRulings(straight.image, 200).rulings.filter(({ start, end }) => end - start > 100)
  return { rules: rules.length, skew: straight.skew }
}

describe('a page made straight', () => {
  it('shows all its rules again, whatever its skew', async () => {
    for (const angle of [-6, -1.3, 0, 0.7, 4]) {
      const { rules, skew } = await bentBy(`rotate(${angle} 200 150)`)
      expect(rules).toBe(COLUMNS.length + ROWS.length)
      expect(Math.abs(skew - angle)).toBeLessThan(0.4)
    }
  })

  it('shows all its rules again after shear', async () => {
    expect((await bentBy('skewX(2) skewY(-1)')).rules).toBe(COLUMNS.length + ROWS.length)
  })

  it('knows the way back to the picture', async () => {
    const image = await drawGrey({ ...PAGE, shapes: `<g transform="rotate(3 200 150)">${shapes}</g>` })
    const { wayBack } = rectify(image, PAGE.dpi, 200)
    const [x, y] = wayBack((200 / 72) * 200, (150 / 72) * 200)
    expect(x).toBeCloseTo((200 / 72) * 150, -1)
    expect(y).toBeCloseTo((150 / 72) * 150, -1)
    const [cornerX, cornerY] = wayBack((60 / 72) * 200, (60 / 72) * 200)
    const turned = [
      200 + -140 * Math.cos(0.05236) + 90 * Math.sin(0.05236),
      150 - 140 * Math.sin(0.05236) - 90 * Math.cos(0.05236),
    ]
    expect(Math.abs((cornerX * 72) / 150 - (turned[0] ?? 0))).toBeLessThan(1.5)
    expect(Math.abs((cornerY * 72) / 150 - (turned[1] ?? 0))).toBeLessThan(1.5)
  })
})
