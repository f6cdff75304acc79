import type { Subpath } from '../engine.js'
import type { Matrix } from '../matrix.js'

/** Codes of pdf.js 5.6's path buffers (DrawOPS), with how many numbers follow each. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4

/**
 * Decodes the flat buffer of `constructPath` (code, coordinates, code, …) into subpaths on the page.
 * A curve keeps only its end points: rulings are straight, and a fill needs its extent only.
 */
export function decodePath(buffer: ArrayLike<number>, ctm: Matrix): readonly Subpath[] {
  const [a, b, c, d, e, f] = ctm
  const subpaths: Subpath[] = []
  let points: number[] = []
  let curved = false
  const push = (x: number, y: number): void => {
    points.push(a * x + c * y + e, b * x + d * y + f)
  }
  const finish = (closed: boolean): void => {
    if (points.length >= 4) subpaths.push({ points, closed, curved })
    points = []
    curved = false
  }
  for (let at = 0; at < buffer.length;) {
    const code = buffer[at]
    const x = (offset: number): number => buffer[at + offset] ?? 0
    switch (code) {
      case MOVE:
        finish(false)
        push(x(1), x(2))
        at += 3
        break
      case LINE:
        push(x(1), x(2))
        at += 3
        break
      case CURVE:
        curved = true
        push(x(5), x(6))
        at += 7
        break
      case QUADRATIC:
        curved = true
        push(x(3), x(4))
        at += 5
        break
      case CLOSE: {
        const [startX, startY] = points
        finish(true)
        // A segment after a close without a move starts where the closed subpath started.
        if (startX !== undefined && startY !== undefined) points = [startX, startY]
        at += 1
        break
      }
      default:
        throw new Error(`path operator ${String(code)} is unknown`)
    }
  }
  finish(false)
  return subpaths
}
