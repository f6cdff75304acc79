import { describe, expect, it } from '@jest/globals'
import { isAnother, isSame, type References, type Shape, shapeOf } from './shape.js'

const THREE = ['.####.', '#....#', '.....#', '..###.', '.....#', '#....#', '.####.']
const EIGHT = ['.####.', '#....#', '#....#', '.####.', '#....#', '#....#', '.####.']
const ONE = ['..##..', '.###..', '..##..', '..##..', '..##..', '..##..', '..##..']

/** A picture of a character, four pixels for each sign, with white around it. */
function picture(rows: readonly string[], ink = 0, ground = 255): Parameters<typeof shapeOf>[0] {
  const scale = 4
  const [width, height] = [10 * scale, 11 * scale]
  const bytes = new Uint8Array(width * height).map((_, at) => {
    const [x, y] = [Math.floor((at % width) / scale) - 2, Math.floor(at / width / scale) - 2]
    return rows[y]?.[x] === '#' ? ink : ground
  })
  return { width, height, bytes }
}

function shape(rows: readonly string[], ink?: number, ground?: number): Shape {
  const found = shapeOf(picture(rows, ink, ground))
  if (!found) throw new Error('nothing stands out')
  return found
}

const references: References = new Map([
  ['3', [shape(THREE)]],
  ['8', [shape(EIGHT)]],
  ['1', [shape(ONE)]],
])

describe('the shape of a character', () => {
  it('is that of another one where it is drawn so', () => {
    expect(isAnother(shape(EIGHT), '3', references)).toBe(true)
    expect(isAnother(shape(THREE), '8', references)).toBe(true)
  })

  it('is its own in any colour, on any ground', () => {
    for (const [text, rows] of [
      ['3', THREE],
      ['8', EIGHT],
      ['1', ONE],
    ] as const)
      // prettier-ignore
      expect(isAnother(shape(rows, 255, 60), text, references)).toBe(false)
  })

  it('is none of its own where it is struck out within its font, or stands as in a mirror or upside down', () => {
    const struck = EIGHT.map((row, line) => (line === 3 ? '######' : row))
    expect(isAnother(shape(struck), '8', references)).toBe(true)
    expect(isAnother(shape(THREE.map((row) => Array.from(row).reverse().join(''))), '3', references)).toBe(true)
    expect(isAnother(shape([...ONE].reverse()), '1', references)).toBe(true)
    expect(isAnother(shape([...EIGHT].reverse()), '8', references)).toBe(false)
  })

  it('tells nothing where it is like none', () => {
    expect(isAnother(shape(['######', '......', '......', '......', '######']), '3', references)).toBe(false)
  })

  it('leaves out the rules and neighbours that reach into the picture', () => {
    const ruled = picture(EIGHT)
    ruled.bytes.fill(0, 0, 2 * ruled.width)
    for (let at = 0; at < ruled.bytes.length; at += ruled.width) ruled.bytes[at] = 0
    expect(shapeOf(ruled)).not.toBeNull()
    expect(isAnother(shapeOf(ruled) ?? shape(ONE), '8', references)).toBe(false)
  })

  it('is its own where it touches the rule at its side', () => {
    const touching = picture(EIGHT)
    for (let at = 0; at < touching.bytes.length; at += touching.width) touching.bytes.fill(0, at, at + 8)
    expect(isAnother(shapeOf(touching) ?? shape(ONE), '8', references)).toBe(false)
    expect(isSame(shapeOf(touching) ?? shape(ONE), shape(EIGHT))).toBe(true)
  })

  it('is not told where nothing stands out', () => {
    expect(shapeOf(picture(EIGHT, 230))).toBeNull()
  })

  it('is the same only where it is drawn alike', () => {
    expect(isSame(shape(EIGHT), shape(EIGHT, 40))).toBe(true)
    expect(isSame(shape(EIGHT), shape(THREE))).toBe(false)
  })
})
