import { type Matrix, transformBox } from '../matrix.js'
import { argument, isObject, matrixOf, numbers, numeric } from './arguments.js'

/** What a font says that is needed to place its characters and to trust them. */
export interface FontFacts {
  readonly name: string
  readonly type3: boolean
  readonly vertical: boolean
  /** Glyph space to text space. */
  readonly matrix: Matrix
  /** How far the em box reaches above and below the baseline, in text space units of one font size. */
  readonly ascent: number
  readonly descent: number
  /** Default [advance, x, y] of vertical writing, in glyph units. */
  readonly verticalMetrics: readonly [number, number, number]
  /** Whether the font itself says which character a code is. */
  maps(code: number): boolean
  /** Type 3 only: whether the glyph's procedure paints anything. */
  paints(procedure: string): boolean
}

/** The em box of a CJK font: 0.88 above the baseline, 0.12 below. Fonts' own heights vary wildly and are often missing. */
const EM_ASCENT = 0.88
const EM_DESCENT = -0.12
const FONT_MATRIX: Matrix = [0.001, 0, 0, 0.001, 0, 0]
const VERTICAL_METRICS: readonly [number, number, number] = [-1000, 500, 880]

/** A Type 3 font whose box lies within these bounds (in font sizes) is drawn on an ordinary em. */
const ORDINARY_TOP: readonly [number, number] = [0.45, 1.5]
const ORDINARY_BOTTOM: readonly [number, number] = [-0.7, 0.3]

/** Operators in a Type 3 procedure that paint nothing. */
const SILENT = new Set(['setCharWidth', 'setCharWidthAndBounds', 'save', 'restore', 'transform', 'dependency'])

/** A font that pdf.js could not load: its characters are placed by their widths and not trusted. */
export const UNKNOWN_FONT: FontFacts = {
  name: 'unknown',
  type3: false,
  vertical: false,
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
  const extent = type3 ? type3Extent(font, matrix) : { ascent: EM_ASCENT, descent: EM_DESCENT }
  const vertical = numbers(font.defaultVMetrics)
  const procedures = font.charProcOperatorList
  return {
    name: typeof font.name === 'string' ? font.name : 'unnamed',
    type3,
    vertical: font.vertical === true,
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

/** The em of a Type 3 font, which has no ascent: an ordinary one if its boxes fit it, else what its boxes say. */
function type3Extent(
  font: Readonly<Record<string, unknown>>,
  matrix: Matrix,
): { readonly ascent: number; readonly descent: number } {
  const box = numbers(font.bbox)
  const ordinary = { ascent: EM_ASCENT, descent: EM_DESCENT }
  const [, bottom, , top] = box
    ? transformBox(matrix, numeric(box[0]), numeric(box[1]), numeric(box[2]), numeric(box[3]))
    : [0, 0, 0, 0]
  if (!(top > bottom)) return ordinary
  const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high
  return within(top, ORDINARY_TOP) && within(bottom, ORDINARY_BOTTOM) ? ordinary : { ascent: top, descent: bottom }
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
