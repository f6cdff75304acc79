import type { Constraint } from './system.js'

const TINY = 1e-9

/** Rows of coefficients brought to reduced row echelon form (Gauss–Jordan); rows of zeros left out. */
function reduced(rows: readonly (readonly number[])[]): number[][] {
  const left = rows.map((row) => [...row])
  const done: number[][] = []
  const width = rows[0]?.length ?? 0
  for (let column = 0; column < width; column += 1) {
    const at = left.findIndex((row) => Math.abs(row[column] ?? 0) > TINY)
    const pivot = left[at]
    if (!pivot) continue
    left.splice(at, 1)
    const head = pivot[column] ?? 1
    const scaled = pivot.map((value) => value / head)
    for (const row of [...left, ...done]) {
      const factor = row[column] ?? 0
      if (Math.abs(factor) > TINY) scaled.forEach((value, index) => (row[index] = (row[index] ?? 0) - factor * value))
    }
    done.push(scaled)
  }
  return done
}

/** Which unknowns the equations leave only one number. */
function determinedBy(constraints: readonly Constraint[], codes: readonly string[]): ReadonlySet<string> {
  const rows = constraints.map(({ terms }) => codes.map((code) => terms.find((term) => term.code === code)?.sign ?? 0))
  const alone = reduced(rows).flatMap((row) => {
    const columns = row.flatMap((value, index) => (Math.abs(value) > TINY ? [index] : []))
    return columns.length === 1 ? columns : []
  })
  return new Set(alone.flatMap((index) => codes[index] ?? []))
}

/**
 * The unknowns that the equations determine twice over: whichever one equation is left out, the others still leave only
 * one number. For the only doubtful cell of its row and of its column that is both sums; doubtful cells at the four
 * corners of a rectangle, whose errors may cancel, are not determined at all.
 */
export function doublyDetermined(constraints: readonly Constraint[], codes: readonly string[]): ReadonlySet<string> {
  const sets = constraints.map((_, out) =>
    determinedBy(
      constraints.filter((_, index) => index !== out),
      codes,
    ),
  )
  return new Set(codes.filter((code) => sets.length > 0 && sets.every((set) => set.has(code))))
}
