import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'

/**
 * The characters of a cell as they are read: where most are turned by 90 or 270 degrees, their boxes are turned back around
 * the middle of the cell, so that they follow each other along a level line.
 */
export function setLevel(glyphs: readonly Glyph[], cell: Box): readonly Glyph[] {
  const turned = glyphs.filter((glyph) => glyph.turned !== undefined)
  if (turned.length * 2 <= glyphs.length) return glyphs
  const right = turned.filter((glyph) => glyph.turned === 90).length * 2 > turned.length
  const x = (cell[0] + cell[2]) / 2
  const y = (cell[1] + cell[3]) / 2
  return turned.map((glyph) => {
    const [left, top, end, bottom] = glyph.box
    const box: Box = right
      ? [x + top - y, y + x - end, x + bottom - y, y + x - left]
      : [x + y - bottom, y + left - x, x + y - top, y + end - x]
    return { ...glyph, box }
  })
}
