/** The text of a Word 97–2003 document in its pieces ([MS-DOC] 2.4.1), where each character can be found and replaced. */
export interface BinaryText {
  /** Characters of all pieces, one after the other; those of one byte are Windows-1252. */
  readonly codes: Uint16Array
  /** Replaces a character in the stream by another one, of which the low byte counts where one byte is held. */
  readonly put: (at: number, wide: number, narrow: number) => void
}

/** [MS-DOC] FibRgFcLcb97: where fcClx and lcbClx stand in the stream of the document. */
const CLX_AT = 0x1a2

/** The parts of a Clx: formatting that pieces share, and the table of pieces. */
const PRC = 1
const PCDT = 2

const PIECE_BYTES = 8
const NARROW = 0x4000_0000
const OFFSET = 0x3fff_ffff

/** Null where the table of pieces leads out of the streams. */
export function binaryText(main: Uint8Array, table: Uint8Array): BinaryText | null {
  const view = viewOf(table)
  const place = piecesAt(viewOf(main), view)
  if (place === null) return null
  const { at, count } = place
  const total = view.getUint32(at + count * 4, true)
  // Each character takes a byte at least, but pieces may name the same bytes again.
  if (total > main.length) return null
  const codes = new Uint16Array(total)
  const places = new Int32Array(total)
  const stream = viewOf(main)
  let reached = 0
  for (let piece = 0; piece < count; piece++) {
    const from = view.getUint32(at + piece * 4, true)
    const to = view.getUint32(at + piece * 4 + 4, true)
    const where = view.getUint32(at + (count + 1) * 4 + piece * PIECE_BYTES + 2, true)
    const narrow = (where & NARROW) !== 0
    const start = narrow ? (where & OFFSET) / 2 : where & OFFSET
    const width = narrow ? 1 : 2
    if (from !== reached || from > to || to > total || start + (to - from) * width > main.length) return null
    reached = to
    for (let one = from; one < to; one++) {
      const offset = start + (one - from) * width
      codes[one] = narrow ? stream.getUint8(offset) : stream.getUint16(offset, true)
      places[one] = narrow ? -1 - offset : offset
    }
  }
  const put = (one: number, wide: number, narrow: number): void => {
    const offset = places[one] ?? 0
    if (offset < 0) stream.setUint8(-1 - offset, narrow)
    else stream.setUint16(offset, wide, true)
  }
  return { codes, put }
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Where the table of pieces begins in the stream of tables, and of how many pieces it tells. */
function piecesAt(main: DataView, table: DataView): { readonly at: number; readonly count: number } | null {
  if (main.byteLength < CLX_AT + 8) return null
  let at = main.getUint32(CLX_AT, true)
  while (at + 5 <= table.byteLength) {
    const kind = table.getUint8(at)
    if (kind === PRC) {
      at += 3 + table.getUint16(at + 1, true)
      continue
    }
    const bytes = table.getUint32(at + 1, true)
    const count = (bytes - 4) / (4 + PIECE_BYTES)
    if (kind !== PCDT || !Number.isInteger(count) || count < 1 || at + 5 + bytes > table.byteLength) return null
    return { at: at + 5, count }
  }
  return null
}
