import { z } from 'zod'
import type { Box } from '../../../model/geometry.js'
import type { PageMark } from '../../../model/page.js'
import { contains, type Matrix, transformBox } from '../matrix.js'
import type { PaintedGlyph } from '../engine.js'

/** The entries of pdf.js for an annotation that decide whether it is seen. */
const annotation = z.looseObject({
  subtype: z.string(),
  rect: z.array(z.number()).length(4),
  annotationFlags: z.number().default(0),
  fieldValue: z.unknown().optional(),
  contentsObj: z.looseObject({ str: z.string() }).optional(),
})

/** Flags of what is not shown on the page: hidden, no view. */
const NOT_SHOWN = 0x02 | 0x20

/**
 * Marks for annotations that say or hide something: text struck out or to be redacted, and fields and free texts whose words
 * stand nowhere on the page, since the file holds no appearance for them.
 */
export function annotationMarks(
  annotations: readonly unknown[],
  base: Matrix,
  glyphs: readonly PaintedGlyph[],
): readonly PageMark[] {
  return annotations.flatMap((each): readonly PageMark[] => {
    const known = annotation.safeParse(each)
    if (!known.success || (known.data.annotationFlags & NOT_SHOWN) !== 0) return []
    const { subtype, rect, fieldValue, contentsObj } = known.data
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect
    const box = transformBox(base, x0, y0, x1, y1)
    switch (subtype) {
      case 'StrikeOut':
        return [{ box, reason: 'cell-struck-out' }]
      case 'Redact':
        return [{ box, reason: 'cell-covered' }]
      case 'Widget':
        return isSaid(fieldValue) && !isShown(box, glyphs) ? [{ box, reason: 'cell-unread' }] : []
      case 'FreeText':
        return isSaid(contentsObj?.str) && !isShown(box, glyphs) ? [{ box, reason: 'cell-unread' }] : []
      default:
        return []
    }
  })
}

const isSaid = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' && value !== 'Off' : Array.isArray(value) && value.length > 0

const isShown = (box: Box, glyphs: readonly PaintedGlyph[]): boolean =>
  glyphs.some(
    (glyph) => glyph.visible && contains(box, (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2),
  )
