import type { Box } from '../../../model/geometry.js'
import type { PageMark } from '../../../model/page.js'
import type { PageInk, PaintedGlyph, PaintedPage } from '../engine.js'
import { OPAQUE } from '../glyphs.js'
import { contains, extentOf, intersect } from '../matrix.js'
import type { Lines } from '../rulings.js'
import { drawnSeals } from '../seals.js'
import { oddlyInked } from './mass.js'
import { blackBlocks } from './black.js'
import { seenByInk } from './seen.js'
import { type Account, tracesIn } from './traces.js'

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
  /** The glyphs without watermarks. */
  readonly text: readonly PaintedGlyph[]
}

/** The verdict of a page's ink on its characters. */
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
  const { hidden: bare, blackedOut, doubtful, lacksFont } = seenByInk(painted, text, ink)
  const seals = drawnSeals(painted)
  // A glyph that a seal hides is there nevertheless.
  const sealed = [...bare].filter(seals.touches)
  const hidden = sealed.length === 0 ? bare : new Set([...bare].filter((glyph) => !sealed.includes(glyph)))
  // Viewers do not agree on what blending makes of an area on bare paper.
  const blended = hidden.size === 0 ? [] : [...hidden].filter(isUnderBlended(painted))
  const glyphs = hidden.size === 0 ? text : text.filter((glyph) => !hidden.has(glyph))
  const lines = rulings.map(boxOf)
  const odd = oddlyInked(painted, glyphs, lines, ink)
  const isPlain = (glyph: PaintedGlyph): boolean => !seals.meets(glyph)
  const [faint, heavy] = [odd.faint.filter(isPlain), odd.heavy.filter(isPlain)]
  const accountFor = (account: Account): void => {
    for (const { box, size, slanted } of shown) {
      const slant = slanted === true ? SLANT : 0
      account(box, SMOOTHING + (OVERHANG + slant) * size, SMOOTHING + (DESCENT + slant) * size)
    }
    for (const line of lines) account(line, RULE_EDGE)
    for (const { box } of shadings) for (const side of sidesOf(box)) account(side, RULE_EDGE)
    for (const { box } of painted.pictures)
      if (Math.min(box[2] - box[0], box[3] - box[1]) > MAX_CELL_PICTURE) account(box, RULE_EDGE)
    for (const seal of sealsOf(painted)) account(seal, RULE_EDGE)
  }
  const area = lines.length === 0 ? null : intersect(around(lines), ink.area)
  const traces = area ? tracesIn(ink, painted.width, area, accountFor) : []
  return {
    glyphs,
    marks: [
      ...[...blackedOut, ...blackBlocks(painted, ink)].map(({ box }): PageMark => ({ box, reason: 'cell-covered' })),
      ...[...doubtful, ...sealed, ...blended, ...faint].map(({ box }): PageMark => ({ box, reason: 'cell-hidden' })),
      ...glyphs.filter((glyph) => ink.misdrawn.has(glyph)).map(({ box }): PageMark => ({ box, reason: 'cell-unread' })),
      ...heavy.map(({ box }): PageMark => ({ box, reason: 'cell-struck-out' })),
      ...(traces ?? []).map((box): PageMark => ({ box, reason: 'cell-not-text' })),
    ],
    gone: [...hidden].map(({ box }) => box),
    proved: traces !== null && !lacksFont,
  }
}

/** Areas as opaque as this are blended with what lies under them (see engines); less opaque ones let it through. */
const BLENDED = 0.985

/** Tells whether a blended area is painted upon a character. */
function isUnderBlended({ paths }: PaintedPage): (glyph: PaintedGlyph) => boolean {
  const areas = paths.flatMap(({ subpaths, fill, clip, order }) =>
    fill && fill.opacity > BLENDED && fill.opacity < OPAQUE
      ? subpaths.map(({ points }) => ({ box: intersect(extentOf(points), clip), order }))
      : [],
  )
  return ({ box, order }) =>
    areas.some((area) => area.order > order && contains(area.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
}

/** Seals that are drawn: what stands within a large round line belongs to it. */
const sealsOf = ({ paths }: PaintedPage): readonly Box[] =>
  paths.flatMap(({ subpaths, stroke }) =>
    subpaths.flatMap(({ points, curved }): readonly Box[] => {
      const [left, top, right, bottom] = extentOf(points)
      const pen = (stroke?.width ?? 0) / 2
      return curved && Math.min(right - left, bottom - top) > MAX_CELL_PICTURE
        ? [[left - pen, top - pen, right + pen, bottom + pen]]
        : []
    }),
  )

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
