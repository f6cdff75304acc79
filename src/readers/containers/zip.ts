/** Names in a ZIP, read without unpacking anything; enough to tell what kind of package it is, also of a damaged one. */

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50

/** The end record may be followed by a comment of at most 65,535 bytes. */
const END_RECORD_REACH = 22 + 0xffff

/** More names than these tell nothing new. */
const MOST_NAMES = 5_000

/** The names of the entries by the central directory, else by the local headers that can still be found. */
export function zipEntryNames(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listed = namesOfDirectory(bytes, view)
  return listed.length > 0 ? listed : namesOfLocalHeaders(bytes, view)
}

function nameAt(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(start, start + length)).replaceAll('\\', '/')
}

function namesOfDirectory(bytes: Uint8Array, view: DataView): readonly string[] {
  const names: string[] = []
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - END_RECORD_REACH); end--) {
    if (view.getUint32(end, true) !== END_OF_DIRECTORY) continue
    let at = view.getUint32(end + 16, true)
    while (at + 46 <= bytes.length && view.getUint32(at, true) === DIRECTORY_ENTRY && names.length < MOST_NAMES) {
      const nameLength = view.getUint16(at + 28, true)
      names.push(nameAt(bytes, at + 46, nameLength))
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    break
  }
  return names
}

function namesOfLocalHeaders(bytes: Uint8Array, view: DataView): readonly string[] {
  const names: string[] = []
  for (let at = bytes.indexOf(0x50); at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
    if (view.getUint32(at, true) !== LOCAL_ENTRY) continue
    names.push(nameAt(bytes, at + 30, view.getUint16(at + 26, true)))
    if (names.length >= MOST_NAMES) break
  }
  return names
}
