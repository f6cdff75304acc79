import { inflateSync } from 'node:zlib'

/** Entries that decide what is seen where, and that PDFium does not tell of or does not know. */
const UNTOLD: readonly (readonly [entry: string, what: string])[] = [
  ['/OCProperties', 'which layers are shown'],
  ['/UserUnit', 'how long a unit is'],
]
/** Objects that are packed together, such entries among them perhaps. */
const PACKED = '/ObjStm'

/** A packed stream that unfolds to more than this (bytes) is not looked into: what is in it counts as untold. */
const MOST_UNPACKED = 16 * 1024 * 1024

/** What of a file PDFium does not tell; null where it tells all. Where that cannot be told, it is called so, too. */
export function untoldOfFile(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = untoldIn(file)
  if (found !== null) return found
  for (let at = file.indexOf(PACKED, 0, 'latin1'); at >= 0; at = file.indexOf(PACKED, at + 1, 'latin1')) {
    const objects = unpacked(file, at)
    const untold = objects === null ? 'what is packed in an unknown way' : untoldIn(objects)
    if (untold !== null) return untold
  }
  return null
}

function untoldIn(text: Buffer): string | null {
  return UNTOLD.find(([entry]) => text.includes(entry, 0, 'latin1'))?.[1] ?? null
}

/** The stream whose dictionary the place lies in, unpacked; null if it cannot be. */
function unpacked(file: Buffer, at: number): Buffer | null {
  const keyword = file.indexOf('stream', at, 'latin1')
  if (keyword < 0) return null
  let start = keyword + 'stream'.length
  if (file[start] === 0x0d) start += 1
  if (file[start] === 0x0a) start += 1
  const end = file.indexOf('endstream', start, 'latin1')
  const data = file.subarray(start, end < 0 ? file.length : end)
  const dictionary = file.toString('latin1', Math.max(file.lastIndexOf('obj', at, 'latin1'), 0), keyword)
  if (!dictionary.includes('/Filter')) return data
  try {
    return inflateSync(data, { maxOutputLength: MOST_UNPACKED })
  } catch {
    return null
  }
}
