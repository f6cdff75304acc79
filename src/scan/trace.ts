import { componentsOf } from './components.js'
import { rectangle, type Cv, type Keep, type Mat } from './opencv.js'
import type { TracePoint } from './warp.js'

/** A rule or a line of text is traced in pieces of this length, in points. */
const PIECE = 12
/** Shorter rules and lines say too little of the page's shape, in points. */
const SHORTEST = 40
/** A line of text is at most this high, in points: larger patches are several lines grown together, or pictures. */
const HIGHEST_TEXT = 26
/** Characters of a line stand at most this far apart, in points. */
const LETTER_GAP = 7
/** Against a rule's 1: letters have ascenders and descenders, so a line of text wavers. */
const TEXT_WEIGHT = 0.05

type Axis = 'horizontal' | 'vertical'

/** Follows each long patch of a mask along the axis; coordinates are the mask's pixels, x along and y across. */
function follow(
  cv: Cv,
  keep: Keep,
  mask: Mat,
  ink: Mat,
  axis: Axis,
  dpi: number,
  options: { readonly highest: number; readonly weight: number; readonly firstLine: number },
): TracePoint[] {
  const points = dpi / 72
  const flat = axis === 'horizontal'
  const { components, labels } = componentsOf(cv, keep, mask)
  const numbers = labels.data32S
  const { cols } = labels
  const found: TracePoint[] = []
  for (const { label, left, top, right, bottom } of components) {
    const [from, to, low, high] = flat ? [left, right, top, bottom] : [top, bottom, left, right]
    if (to - from < SHORTEST * points || high - low > options.highest * points) continue
    const pieces = Math.max(1, Math.round((to - from) / (PIECE * points)))
    for (let piece = 0; piece < pieces; piece++) {
      const start = from + Math.round(((to - from) * piece) / pieces)
      const end = from + Math.round(((to - from) * (piece + 1)) / pieces)
      let sum = 0
      let weight = 0
      for (let across = low; across < high; across++)
        for (let along = start; along < end; along++) {
          const at = flat ? across * cols + along : along * cols + across
          if (numbers[at] !== label) continue
          const own = ink.data[at] ?? 0
          sum += own * across
          weight += own
        }
      if (weight > 0)
        found.push({
          x: (start + end - 1) / 2,
          y: sum / weight,
          line: options.firstLine + label,
          weight: options.weight,
        })
    }
  }
  return found
}

/**
 * Points on the rules (and, along the rows, on the lines of text) of a page's darkness, to see how it is bent. `masks` are
 * the pixels of its rules.
 */
export function traceLines(
  cv: Cv,
  keep: Keep,
  dark: Mat,
  masks: Readonly<Record<Axis, Mat>>,
  axis: Axis,
  dpi: number,
): TracePoint[] {
  const points = dpi / 72
  const rules = masks[axis]
  const traced = follow(cv, keep, rules, dark, axis, dpi, { highest: Infinity, weight: 1, firstLine: 0 })
  if (axis === 'vertical') return traced
  const letters = keep(new cv.Mat())
  cv.threshold(dark, letters, 110, 255, cv.THRESH_BINARY)
  const grown = keep(new cv.Mat())
  for (const direction of ['horizontal', 'vertical'] as const) {
    cv.dilate(masks[direction], grown, keep(rectangle(cv, 3, 3)))
    cv.subtract(letters, grown, letters)
  }
  cv.morphologyEx(letters, letters, cv.MORPH_CLOSE, keep(rectangle(cv, LETTER_GAP * points, 1)))
  const options = { highest: HIGHEST_TEXT, weight: TEXT_WEIGHT, firstLine: 1_000_000 }
  return [...traced, ...follow(cv, keep, letters, dark, axis, dpi, options)]
}
