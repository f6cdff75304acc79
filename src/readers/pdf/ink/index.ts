import type { Box } from '../../../model/geometry.js'
import type { PageMark } from '../../../model/page.js'
import type { PageInk, PaintedGlyph, PaintedPage } from '../engine.js'
import { extentOf, intersect, isEmpty } from '../matrix.js'
import type { Lines } from '../rulings.js'
import { oddlyInked } from './mass.js'
import { seenByInk } from './seen.js'
import { Accounted } from './traces.js'

export { inkSource, mayHoldTable, type InkSource } from './picture.js'

/** Points around a character within which ink is its own: what smooths it, and (em) overhangs and descenders. */
const SMOOTHING = 0.75
const OVERHANG = 0.08
const DESCENT = 0.16
/** Text that runs aslant reaches farther out of the boxes of its characters (em). */
const SLANT = 0.4
/** Points around a rule, or the edge of a shading, that belong to it. */
const RULE_EDGE = 0.9
/** A picture larger than this (points) in both directions is a seal or a background, no value of one cell. */
const MAX_CELL_PICTURE = 40

/** The characters of a page, as far as what was painted tells. */
export interface Characters {
  /** All that are not covered, clipped or invisible. */
  readonly shown: readonly PaintedGlyph[]
  /** Those without watermarks. */
  readonly text: readonly PaintedGlyph[]
}

/** What the ink of a page says of its characters. */
export interface Proof {
  /** The characters without those that nobody sees. */
  readonly glyphs: readonly PaintedGlyph[]
  /** Ink that no character, rule, shading or large picture accounts for; characters that may not be seen. */
  readonly marks: readonly PageMark[]
  /** Boxes of the characters that are left out: whatever was doubted of them is settled. */
  readonly gone: readonly Box[]
  /** False where the ink tells nothing: the renderer lacks a font of numerals, or the table is a picture. */
  readonly proved: boolean
}

/**
 * Holds the characters of a page against its ink. What was painted, and in which order, is known before (glyphs.ts, marks.ts);
 * ink decides what comes of it: masks, clips of any shape, patterns, blending and layers need not be understood.
 */
export function proveByInk(
  painted: PaintedPage,
  { shown, text }: Characters,
  { rulings, shadings }: Lines,
  ink: PageInk,
): Proof {
  const { hidden, doubtful, lacksFont } = seenByInk(painted, text, ink)
  const glyphs = hidden.size === 0 ? text : text.filter((glyph) => !hidden.has(glyph))
  const backgrounds = [...sealsOf(painted), ...largePictures(painted)]
  // A seal over a digit adds to its ink, and to the ground around it.
  const apart = glyphs.filter(({ box }) => !backgrounds.some((ground) => overlap(ground, box)))
  const { faint, heavy } = oddlyInked(painted, apart, ink)
  const accounted = new Accounted(ink, painted.width)
  for (const { box, size, slanted } of shown) {
    const slant = slanted === true ? SLANT : 0
    accounted.add(box, SMOOTHING + (OVERHANG + slant) * size, SMOOTHING + (DESCENT + slant) * size)
  }
  const lines = rulings.map(boxOf)
  for (const line of lines) accounted.add(line, RULE_EDGE)
  for (const { box } of shadings) for (const side of sidesOf(box)) accounted.add(side, RULE_EDGE)
  for (const box of backgrounds) accounted.add(box, RULE_EDGE)
  const traces = lines.length === 0 ? [] : accounted.traces(around(lines))
  return {
    glyphs,
    marks: [
      ...[...doubtful, ...faint].map(({ box }): PageMark => ({ box, reason: 'cell-hidden' })),
      ...glyphs.filter((glyph) => ink.misdrawn.has(glyph)).map(({ box }): PageMark => ({ box, reason: 'cell-unread' })),
      ...heavy.map(({ box }): PageMark => ({ box, reason: 'cell-struck-out' })),
      ...(traces ?? []).map((box): PageMark => ({ box, reason: 'cell-not-text' })),
    ],
    gone: [...hidden].map(({ box }) => box),
    proved: traces !== null && !lacksFont,
  }
}

/** Seals that are drawn: what stands within a large round line belongs to it. */
const sealsOf = ({ paths }: PaintedPage): readonly Box[] =>
  paths.flatMap(({ subpaths }) =>
    subpaths.flatMap(({ points, curved }): readonly Box[] => {
      const box = curved ? extentOf(points) : null
      return box && Math.min(box[2] - box[0], box[3] - box[1]) > MAX_CELL_PICTURE ? [box] : []
    }),
  )

const largePictures = ({ pictures }: PaintedPage): readonly Box[] =>
  pictures.map(({ box }) => box).filter((box) => Math.min(box[2] - box[0], box[3] - box[1]) > MAX_CELL_PICTURE)

const overlap = (one: Box, other: Box): boolean => !isEmpty(intersect(one, other))

function boxOf({ orientation, position, start, end, thickness }: Lines['rulings'][number]): Box {
  const [low, high] = [position - thickness / 2, position + thickness / 2]
  return orientation === 'horizontal' ? [start, low, end, high] : [low, start, high, end]
}

const sidesOf = ([left, top, right, bottom]: Box): readonly Box[] => [
  [left, top, right, top],
  [left, bottom, right, bottom],
  [left, top, left, bottom],
  [right, top, right, bottom],
]

/** The smallest box around some boxes. */
const around = (boxes: readonly Box[]): Box =>
  boxes.reduce((all, box) => [
    Math.min(all[0], box[0]),
    Math.min(all[1], box[1]),
    Math.max(all[2], box[2]),
    Math.max(all[3], box[3]),
  ])
