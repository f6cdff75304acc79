import type { Box } from '../../../model/geometry.js'
import type { PaintedGlyph } from '../engine.js'
import { contains } from '../matrix.js'
import type { TextRun } from './text-run.js'

/** Text objects of the same characters so many objects apart may be one printed twice. */
const TWIN_DISTANCE = 6
/** A character printed twice stands this near (em); a blank beside a digit, as WPS paints them, stands farther off. */
const TWIN_REACH = 0.2

/** The characters of a run that PDFium left out as printed twice: those of the one before it at the same place. */
export function twinOf(
  run: TextRun,
  index: number,
  runs: readonly (readonly [number, TextRun])[],
  found: ReadonlyMap<number, readonly PaintedGlyph[]>,
): readonly PaintedGlyph[] {
  const [left, bottom, right] = run.bounds
  for (let before = index - 1; before >= Math.max(0, index - TWIN_DISTANCE); before -= 1) {
    const [object, twin] = runs[before] ?? []
    if (object === undefined || !twin) continue
    const glyphs = found.get(object)
    const size = glyphs?.[0]?.size ?? 0
    const near = (one: number, other: number): boolean => Math.abs(one - other) < TWIN_REACH * size
    if (!glyphs || glyphs.length === 0 || !near(twin.bounds[0], left)) continue
    if (!near(twin.bounds[1], bottom) || !near(twin.bounds[2], right)) continue
    const [x, y] = [left - twin.bounds[0], bottom - twin.bounds[1]]
    return glyphs.map((glyph) => painted(glyph, run, x, y))
  }
  return []
}

function painted(glyph: PaintedGlyph, run: TextRun, x: number, y: number): PaintedGlyph {
  const box: Box = [glyph.box[0] + x, glyph.box[1] - y, glyph.box[2] + x, glyph.box[3] - y]
  const within = contains(run.clip, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
  return {
    ...glyph,
    box,
    visible: run.visible && within,
    clipped: run.visible && !within,
    colour: run.colour,
    order: run.order,
  }
}
