/** The first text, code point by code point, behind all that begin with this one, which is not empty. */
export const textAfter = (prefix: string): string => {
  const points = Array.from(prefix)
  const last = points.pop() ?? ''
  return points.join('') + String.fromCodePoint(next(last.codePointAt(0) ?? 0))
}

/** Surrogates are no characters. */
const next = (point: number): number => (point === 0xd7ff ? 0xe000 : point + 1)
