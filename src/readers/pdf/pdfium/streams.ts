import { inflateSync } from 'node:zlib'

/** A stream of a PDF file, as it stands there. */
export interface RawStream {
  /** Number of its object. */
  readonly object: number
  /** Its dictionary's text. */
  readonly dictionary: string
  /** As stored: packed, perhaps encrypted. */
  readonly data: Buffer
}

/** A file taken apart without following its references: enough to look for names and to try its streams. */
export interface RawFile {
  /** All that stands outside of streams, packed objects included. */
  readonly text: string
  readonly streams: readonly RawStream[]
}

const STREAM = 'stream'
const END = 'endstream'
/** A stream that unfolds to more than this (bytes) is not looked into. */
const MAX_UNPACKED = 32 * 1024 * 1024
const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a

/** Null where a stream has no end, or packed objects cannot be unpacked. */
export function takeApart(bytes: Uint8Array): RawFile | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const texts: string[] = []
  const streams: RawStream[] = []
  let from = 0
  for (let at = file.indexOf(STREAM, 0, 'latin1'); at >= 0; at = file.indexOf(STREAM, from, 'latin1')) {
    const text = file.toString('latin1', from, at)
    texts.push(text)
    let start = at + STREAM.length
    if (file[start] === CARRIAGE_RETURN) start += 1
    if (file[start] === LINE_FEED) start += 1
    const end = file.indexOf(END, start, 'latin1')
    if (end < 0) return null
    const head = /(\d+)\s+\d+\s+obj\b([^]*)$/.exec(text.slice(text.lastIndexOf('obj') - HEAD))
    const stream = { object: Number(head?.[1] ?? 0), dictionary: head?.[2] ?? '', data: file.subarray(start, end) }
    streams.push(stream)
    if (stream.dictionary.includes('/ObjStm')) {
      const objects = unpack(stream)
      if (!objects) return null
      texts.push(objects.toString('latin1'))
    }
    from = end + END.length
  }
  texts.push(file.toString('latin1', from))
  return { text: texts.join('\n'), streams }
}

/** "4294967295 65535 ", ahead of "obj". */
const HEAD = 18

/** The content of a stream; null where it is broken, `data` itself where it is packed in a way that is not tried here. */
export function unpack({ dictionary, data }: RawStream): Buffer | null {
  const filter = /\/Filter\s*(?:\[\s*)?((?:\/\w+\s*)+)/.exec(dictionary)?.[1]?.match(/\w+/g) ?? []
  const [first, second] = filter
  try {
    if (first === 'FlateDecode' && filter.length === 1) return inflate(data)
    if (first === 'ASCII85Decode' && second === 'FlateDecode' && filter.length === 2) return inflate(ascii85(data))
    return data
  } catch {
    return null
  }
}

const inflate = (data: Uint8Array): Buffer => inflateSync(data, { maxOutputLength: MAX_UNPACKED })

/** Decodes ASCII85. Throws an Error at a character that does not belong there. */
function ascii85(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length)
  let [length, value, count] = [0, 0, 0]
  const write = (bytes: number): void => {
    for (let place = 0; place < bytes; place += 1) out[length++] = (value / 256 ** (3 - place)) & 255
    value = count = 0
  }
  for (const code of data) {
    if (code === 0x7e) break
    if (code <= 0x20) continue
    if (code === 0x7a && count === 0) {
      write(4)
      continue
    }
    if (code < 0x21 || code > 0x75) throw new Error('no ASCII85')
    value = value * 85 + (code - 0x21)
    count += 1
    if (count === 5) write(4)
  }
  if (count > 1) {
    const bytes = count - 1
    while (count < 5) {
      value = value * 85 + 84
      count += 1
    }
    write(bytes)
  }
  return out.subarray(0, length)
}
