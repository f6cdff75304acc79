import type { Pdfium } from '../../../pdfium/index.js'
import { type RawFile, takeApart, unpack } from './streams.js'

/** Entries that decide what is seen where, and that PDFium does not tell of or does not know. */
const UNTOLD: readonly (readonly [entry: string, what: string])[] = [
  ['/OCProperties', 'which layers are shown'],
  ['/UserUnit', 'how long a unit is'],
]

/** Content calls these by name: forms and pictures, states, shadings, fonts. */
const CALLED = /\/([^\s/<>[\](){}%]+)\s+(?:Do|gs|sh)\b|\/([^\s/<>[\](){}%]+)\s+[-+.\d]+\s+Tf\b/g

/** Faults of a file that PDFium hides. */
export interface UntoldOfFile {
  /** Null where it tells all. */
  readonly what: string | null
  /** Whether something in it may belong to a layer. */
  readonly layers: boolean
  /** Objects that say that they are pages; null where they cannot be counted. */
  readonly pages: number | null
}

/**
 * Finds faults of a file that PDFium hides. PDFium passes over damage in silence, so that a page may
 * look whole that is not: what the pages and their characters stand on is tried here.
 */
export function untoldOfFile(bytes: Uint8Array): UntoldOfFile {
  const file = takeApart(bytes)
  if (!file) return { what: 'what is lost of it', layers: true, pages: null }
  const { text } = file
  const encrypted = text.includes('/Encrypt')
  // The entry of a file with layers may be written with escapes, or stand in what cannot be unpacked.
  const layers = encrypted || ESCAPED_NAME.test(text)
  const pages = layers ? null : [...text.matchAll(/\/Type\s*\/Page(?!\w)/g)].length
  const entry = UNTOLD.find(([name]) => text.includes(name))
  if (entry) return { what: entry[1], layers, pages }
  if (KNOCKOUT.test(text)) return { what: 'what groups knock out', layers, pages }
  if (ACTUAL_TEXT.test(text)) return { what: 'what its characters are said to be', layers, pages }
  // Encrypted streams cannot be tried here.
  return { what: encrypted ? null : lostOf(file), layers, pages }
}

/** A group in which each object hides the ones before it, also where it is clear: PDFium paints it as any other. */
const KNOCKOUT = /\/K\s+true\b/

/** A name with a character written as its code: /#54ype. */
const ESCAPED_NAME = /\/[^\s/<>[\](){}%]*#[0-9A-Fa-f]{2}/

function lostOf({ text, streams }: RawFile): string | null {
  const contents = objectsUnder(text, 'Contents')
  const maps = objectsUnder(text, 'ToUnicode')
  for (const stream of streams) {
    const isContent = contents.has(stream.object) || stream.dictionary.includes('/Form')
    if (!isContent && !maps.has(stream.object)) continue
    const unpacked = unpack(stream)
    if (!unpacked) return 'what is lost of its streams'
    if (!isContent) continue
    const content = unpacked.toString('latin1')
    if (ACTUAL_TEXT.test(content)) return 'what its characters are said to be'
    if (FILLED_TEXT.test(content)) return 'with what text is filled'
    // A stream that is still packed is not read.
    const isPacked = unpacked === stream.data && stream.dictionary.includes('/Filter')
    if (!isPacked && callsWhatIsMissing(content, text)) return 'what is missing of its resources'
  }
  return null
}

/** Numbers of the objects that entries of this name refer to, one or a list. */
function objectsUnder(text: string, entry: string): ReadonlySet<number> {
  const found = new Set<number>()
  for (const [, one, list] of text.matchAll(new RegExp(`/${entry}\\s*(?:(\\d+)\\s+\\d+\\s+R|\\[([^\\]]*)\\])`, 'g'))) {
    if (one !== undefined) found.add(Number(one))
    for (const [, each] of (list ?? '').matchAll(/(\d+)\s+\d+\s+R/g)) found.add(Number(each))
  }
  return found
}

/** /ActualText with a digit in it, as text or in UTF-16: PDFium gives it in place of what is painted. */
const ACTUAL_TEXT = /\/ActualText\s*(?:\((?:\\.|[^\\)])*\d|<[0-9A-Fa-f\s]*00\s*3[0-9])/

/** Text after a pattern was chosen: PDFium tells no pattern from a colour. */
const FILLED_TEXT = /\/Pattern\s+cs\b[^]{0,120}?\bBT\b/

/** A name that stands nowhere in the file names nothing. */
function callsWhatIsMissing(content: string, text: string): boolean {
  const names = new Set<string>()
  for (const [, called, font] of content.matchAll(CALLED)) names.add(called ?? font ?? '')
  return [...names].some((name) => !name.includes('#') && !text.includes(`/${name}`))
}

/** FPDF_ANNOT_FLAG_…: what is not shown on the page. */
const NOT_SHOWN = 0x02 | 0x20
/** FPDF_ANNOT_POPUP: shown by viewers beside the page. */
const POPUP = 16

/** FPDF_ANNOT_…: links and pop-ups show nothing on the page. */
const UNSEEN: ReadonlySet<number> = new Set([2, POPUP])

/**
 * Names the part of a page that PDFium hides; null where it hides nothing. The text of annotations (stamps, comments,
 * filled-in fields) is none of the page's.
 */
export function untoldOfPage({ call }: Pdfium, page: number): string | null {
  const count = call.FPDFPage_GetAnnotCount(page)
  for (let index = 0; index < count; index += 1) {
    const annotation = call.FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    const shown = (call.FPDFAnnot_GetFlags(annotation) & NOT_SHOWN) === 0
    // Viewers draw many kinds also where the file holds no appearance for them.
    const paints = shown && !UNSEEN.has(call.FPDFAnnot_GetSubtype(annotation))
    call.FPDFPage_CloseAnnot(annotation)
    if (paints) return 'what annotations show'
  }
  return null
}
