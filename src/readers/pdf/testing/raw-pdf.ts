/** PDF files written by hand, object by object, so that a test knows every byte of what is painted. */

export interface RawPage {
  /** Content stream. */
  readonly content: string
  /** Entries of the page dictionary beside Type, Parent, Contents; default: A5-like MediaBox of 400 × 300. */
  readonly entries?: string
  /** Resources beside the fonts /F (Helvetica) and /C (a Chinese font that is not embedded). */
  readonly resources?: string
}

export interface RawPdf {
  readonly pages: readonly RawPage[]
  /** Further objects by number, from 20 on: `<< … >>` or `<< … >> stream … endstream`. */
  readonly objects?: Readonly<Record<number, string>>
}

const FONTS = '/F 3 0 R /C 4 0 R'

/** A stream object of a text. */
export function stream(text: string, entries = ''): string {
  return `<< /Length ${Buffer.byteLength(text, 'latin1')} ${entries} >> stream\n${text}\nendstream`
}

/** Text as the code of font /C (UniGB-UCS2-H): a hexadecimal string of UTF-16. */
export function han(text: string): string {
  return `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}

/** The bytes of a PDF file with a correct cross-reference table. */
export function rawPdf({ pages, objects = {} }: RawPdf): Uint8Array {
  const bodies = new Map<number, string>()
  const first = 100
  bodies.set(1, '<< /Type /Catalog /Pages 2 0 R >>')
  bodies.set(
    2,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')}] >>`,
  )
  bodies.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  bodies.set(
    4,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
  )
  bodies.set(
    5,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 6 0 R' +
      ' /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>',
  )
  bodies.set(
    6,
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 /Ascent 752 /Descent -271' +
      ' /CapHeight 737 /StemV 58 /FontBBox [-25 -254 1000 880] >>',
  )
  for (const [number, body] of Object.entries(objects)) bodies.set(Number(number), body)
  pages.forEach(({ content, entries = '/MediaBox [0 0 400 300]', resources = '' }, index) => {
    const number = first + index * 2
    // Resources may name further fonts: they are added to the two that are always there.
    const [, fonts = ''] = /\/Font <<(.*?)>>/.exec(resources) ?? []
    const others = resources.replace(/\/Font <<.*?>>/, '')
    bodies.set(
      number,
      `<< /Type /Page /Parent 2 0 R /Contents ${number + 1} 0 R ${entries}` +
        ` /Resources << /Font << ${FONTS} ${fonts} >> ${others} >> >>`,
    )
    bodies.set(number + 1, stream(content))
  })
  return assemble(bodies)
}

function assemble(bodies: ReadonlyMap<number, string>): Uint8Array {
  const numbers = [...bodies.keys()].sort((one, other) => one - other)
  const offsets = new Map<number, number>()
  let file = '%PDF-1.7\n'
  for (const number of numbers) {
    offsets.set(number, file.length)
    file += `${number} 0 obj\n${bodies.get(number) ?? ''}\nendobj\n`
  }
  const size = Math.max(...numbers) + 1
  const entry = (number: number): string => {
    const offset = offsets.get(number)
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
  }
  const table = Array.from({ length: size }, (_, number) => entry(number)).join('')
  const start = file.length
  file += `xref\n0 ${size}\n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(file, 'latin1'))
}
