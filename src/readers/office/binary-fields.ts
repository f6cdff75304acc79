import { oleEntries } from '../containers/ole.js'
import { oleStream, writeOleStream } from '../containers/ole-stream.js'
import { DOUBT_MARKS } from '../markup/text.js'
import { isDrawnInstruction, isSilentInstruction } from '../word/shown-fields.js'
import { binaryText, viewOf, type BinaryText } from './binary-text.js'

/** [MS-DOC] FibBase and FibRgFcLcb97: what a document of Word 97 to 2003 begins with, and where its fields are listed. */
const IDENT_97 = 0xa5ec
const FIRST_OF_97 = 193
const FLAGS_AT = 10
const SECOND_TABLE = 0x0200
const ENCRYPTED = 0x0100
const FIELDS_AT = 0x11a

const BEGIN = 0x13
const SEPARATE = 0x14
const END = 0x15
const KIND = 0x1f
const RESULT_IS_OLD = 0x04

/** Word itself nests fields 20 deep. */
const MAX_DEPTH = 64

/** The ends of cells, pages and paragraphs stay what they are. */
const ENDS = new Set([0x07, 0x0c, 0x0d])

/** A hyphen that shows only where a line breaks: it takes the place of what is not shown. */
const NOTHING = 0x1f

/** Two characters of Windows-1252 that stand for a doubt where text is held in single bytes; no report writes them so. */
export const NARROW_MARK = 'þ¤'
const MARK = DOUBT_MARKS['cell-not-text']

/** Fields that LibreOffice takes over as they are, or that the reader of its .docx judges. */
const TAKEN_OVER =
  /^\s*(?:PAGE|NUMPAGES|DATE|TIME|HYPERLINK|FORM\w+|TOC|PAGEREF|INCLUDEPICTURE|EMBED|LINK|OLE|SHAPE|CONTROL)\b/iu

/** Fields that Word works out anew whenever it shows them, of which LibreOffice keeps only the text. */
const RENEWED = /^\s*SECTION(?:PAGES)?\b/iu

interface Field {
  readonly begin: number
  readonly separate: number | null
  readonly end: number
  readonly isOld: boolean
  readonly inInstruction: readonly Field[]
  readonly inResult: readonly Field[]
}

interface Listed {
  /** Characters before it. */
  readonly at: number
  readonly kind: number
  readonly flags: number
}

/**
 * A Word 97–2003 document whose fields show what Word shows: LibreOffice works many out anew and mixes those that lie
 * within one another. These become their saved result; where Word shows something else than that, a doubt is put there.
 * A document that cannot be followed is given back as it is.
 */
export function withoutUnshownBinaryFields(bytes: Uint8Array): Uint8Array {
  const entries = oleEntries(bytes)
  const main = oleStream(bytes, entries, 'WordDocument')
  if (!main || main.bytes.length < FIELDS_AT + 8) return bytes
  const fib = viewOf(main.bytes)
  const flags = fib.getUint16(FLAGS_AT, true)
  if (fib.getUint16(0, true) !== IDENT_97 || fib.getUint16(2, true) < FIRST_OF_97 || (flags & ENCRYPTED) !== 0)
    return bytes
  const table = oleStream(bytes, entries, (flags & SECOND_TABLE) === 0 ? '0Table' : '1Table')
  const from = fib.getUint32(FIELDS_AT, true)
  const length = fib.getUint32(FIELDS_AT + 4, true)
  if (!table || length < 10 || from + length > table.bytes.length) return bytes
  const text = binaryText(main.bytes, table.bytes)
  const listed = listedIn(viewOf(table.bytes.subarray(from, from + length)))
  const fields = text && fieldsOf(listed, text.codes.length)
  if (!text || !fields) return bytes
  const gone = new Set<number>()
  for (const field of fields) settle(field, text, gone)
  if (gone.size === 0) return bytes
  fib.setUint32(FIELDS_AT + 4, writeList(viewOf(table.bytes), from, length, listed, gone), true)
  const edited = Uint8Array.from(bytes)
  writeOleStream(edited, main)
  writeOleStream(edited, table)
  return edited
}

/** The marks of fields in their order: their places come first, with the end of the text, and then two bytes of each. */
function listedIn(view: DataView): readonly Listed[] {
  const count = Math.floor((view.byteLength - 4) / 6)
  return Array.from({ length: count }, (_, index) => {
    const what = (count + 1) * 4 + index * 2
    return {
      at: view.getUint32(index * 4, true),
      kind: view.getUint8(what) & KIND,
      flags: view.getUint8(what + 1),
    }
  })
}

