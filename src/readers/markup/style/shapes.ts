import type { Get } from './boxes.js'
import { split } from './split.js'
import { pixelsOf, type Measures } from './lengths.js'
import { DOUBTFUL, SEEN, UNSEEN, type Sight } from './sight.js'

/** What is narrower shows nothing, in pixels or hundredths of the box. */
const NOTHING = 1

/** Whether the shape to which a box is clipped leaves its text in sight. */
export function clipSight(get: Get, fontSize: number): Sight {
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
      return sizesIn(inside, measures).some((size) => size <= NOTHING) ? UNSEEN : DOUBTFUL
    case 'polygon': {
      const points = split(inside, ',').map((point) => split(point, ' ').map((part) => pixelsOf(part, measures) ?? NaN))
      const xs = points.map(([x = NaN]) => x)
      const ys = points.map(([, y = NaN]) => y)
      return spread(xs) <= NOTHING || spread(ys) <= NOTHING ? UNSEEN : DOUBTFUL
    }
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
  typeof from === 'number' && typeof to === 'number' && to - from <= NOTHING

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
