import { split } from './split.js'
import { pixelsOf, type Measures } from './lengths.js'
import { isMaskedOut } from './filters.js'
import { DOUBTFUL, SEEN, UNSEEN, VEILED, worse, type Sight } from './sight.js'

/** Facts about a box that are known before its own values. */
interface BoxContext {
  readonly fontSize: number
  /** Whether the box is laid out in a line, where sizes and transforms have no effect. */
  readonly inline: boolean
  /** Whether it is a part of a table, which grows to hold its text. */
  readonly tabular: boolean
  /** Whether it cuts off what is wider, whatever its overflow says. */
  readonly cutting: boolean
  /** Pixels of a table around it that text cannot widen; null without such a table. */
  readonly fixedWidth: number | null
  /** How many digits stand side by side in it, at most. */
  readonly digits: () => number
}

/** Looks up the value in force of a property. */
export type Get = (property: string) => string | undefined

/** A desktop's screen, in pixels. */
const WIDTH = 1280
const HEIGHT = 800

/** Distances in pixels from which something is off the screen for sure, or most likely. */
const FAR_OFF = 1000
const OFF = 200

/** How wide a digit is at least, in ems. */
const DIGIT = 0.45

/** Boxes up to such a size show nothing of their text, or hardly anything. */
const NOTHING = 1
const HARDLY = 4

/** A narrower box shows nothing, in pixels or hundredths of the box. */
const NO_WIDTH = 1

