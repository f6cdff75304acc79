/** The records of a ZIP file (APPNOTE.TXT 6.3), with sizes behind the data, and with 64 bits where a file needs them. */

export interface ZippedFile {
  readonly path: string
  readonly offset: number
  /** Written with sizes of 64 bits. */
  readonly large: boolean
  readonly crc: number
  /** Bytes before and after compression. */
  readonly size: number
  readonly packed: number
}

/** 1980-01-01 00:00, the earliest that the format knows, as DOS has it. */
const DOS_DATE = 0x0021
const VERSION = 20
/** The first that knows sizes of 64 bits. */
const VERSION_64 = 45
/** Sizes stand behind the data; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const EXTRA_64 = 0x0001
/** Says that the true number stands in a field of 64 bits. */
const MORE_32 = 0xffff_ffff
const MORE_16 = 0xffff

type Field = readonly [bytes: 2 | 4 | 8, value: number]

/** Little-endian. */
function fields(...parts: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of parts)
    at = bytes === 8 ? buffer.writeBigUInt64LE(BigInt(value), at) : buffer.writeUIntLE(value, at, bytes)
  return buffer
}

export const bytesOf = (chunk: unknown): Buffer => {
  if (Buffer.isBuffer(chunk)) return chunk
  throw new TypeError('a stream of bytes was expected')
}

const times: readonly Field[] = [
  [2, 0],
  [2, DOS_DATE],
]

/** Ahead of a file's data. */
export function headerOf(path: string, large: boolean): Buffer {
  const name = Buffer.from(path)
  const extra = large ? fields([2, EXTRA_64], [2, 16], [8, 0], [8, 0]) : Buffer.alloc(0)
  const unknown = large ? MORE_32 : 0
  return Buffer.concat([
    fields([4, 0x04034b50], [2, large ? VERSION_64 : VERSION], [2, FLAGS], [2, DEFLATED], ...times),
    fields([4, 0], [4, unknown], [4, unknown], [2, name.length], [2, extra.length]),
    name,
    extra,
  ])
}

/** Behind a file's data. */
export const trailerOf = ({ crc, packed, size, large }: ZippedFile): Buffer =>
  fields([4, 0x08074b50], [4, crc], [large ? 8 : 4, packed], [large ? 8 : 4, size])

/** Of the directory. */
export function entryOf({ path, offset, large, crc, packed, size }: ZippedFile): Buffer {
  const name = Buffer.from(path)
  const wide = large || offset >= MORE_32
  const extra = wide ? fields([2, EXTRA_64], [2, 24], [8, size], [8, packed], [8, offset]) : Buffer.alloc(0)
  const version = wide ? VERSION_64 : VERSION
  return Buffer.concat([
    fields([4, 0x02014b50], [2, version], [2, version], [2, FLAGS], [2, DEFLATED], ...times, [4, crc]),
    fields([4, wide ? MORE_32 : packed], [4, wide ? MORE_32 : size], [2, name.length], [2, extra.length]),
    fields([2, 0], [2, 0], [2, 0], [4, 0], [4, wide ? MORE_32 : offset]),
    name,
    extra,
  ])
}

/** Behind the directory; `start` and `length` are the directory's, in bytes. */
export function endOf(entries: number, start: number, length: number): Buffer {
  const large = start >= MORE_32 || length >= MORE_32 || entries >= MORE_16
  const end64 = large
    ? Buffer.concat([
        fields([4, 0x06064b50], [8, 44], [2, VERSION_64], [2, VERSION_64], [4, 0], [4, 0]),
        fields([8, entries], [8, entries], [8, length], [8, start]),
        fields([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]),
      ])
    : Buffer.alloc(0)
  const count = large ? MORE_16 : entries
  return Buffer.concat([
    end64,
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count]),
    fields([4, large ? MORE_32 : length], [4, large ? MORE_32 : start], [2, 0]),
  ])
}
