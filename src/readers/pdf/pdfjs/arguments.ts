import type { Colour } from '../engine.js'
import { type Matrix } from '../matrix.js'

/** The arguments of pdf.js's operators are untyped; these read them without trusting them. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** The argument at an index of an operator's argument list; undefined where there is none. */
export function argument(list: unknown, index: number): unknown {
  return Array.isArray(list) ? (list[index] as unknown) : undefined
}

export function numeric(value: unknown, fallback = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

/** Asked of the value itself, not of its class: what comes from a thread need not have the classes of this module. */
function isTypedArray(value: unknown): value is Float32Array {
  return ArrayBuffer.isView(value) && 'length' in value && 'BYTES_PER_ELEMENT' in value
}

export function numbers(value: unknown): ArrayLike<number> | null {
  if (isTypedArray(value)) return value
  if (Array.isArray(value) && value.every((item): item is number => typeof item === 'number')) return value
  return null
}

/** Six finite numbers, or null. */
export function matrixOf(value: unknown): Matrix | null {
  const list = numbers(value)
  if (list?.length !== 6) return null
  const matrix: Matrix = [
    numeric(list[0], 1),
    numeric(list[1]),
    numeric(list[2]),
    numeric(list[3], 1),
    numeric(list[4]),
    numeric(list[5]),
  ]
  return matrix
}

/** `#rrggbb`, as pdf.js writes every colour but patterns. */
export function colourOf(value: unknown): Colour {
  if (typeof value !== 'string' || value.length !== 7) return null
  const code = Number.parseInt(value.slice(1), 16)
  return Number.isNaN(code) ? null : [code >> 16, (code >> 8) & 255, code & 255]
}

/** Gives the message of anything thrown. */
export function messageOf(error: unknown): string {
  return isObject(error) && typeof error.message === 'string' ? error.message : String(error)
}
