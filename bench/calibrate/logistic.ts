import { FEATURES, type Features } from '../../src/forms/recognised/calibration.js'

/** Weights are drawn towards zero this much, so that a feature that parts right from wrong wholly stays finite. */
const RIDGE = 1
const MAX_ROUNDS = 60
const CONVERGED = 1e-9
/** Keeps the system solvable where all samples are right. */
const TINY = 1e-9

type Feature = (typeof FEATURES)[number]

export interface Logistic {
  readonly bias: number
  readonly weights: Record<Feature, number>
}

/**
 * Where more of a feature can only make a reading surer (1) or less sure (-1): features go together, and without these
 * a fit may well say that words and dirt in a cell speak for its number.
 */
const SIGNS: Readonly<Partial<Record<Feature, 1 | -1>>> = { rivals: 1, least: 1, support: 1, mapped: -1 }

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))

/** Solves a small system of linear equations by Gaussian elimination with partial pivoting. */
function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const below = rows.slice(column).sort((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0))
    rows.splice(column, below.length, ...below)
    const pivot = rows[column] ?? []
    rows.forEach((row, index) => {
      const factor = index === column ? 0 : (row[column] ?? 0) / (pivot[column] ?? 1)
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - factor * (pivot[at] ?? 0)
    })
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}

type Samples = readonly { readonly features: Features; readonly right: boolean }[]

/** Logistic regression whose weights have the signs that make sense: a feature that would get another one is left out. */
export function fitLogistic(samples: Samples): Logistic {
  let names: readonly Feature[] = FEATURES
  for (;;) {
    const [bias = 0, ...fitted] = newton(samples, names)
    const weightOf = (name: Feature): number => fitted[names.indexOf(name)] ?? 0
    const sound = names.filter((name) => weightOf(name) * (SIGNS[name] ?? 0) >= 0)
    if (sound.length === names.length) {
      const [rivals, least, support] = [weightOf('rivals'), weightOf('least'), weightOf('support')]
      return { bias, weights: { rivals, least, support, mapped: weightOf('mapped'), length: weightOf('length') } }
    }
    names = sound
  }
}

/**
 * Bias and weights by Newton's method (iteratively reweighted least squares) with a small ridge, its steps halved while the
 * likelihood falls.
 */
function newton(samples: Samples, names: readonly Feature[]): readonly number[] {
  const rows = samples.map(({ features, right }) => ({
    x: [1, ...names.map((name) => features[name])],
    y: right ? 1 : 0,
  }))
  const size = names.length + 1
  const scoreOf = (x: readonly number[], w: readonly number[]): number =>
    x.reduce((sum, value, index) => sum + value * (w[index] ?? 0), 0)
  const loss = (w: readonly number[]): number =>
    rows.reduce(
      (sum, { x, y }) => {
        const score = scoreOf(x, w) * (y === 1 ? -1 : 1)
        return sum + (score > 30 ? score : Math.log1p(Math.exp(score)))
      },
      (RIDGE / 2) * w.slice(1).reduce((sum, weight) => sum + weight * weight, 0),
    )
  let w = new Array<number>(size).fill(0)
  let least = loss(w)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const slope = w.map((weight, index) => (index === 0 ? 0 : RIDGE * weight))
    const curve: number[][] = w.map((_, i) => w.map((__, j) => (i !== j ? 0 : i === 0 ? TINY : RIDGE)))
    for (const { x, y } of rows) {
      const p = sigmoid(scoreOf(x, w))
      const weight = Math.max(1e-12, p * (1 - p))
      for (let i = 0; i < size; i += 1) {
        slope[i] = (slope[i] ?? 0) + (p - y) * (x[i] ?? 0)
        const line = curve[i] ?? []
        for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + weight * (x[i] ?? 0) * (x[j] ?? 0)
      }
    }
    const step = solveLinear(curve, slope)
    let scale = 1
    let next = w
    let own = Infinity
    while (scale > 1e-4 && !(own < least)) {
      next = w.map((weight, index) => weight - scale * (step[index] ?? 0))
      own = loss(next)
      scale /= 2
    }
    if (!(own < least)) break
    const gain = least - own
    w = next
    least = own
    if (gain < CONVERGED * Math.abs(least)) break
  }
  return w
}