/** Tells whether what is in a box is seen, as far as the box itself decides. */
export function boxSight(get: Get, context: BoxContext): Sight {
  const { fontSize } = context
  const sights: Sight[] = [clipSight(get, fontSize), placeSight(get, context)]
  if (get('content-visibility') === 'hidden') sights.push(VEILED)
  if (!context.inline) sights.push(transformSight(get, context))
  if (!context.inline && !context.tabular) sights.push(sizeSight(get, context))
  if (context.tabular) sights.push(narrowSight(get, context))
  if (/blur\(/iu.test(get('filter') ?? '')) sights.push(DOUBTFUL)
  if (isMaskedOut(get('mask-image'))) sights.push(UNSEEN)
  // A size of its own that does not go by the content, and nothing is painted outside of it.
  const contained = get('contain') ?? ''
  if (!context.inline && /strict|size.*paint|paint.*size/iu.test(contained) && get('height') === undefined)
    sights.push(VEILED)
  if (get('clip-path')?.startsWith('url(') === true) sights.push(DOUBTFUL)
  if (/^(?:disc|circle|square)$/iu.test(get('-webkit-text-security') ?? '')) sights.push(DOUBTFUL)
  const spacing = pixelsOf(get('letter-spacing'), { fontSize, whole: fontSize })
  if (spacing !== null && spacing < -fontSize / 3) sights.push(DOUBTFUL)
  const zoom = scaleOf(get('zoom'))
  if (zoom !== null && zoom <= SMALL) sights.push(shrunk(zoom))
  return sights.reduce(worse)
}

export const isPlaced = (position: string | undefined): boolean => position === 'absolute' || position === 'fixed'

/** Boxes that stand off the screen. */
function placeSight(get: Get, { fontSize, inline, tabular }: BoxContext): Sight {
  const across: Measures = { fontSize, whole: WIDTH }
  const down: Measures = { fontSize, whole: HEIGHT }
  const margins = [pixelsOf(get('margin-left'), across), inline ? 0 : pixelsOf(get('margin-top'), across)]
  const shifts: (number | null)[] = []
  const isShifted = !['static', 'initial', 'sticky', '-webkit-sticky', undefined].includes(get('position'))
  if (isShifted) {
    for (const side of ['left', 'right']) shifts.push(pixelsOf(get(side), across))
    for (const side of ['top', 'bottom']) shifts.push(pixelsOf(get(side), down))
  }
  const lengths = ['left', 'right', 'top', 'bottom'].map((side) => pixelsOf(get(side), { fontSize, whole: 0 }))
  const away: Sight = isShifted && lengths.some((length) => length !== null && length >= OFF) ? VEILED : SEEN
  // Within a box that cuts off what is higher, a line that is moved up by its height is gone.
  const up = [pixelsOf(get('margin-top'), down), isShifted ? pixelsOf(get('top'), down) : null]
  const isUp = !inline && !tabular && up.some((shift) => shift !== null && shift <= -1.2 * fontSize)
  return worse(shiftSight([...margins, ...shifts]), worse(away, isUp ? DOUBTFUL : SEEN))
}

function shiftSight(shifts: readonly (number | null)[]): Sight {
  if (shifts.some((shift) => shift !== null && Math.abs(shift) >= FAR_OFF)) return UNSEEN
  return shifts.some((shift) => shift !== null && shift <= -OFF) ? VEILED : SEEN
}

/** A bare number is a share of the font's size. */
const lineHeight = (text: string | undefined, fontSize: number): number | null =>
  pixelsOf(/^[\d.]+$/u.test(text ?? '') ? `${text ?? ''}em` : text, { fontSize, whole: fontSize })

/** Boxes that are too small for their text and cut it off. */
function sizeSight(get: Get, { fontSize, cutting, digits }: BoxContext): Sight {
  const cuts =
    cutting || ['overflow-x', 'overflow-y'].some((axis) => /^(?:hidden|clip|scroll|auto)$/iu.test(get(axis) ?? ''))
  if (!cuts) return SEEN
  const line = lineHeight(get('line-height'), fontSize)
  if (line !== null && line < fontSize / 4 && get('height') === undefined) return VEILED
  // A share of an unknown size is no size.
  const measures: Measures = { fontSize, whole: NaN }
  const paddings = { width: ['padding-left', 'padding-right'], height: ['padding-top', 'padding-bottom'] }
  let sight: Sight = SEEN
  for (const side of ['width', 'height'] as const) {
    const padded = paddings[side].reduce((sum, property) => sum + (pixelsOf(get(property), measures) ?? 0), 0)
    for (const property of [side, `max-${side}`]) {
      const size = pixelsOf(get(property), measures)
      if (size === null || Number.isNaN(size)) continue
      if (size <= NOTHING) sight = worse(sight, padded > NOTHING ? VEILED : UNSEEN)
      else if (size + padded <= HARDLY) sight = worse(sight, VEILED)
      else if (size + padded < (side === 'width' ? digits() * DIGIT : 0.5) * fontSize) sight = worse(sight, DOUBTFUL)
    }
  }
  return sight
}

/** A cell that may not be as wide as its number, and cuts it off. */
function narrowSight(get: Get, { fontSize, fixedWidth, digits }: BoxContext): Sight {
  const bounds = [pixelsOf(get('max-width'), { fontSize, whole: NaN })]
  // There a cell has the width that it says, and never more than the table.
  if (fixedWidth !== null) bounds.push(fixedWidth, pixelsOf(get('width'), { fontSize, whole: NaN }))
  const room = Math.min(...bounds.map((bound) => (bound === null || Number.isNaN(bound) ? Infinity : bound)))
  const cuts = ['overflow-x', 'overflow-y'].some((axis) => /^(?:hidden|clip)$/iu.test(get(axis) ?? ''))
  const isLine = /^(?:nowrap|pre)$/iu.test(get('white-space') ?? '')
  if (!cuts || !isLine) return SEEN
  return room < digits() * DIGIT * fontSize ? DOUBTFUL : SEEN
}

/** Shares to which text is shrunk that are too small to read, for sure or most likely. */
const TINY = 0.1
const SMALL = 0.2

function shrunk(factor: number): Sight {
  if (Math.abs(factor) <= SMALL) return Math.abs(factor) <= TINY ? UNSEEN : VEILED
  return factor < 0 ? DOUBTFUL : SEEN
}

const FUNCTIONS = /([a-z\d]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/gu

/** Transforms that shrink a box to nothing, turn it on its edge, mirror it or carry it away. */
function transformSight(get: Get, { fontSize }: BoxContext): Sight {
  const sights: Sight[] = [SEEN]
  const back = get('backface-visibility')
  const shrink = (factor: number | null): unknown => factor !== null && sights.push(shrunk(factor))
  for (const part of split(get('scale') ?? '', ' ')) shrink(scaleOf(part))
  const moves = [...split(get('translate') ?? '', ' ')]
  for (const [, name = '', inside = ''] of (get('transform') ?? '').toLowerCase().matchAll(FUNCTIONS)) {
    const parts = split(inside, ',')
    if (name.startsWith('translate')) moves.push(...parts)
    else if (name === 'matrix' || name === 'matrix3d') {
      const numbers = parts.map(Number)
      const flat = name === 'matrix' ? numbers : [0, 1, 4, 5, 12, 13].map((at) => numbers[at] ?? 0)
      const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = flat
      shrink(a * d - b * c)
      moves.push(`${String(x)}px`, `${String(y)}px`)
    } else if (name.startsWith('scale') && name !== 'scalez')
      for (const part of parts.slice(0, 2)) shrink(scaleOf(part))
    else if (name === 'rotatex' || name === 'rotatey') sights.push(turnedSight(cosine(inside), back))
    else if (name.startsWith('skew')) sights.push(Math.abs(cosine(inside)) < TINY ? UNSEEN : SEEN)
    else if (name === 'rotate3d') {
      const turned = cosine(parts[3] ?? '')
      sights.push(Math.abs(turned) < TINY ? VEILED : turned < 0 ? DOUBTFUL : SEEN)
    } else if (name === 'rotate' || name === 'rotatez') sights.push(cosine(inside) < 0 ? DOUBTFUL : SEEN)
  }
  const [turn = '', axis] = split(get('rotate') ?? '', ' ').toReversed()
  if (axis !== undefined) sights.push(turnedSight(cosine(turn), back))
  else if (turn !== '' && cosine(turn) < 0) sights.push(DOUBTFUL)
  // A share refers to the box itself, which a number makes no wider than these pixels.
  const measures: Measures = { fontSize, whole: 100 }
  sights.push(shiftSight(moves.map((move) => pixelsOf(move, measures))))
  return sights.reduce(worse)
}

/** Text turned out of the page: on its edge it is not seen, and from behind it is mirrored, or hidden. */
function turnedSight(cosine: number, back: string | undefined): Sight {
  if (Math.abs(cosine) < TINY) return UNSEEN
  return cosine > 0 ? SEEN : back === 'hidden' ? UNSEEN : DOUBTFUL
}

function cosine(angle: string): number {
  const turn = /([a-z]*)\s*$/u.exec(angle)?.[1]
  const unit = turn === 'rad' ? 1 : turn === 'turn' ? 2 * Math.PI : turn === 'grad' ? Math.PI / 200 : Math.PI / 180
  return Math.cos(Number.parseFloat(angle) * unit)
}

function scaleOf(text: string | undefined): number | null {
  const found = /^([+-]?[\d.]+(?:e[+-]?\d+)?)(%?)$/iu.exec(text?.trim() ?? '')
  return found ? Number(found[1]) / (found[2] === '%' ? 100 : 1) : null
}

/** Tells whether the shape to which a box is clipped leaves its text in sight. */
function clipSight(get: Get, fontSize: number): Sight {
  const measures: Measures = { fontSize, whole: 100 }
  const rect = /^rect\(([^()]*)\)$/iu.exec(get('clip') ?? '')
  if (rect && /^(?:absolute|fixed)$/iu.test(get('position') ?? '')) {
    const sides = (rect[1] ?? '').split(/[\s,]+/u).filter((part) => part !== '')
    const [top, right, bottom, left] = sides.map((part) => pixelsOf(part, measures))
    if (isNarrow(left, right) || isNarrow(top, bottom)) return UNSEEN
  }
  const [, shape = '', inside = ''] = /^([a-z]+)\((.*)\)/iu.exec(get('clip-path') ?? '') ?? []
  switch (shape.toLowerCase()) {
    case '':
    case 'url':
      return SEEN
    case 'inset':
      return insetSight(inside, measures)
    case 'circle':
    case 'ellipse':
      return sizesIn(inside, measures).some((size) => size <= NO_WIDTH) ? UNSEEN : DOUBTFUL
    case 'polygon': {
      const points = split(inside, ',').map((point) => split(point, ' ').map((part) => pixelsOf(part, measures) ?? NaN))
      const xs = points.map(([x = NaN]) => x)
      const ys = points.map(([, y = NaN]) => y)
      return extent(xs) <= NO_WIDTH || extent(ys) <= NO_WIDTH ? UNSEEN : DOUBTFUL
    }
    case 'rect': {
      const [top, right, bottom, left] = split(inside, ' ').map((part) => pixelsOf(part, measures))
      return isNarrow(left, right) || isNarrow(top, bottom) ? UNSEEN : DOUBTFUL
    }
    case 'xywh':
      return split(inside, ' ')
        .slice(2, 4)
        .some((part) => (pixelsOf(part, measures) ?? Infinity) <= NO_WIDTH)
        ? UNSEEN
        : DOUBTFUL
    case 'path':
      return (inside.match(/\d+\.?\d*|\.\d+/gu) ?? []).every((number) => Number(number) <= NO_WIDTH) ? UNSEEN : DOUBTFUL
    default:
      return DOUBTFUL
  }
}

function insetSight(inside: string, measures: Measures): Sight {
  const [top = 0, right = top, bottom = top, left = right] = sizesIn(inside, measures)
  const most = Math.max(top + bottom, left + right)
  if (most >= measures.whole) return UNSEEN
  return most > 0 ? DOUBTFUL : SEEN
}

/** The sizes of a shape, without its centre and the radii of its corners. */
const sizesIn = (inside: string, measures: Measures): readonly number[] =>
  split(inside.replace(/\b(?:at|round)\b.*$/iu, ''), ' ').flatMap((part) => pixelsOf(part, measures) ?? [])

const isNarrow = (from: number | null | undefined, to: number | null | undefined): boolean =>
  typeof from === 'number' && typeof to === 'number' && to - from <= NO_WIDTH

const extent = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
