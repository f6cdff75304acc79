/**
 * Tells a PDF of page pictures from a born-digital one by the bytes alone, as they pass by for the fingerprint: nothing is
 * opened, parsed or unpacked. The dictionary of every stream stands in the open (only other objects may hide in object
 * streams), so pictures and embedded fonts show themselves.
 */

const STREAM = Buffer.from('stream', 'latin1')
const END = Buffer.from('endstream', 'latin1')

/** Bytes before a stream in which its dictionary is searched; those of pictures and fonts have far fewer. */
const DICTIONARY_BYTES = 2_048

/** From this share of a file's bytes on, its pictures are what it is about. */
const MIN_PICTURES = 0.5

/** ISO 32000-1, 9.9, table 126: TrueType and Type 1 programs have Length1, compact and OpenType ones a subtype. */
const FONT_PROGRAM = /\/Length1\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/
const IMAGE = /\/Subtype\s*\/Image\b/
const PAGE = /\/Type\s*\/Page(?![a-z])/gu

export class PdfKind {
  #seen = 0
  #imageBytes = 0
  #images = 0
  #pages = 0
  #hasFont = false
  /** The end of what has passed by, from `#seen - #tail.length` on. */
  #tail: Buffer = Buffer.alloc(0)
  /** Inside a stream: where its data began, and whether it is a picture. */
  #inside: { readonly start: number; readonly image: boolean } | null = null

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const text = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes
    const offset = this.#seen - this.#tail.length
    this.#seen += bytes.length
    let at = 0
    for (;;) {
      if (this.#inside) {
        const end = text.indexOf(END, at)
        if (end < 0) break
        if (this.#inside.image) this.#imageBytes += offset + end - this.#inside.start
        this.#inside = null
        at = end + END.length
      } else {
        const start = text.indexOf(STREAM, at)
        if (start < 0) break
        this.#pages += pagesIn(text.toString('latin1', at, start))
        at = start + STREAM.length
        this.#enter(text.toString('latin1', Math.max(0, start - DICTIONARY_BYTES), start), offset + at)
      }
    }
    // Copied, since the chunk's memory is used again. What was dealt with must not be met a second time.
    const keep = this.#inside ? END.length : DICTIONARY_BYTES + STREAM.length
    this.#tail = Buffer.from(text.subarray(Math.max(at, text.length - keep)))
  }

  get isScan(): boolean {
    const unfinished = this.#inside?.image ? this.#seen - this.#inside.start : 0
    return !this.#hasFont && this.#imageBytes + unfinished > this.#seen * MIN_PICTURES
  }

  /** The number of pages that a scan seems to have: those that stand in the open, else one for each picture. */
  get pages(): number {
    const left = this.#inside ? 0 : pagesIn(this.#tail.toString('latin1'))
    return Math.max(1, this.#pages + left || this.#images)
  }

  #enter(before: string, start: number): void {
    const dictionary = before.slice(before.lastIndexOf('obj') + 1)
    if (!dictionary.includes('>>')) return // The word in a comment or a text.
    if (FONT_PROGRAM.test(dictionary)) this.#hasFont = true
    const image = IMAGE.test(dictionary)
    if (image) this.#images += 1
    this.#inside = { start, image }
  }
}

const pagesIn = (text: string): number => text.match(PAGE)?.length ?? 0
