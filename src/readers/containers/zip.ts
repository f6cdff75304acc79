import { inflateRawSync, crc32 } from 'node:zlib'

/** Names in a ZIP, read without unpacking anything; enough to tell what kind of package it is, also of a damaged one. */

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50

/** The end record may be followed by a comment of at most 65,535 bytes. */
const END_RECORD_REACH = 22 + 0xffff

/** More names than these tell nothing new. */
const MAX_NAMES = 5_000

/** 1 January 1980, the first day that a ZIP can name. */
const DATE = 0x21
const VERSION = 20
const UTF8_NAMES = 0x0800

/** The names of the entries by the central directory, else by the local headers that can still be found. */
export function zipEntryNames(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listed = namesOfDirectory(bytes, view)
  return listed.length > 0 ? listed : namesOfLocalHeaders(bytes, view)
}

/** At most this much is unpacked to tell the kind of a package. */
const MAX_TEXT = 1024 * 1024

/** The text of an entry, by its name in any case; empty where it cannot be read. */
export function zipEntryText(bytes: Uint8Array, wanted: string): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const { at, name } of directoryOf(bytes, view)) {
    if (name.replace(/^\/+/, '').toLowerCase() !== wanted.toLowerCase()) continue
    const local = view.getUint32(at + 42, true)
    if (local + 30 > bytes.length) return ''
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const packed = bytes.subarray(start, start + view.getUint32(at + 20, true))
    try {
      const stored = view.getUint16(at + 10, true) === 0
      return Buffer.from(stored ? packed : inflateRawSync(packed, { maxOutputLength: MAX_TEXT })).toString('utf8')
    } catch {
      return ''
    }
  }
  return ''
}

function nameAt(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(start, start + length)).replaceAll('\\', '/')
}

const namesOfDirectory = (bytes: Uint8Array, view: DataView): readonly string[] =>
  directoryOf(bytes, view).map(({ name }) => name)

/** The entries of the central directory, with the place of each in the file. */
function directoryOf(bytes: Uint8Array, view: DataView): readonly { readonly at: number; readonly name: string }[] {
  const found: { at: number; name: string }[] = []
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - END_RECORD_REACH); end--) {
    if (view.getUint32(end, true) !== END_OF_DIRECTORY) continue
    let at = view.getUint32(end + 16, true)
    while (at + 46 <= bytes.length && view.getUint32(at, true) === DIRECTORY_ENTRY && found.length < MAX_NAMES) {
      const nameLength = view.getUint16(at + 28, true)
      found.push({ at, name: nameAt(bytes, at + 46, nameLength) })
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    break
  }
  return found
}

function namesOfLocalHeaders(bytes: Uint8Array, view: DataView): readonly string[] {
  const names: string[] = []
  for (let at = bytes.indexOf(0x50); at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
    if (view.getUint32(at, true) !== LOCAL_ENTRY) continue
    names.push(nameAt(bytes, at + 30, view.getUint16(at + 26, true)))
    if (names.length >= MAX_NAMES) break
  }
  return names
}

/** Packs parts into a ZIP without compression, for a library that only takes a ZIP. */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, data] of parts) {
    const nameBytes = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(VERSION, 0)
    common.writeUInt16LE(UTF8_NAMES, 2)
    common.writeUInt16LE(DATE, 8)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    files.push(Buffer.from('504b0304', 'hex'), common, nameBytes, data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('504b01021400', 'hex'), common, tail, nameBytes)
    offset += 30 + nameBytes.length + data.length
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(22)
  end.write('504b0506', 0, 'hex')
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, ...directory, end])
}
