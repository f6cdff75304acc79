import { drawPage, openWith, type DrawnPage, type Pdfium } from '../../../pdfium/index.js'
import { EM_ASCENT } from '../em.js'
import { type References, shapeOf } from './shape.js'

/** Pictures of numerals in the fonts that every viewer has; PDFium holds them. */

const FONTS = [
  'Helvetica',
  'Helvetica-Bold',
  'Helvetica-Oblique',
  'Times-Roman',
  'Times-Bold',
  'Courier',
  'Courier-Bold',
]
const CHARACTERS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '/']
/** Points, and pixels, of an em and from one character to the next. */
export const EM = 28
const STEP = 40

let references: References | null = null

/** The shapes of each numeral, drawn once a process. */
export function referencesOf(pdfium: Pdfium): References {
  references ??= draw(pdfium)
  return references
}

function draw(pdfium: Pdfium): References {
  const document = openWith(pdfium, new TextEncoder().encode(sheet()))
  try {
    const picture = document.withPage(1, (page) =>
      drawPage(document, page, { dpi: 72, pixels: 'grey', annotations: false }),
    )
    return new Map(
      CHARACTERS.map((character, column) => [
        character,
        FONTS.flatMap((_, row) => shapeOf(cut(picture, column * STEP, row * STEP)) ?? []),
      ]),
    )
  } finally {
    document.close()
  }
}

/** A page with a row of characters for each font; PDFium finds the objects of a file without a table of them. */
function sheet(): string {
  const [width, height] = [CHARACTERS.length * STEP, FONTS.length * STEP]
  const fonts = FONTS.map((name, row) => `/F${row} << /Type /Font /Subtype /Type1 /BaseFont /${name} >>`).join(' ')
  const content = FONTS.flatMap((_, row) =>
    CHARACTERS.map(
      (character, column) =>
        `BT /F${row} ${EM} Tf ${column * STEP + STEP / 5} ${height - row * STEP - EM * EM_ASCENT} Td (${character}) Tj ET`,
    ),
  ).join('\n')
  return [
    '%PDF-1.4',
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
    `3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R`,
    `/Resources << /Font << ${fonts} >> >> >> endobj`,
    `4 0 obj << /Length ${content.length} >> stream`,
    content,
    'endstream endobj',
    'trailer << /Root 1 0 R >>',
    '%%EOF',
  ].join('\n')
}

function cut({ width, bytes }: DrawnPage, left: number, top: number): DrawnPage {
  const part = new Uint8Array(STEP * STEP)
  for (let y = 0; y < STEP; y += 1) {
    const start = (top + y) * width + left
    part.set(bytes.subarray(start, start + STEP), y * STEP)
  }
  return { width: STEP, height: STEP, bytes: part }
}