/** Null where marks do not pair, or do not follow one another within the text. */
function fieldsOf(listed: readonly Listed[], length: number): readonly Field[] | null {
  const found: Field[] = []
  const open: { begin: number; separate: number | null; inInstruction: Field[]; inResult: Field[] }[] = []
  let before = -1
  for (const { at, kind, flags } of listed) {
    const last = open.at(-1)
    if (at <= before || at >= length || open.length > MAX_DEPTH) return null
    before = at
    if (kind === BEGIN) open.push({ begin: at, separate: null, inInstruction: [], inResult: [] })
    else if (!last) return null
    else if (kind === SEPARATE) last.separate = at
    else if (kind === END) {
      open.pop()
      const field = { ...last, end: at, isOld: (flags & RESULT_IS_OLD) !== 0 }
      const outer = open.at(-1)
      const within = outer === undefined ? found : outer.separate === null ? outer.inInstruction : outer.inResult
      within.push(field)
    }
  }
  return open.length > 0 ? null : found
}

/** Leaves a field to LibreOffice, or puts its result in its place; `gone` is given the marks that are no more. */
function settle(field: Field, text: BinaryText, gone: Set<number>): void {
  const instruction = instructionOf(field, text)
  for (const inner of field.inResult) settle(inner, text, gone)
  if (field.inInstruction.length === 0 && TAKEN_OVER.test(instruction)) return
  const until = field.separate ?? field.end
  const result = text.codes.subarray(until + 1, field.end)
  const isDoubt =
    field.isOld ||
    isDrawnInstruction(instruction) ||
    RENEWED.test(instruction) ||
    (!isSilentInstruction(instruction) && (field.separate === null || result.every((code) => code <= 0x20)))
  for (const inner of field.inInstruction) forget(inner, gone)
  for (const mark of [field.begin, until, field.end]) gone.add(mark)
  blank(text, field.begin, until, isDoubt)
  if (field.separate !== null) text.put(field.end, NOTHING, NOTHING)
}

function forget(field: Field, gone: Set<number>): void {
  for (const inner of [...field.inInstruction, ...field.inResult]) forget(inner, gone)
  for (const mark of [field.begin, field.separate ?? field.end, field.end]) gone.add(mark)
}

function instructionOf({ begin, separate, end, inInstruction }: Field, { codes }: BinaryText): string {
  let from = begin + 1
  const parts: string[] = []
  for (const inner of [...inInstruction, { begin: separate ?? end, end }]) {
    for (let at = from; at < inner.begin; at++) parts.push(String.fromCharCode(codes[at] ?? 0))
    from = inner.end + 1
  }
  return parts.join('')
}

/** Takes away the characters of a stretch, with a doubt in each cell and paragraph that it touches if one is asked for. */
function blank(text: BinaryText, from: number, to: number, isDoubt: boolean): void {
  const touches = text.codes.subarray(from, to + 1).some((code) => ENDS.has(code))
  let marked = 0
  for (let at = from; at <= to; at++) {
    if (ENDS.has(text.codes[at] ?? 0)) {
      marked = 0
      continue
    }
    const sign = (isDoubt || touches) && marked < NARROW_MARK.length ? marked : null
    const narrow = sign === null ? NOTHING : (NARROW_CODES[sign] ?? NOTHING)
    text.put(at, sign === null ? NOTHING : MARK.charCodeAt(0), narrow)
    marked += 1
  }
}

const NARROW_CODES = Array.from(NARROW_MARK, (sign) => sign.charCodeAt(0))

/** Writes the list again without the marks that are gone, and gives its length in bytes. */
function writeList(
  table: DataView,
  from: number,
  length: number,
  listed: readonly Listed[],
  gone: ReadonlySet<number>,
): number {
  const count = listed.length
  const end = table.getUint32(from + count * 4, true)
  const kept = listed.flatMap(({ at }, index) =>
    gone.has(at) ? [] : [{ at, what: table.getUint16(from + (count + 1) * 4 + index * 2, true) }],
  )
  if (kept.length === 0) return 0
  for (const [index, { at }] of kept.entries()) table.setUint32(from + index * 4, at, true)
  table.setUint32(from + kept.length * 4, end, true)
  const whats = from + (kept.length + 1) * 4
  for (const [index, { what }] of kept.entries()) table.setUint16(whats + index * 2, what, true)
  return Math.min(length, (kept.length + 1) * 4 + kept.length * 2)
}
