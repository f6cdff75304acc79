import { EM_ASCENT, EM_DESCENT, type Extent, type3Extent } from '../em.js'
import { type Matrix, transformBox } from '../matrix.js'
import { argument, isObject, matrixOf, numbers, numeric } from './arguments.js'

/** A font's entries that place its characters and tell whether to trust them. */
export interface FontFacts extends Extent {
  readonly name: string
  readonly type3: boolean
  readonly vertical: boolean
  /** Whether it stands in the file. */
  readonly embedded: boolean
  /** Glyph space to text space. */
  readonly matrix: Matrix
  /** Default [advance, x, y] of vertical writing, in glyph units. */
  readonly verticalMetrics: readonly [number, number, number]
  /** Whether the font itself says which character a code is. */
  maps(code: number): boolean
  /** Type 3 only: whether the glyph's procedure paints anything. */
  paints(procedure: string): boolean
}

const FONT_MATRIX: Matrix = [0.001, 0, 0, 0.001, 0, 0]
const VERTICAL_METRICS: readonly [number, number, number] = [-1000, 500, 880]

/** Operators in a Type 3 procedure that paint nothing. */
const SILENT = new Set(['setCharWidth', 'setCharWidthAndBounds', 'save', 'restore', 'transform', 'dependency'])

/** A font that pdf.js could not load: its characters are placed by their widths and not trusted. */
export const UNKNOWN_FONT: FontFacts = {
  name: 'unknown',
  type3: false,
  vertical: false,
  embedded: false,
  matrix: FONT_MATRIX,
  ascent: EM_ASCENT,
  descent: EM_DESCENT,
  verticalMetrics: VERTICAL_METRICS,
  maps: () => false,
  paints: () => true,
}

/**
 * Reads a font object of pdf.js (opened with `fontExtraProperties`).
 * @param operatorName the name of a pdf.js operator code, to tell painting ones in Type 3 procedures
 */
export function readFont(font: unknown, operatorName: (code: number) => string | undefined): FontFacts {
  if (!isObject(font)) return UNKNOWN_FONT
  const type3 = font.isType3Font === true
  const matrix = matrixOf(font.fontMatrix) ?? FONT_MATRIX
  const extent = type3 ? extentOfType3(font, matrix) : { ascent: EM_ASCENT, descent: EM_DESCENT }
  const vertical = numbers(font.defaultVMetrics)
  const procedures = font.charProcOperatorList
  return {
    name: typeof font.name === 'string' ? font.name : 'unnamed',
    type3,
    vertical: font.vertical === true,
    embedded: type3 || font.missingFile !== true,
    matrix,
    ...extent,
    verticalMetrics: vertical
      ? [numeric(vertical[0], -1000), numeric(vertical[1], 500), numeric(vertical[2], 880)]
      : VERTICAL_METRICS,
    maps: mapping(font),
    paints: (procedure) => {
      const list = isObject(procedures) ? procedures[procedure] : undefined
      const codes = isObject(list) ? list.fnArray : undefined
      return Array.isArray(codes) && codes.some((code) => !SILENT.has(operatorName(numeric(code)) ?? ''))
    },
  }
}

function extentOfType3(font: Readonly<Record<string, unknown>>, matrix: Matrix): Extent {
  const box = numbers(font.bbox)
  const [, bottom, , top] = box
    ? transformBox(matrix, numeric(box[0]), numeric(box[1]), numeric(box[2]), numeric(box[3]))
    : [0, 0, 0, 0]
  return type3Extent(bottom, top)
}

/**
 * Whether the meaning of a code is known. pdf.js falls back to the code itself where nothing is said, which gives
 * mojibake: in a composite font without ToUnicode (an identity map), and for codes that a ToUnicode leaves out.
 */
function mapping(font: Readonly<Record<string, unknown>>): (code: number) => boolean {
  const toUnicode = font.toUnicode
  if (!isObject(toUnicode)) return () => false
  const map = toUnicode._map
  if (Array.isArray(map)) return (code) => argument(map, code) !== undefined
  if (isObject(map)) return (code) => map[String(code)] !== undefined
  // An identity map: codes are Unicode only if the font says so by a ToUnicode of Identity-H, which nobody can check.
  return () => false
}
