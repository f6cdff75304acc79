import { groupBy } from '../model/groups.js'
import { useCv } from './opencv.js'
import { median } from './image.js'

/** A point that a straight line of the paper passes through, in the picture. Pixels. */
export interface TracePoint {
  readonly x: number
  readonly y: number
  /** Points of one number lie on one line. */
  readonly line: number
  readonly weight: number
}

/** The terms by which a lens, a slant and a curl shift one coordinate (-1..1 over the page). */
const TERMS: readonly ((along: number, across: number) => number)[] = [
  (along) => along,
  (along) => along ** 2,
  (along, across) => along * across,
  (along, across) => along ** 2 * across,
  (along, across) => along * across ** 2,
  (along) => along ** 3,
]
/** How much a term must earn: slopes come free, bends are believed only with many points. */
const RIDGE = [1e-6, 2e-3, 5e-4, 5e-3, 5e-3, 5e-3]
/** Points farther from the fit than this many times the middle distance are not of a straight line. */
const OUTLIER = 4
/** Residuals below this are noise, never outliers. Of half the page. */
const MIN_OUTLIER = 0.001

/** Coefficients of TERMS: the shift across, for lines that run along. All 0 for what is straight. */
export type Bend = readonly number[]

const STRAIGHT: Bend = TERMS.map(() => 0)

export function shiftAt(bend: Bend, along: number, across: number): number {
  let shift = 0
  for (let term = 0; term < TERMS.length; term++) shift += (bend[term] ?? 0) * (TERMS[term]?.(along, across) ?? 0)
  return shift
}

interface Row {
  readonly terms: readonly number[]
  readonly target: number
  readonly weight: number
}

/** Takes each line's own mean out: where a line lies says nothing of how it bends. */
function centred(points: readonly TracePoint[]): Row[] {
  const lines = groupBy(points, ({ line }) => line)
  return [...lines.values()].flatMap((line) => {
    const rows = line.map(({ x, y, weight }) => ({ terms: TERMS.map((term) => term(x, y)), target: -y, weight }))
    const mean = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / rows.length
    const means = TERMS.map((_, term) => mean(({ terms }) => terms[term] ?? 0))
    const middle = mean(({ target }) => target)
    return rows.map(({ terms, target, weight }) => ({
      terms: terms.map((value, term) => value - (means[term] ?? 0)),
      target: target - middle,
      weight,
    }))
  })
}

function leastSquares(rows: readonly Row[]): Bend {
  return useCv((cv, keep) => {
    const size = TERMS.length
    const a = keep(new cv.Mat(size, size, cv.CV_64F))
    const b = keep(new cv.Mat(size, 1, cv.CV_64F))
    const total = rows.reduce((sum, { weight }) => sum + weight, 0)
    a.data64F.fill(0)
    b.data64F.fill(0)
    for (const { terms, target, weight } of rows)
      for (let i = 0; i < size; i++) {
        const own = (terms[i] ?? 0) * weight
        b.data64F[i] = (b.data64F[i] ?? 0) + own * target
        for (let j = 0; j < size; j++) a.data64F[i * size + j] = (a.data64F[i * size + j] ?? 0) + own * (terms[j] ?? 0)
      }
    for (let i = 0; i < size; i++)
      a.data64F[i * size + i] = (a.data64F[i * size + i] ?? 0) + (RIDGE[i] ?? 0) * Math.max(total, 1e-9)
    const x = keep(new cv.Mat())
    cv.solve(a, b, x, cv.DECOMP_SVD)
    return [...x.data64F]
  })
}

/**
 * The smooth shift across that makes traced lines straight along: `y + shiftAt(bend, x, y)` is constant on each line.
 * Coordinates are -1..1 over the page; for upright lines swap x and y. Least squares, outliers left out once.
 */
export function fitBend(points: readonly TracePoint[]): Bend {
  const rows = centred(points)
  if (rows.length < 2 * TERMS.length) return STRAIGHT
  const first = leastSquares(rows)
  const residual = ({ terms, target }: Row): number =>
    Math.abs(terms.reduce((sum, term, index) => sum + term * (first[index] ?? 0), 0) - target)
  const limit = Math.max(MIN_OUTLIER, OUTLIER * median(rows.map(residual)))
  return leastSquares(rows.filter((row) => residual(row) <= limit))
}
