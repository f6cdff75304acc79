/**
 * The incomplete beta function and its inverse, for exact intervals of proportions (Press et al., Numerical Recipes, 3rd
 * edition, 6.1 and 6.4: Lanczos' approximation and Lentz's continued fraction).
 */

const LANCZOS = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2,
  -0.5395239384953e-5,
]
const MAX_TERMS = 300
const PRECISION = 1e-14
/** Halvings of the interval [0, 1]: as fine as a double. */
const HALVINGS = 60
const TINY = 1e-300

/** ln Γ(x), x > 0. */
function logGamma(x: number): number {
  const shifted = x + 5.5 - (x + 0.5) * Math.log(x + 5.5)
  const series = LANCZOS.reduce((sum, coefficient, index) => sum + coefficient / (x + index + 1), 1.000000000190015)
  return -shifted + Math.log((Math.sqrt(2 * Math.PI) * series) / x)
}

function continuedFraction(x: number, a: number, b: number): number {
  const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let factor = 1
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d)
      c = nonZero(1 + term / c)
      factor = c * d
      result *= factor
    }
    if (Math.abs(factor - 1) < PRECISION) break
  }
  return result
}

/** I_x(a, b): the share of a beta distribution below x; a, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b
}

/** The point of a beta distribution with a share of it below. */
function betaQuantile(share: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The exact interval of a proportion (Clopper and Pearson, Biometrika 26, 1934): `hits` of `trials`, which need not be
 * whole numbers.
 */
export function clopperPearson(hits: number, trials: number, confidence: number): readonly [low: number, high: number] {
  const tail = (1 - confidence) / 2
  const low = hits <= 0 ? 0 : betaQuantile(tail, hits, trials - hits + 1)
  const high = hits >= trials ? 1 : betaQuantile(1 - tail, hits + 1, trials - hits)
  return [low, high]
}
