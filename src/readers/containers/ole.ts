/**
 * The directory of an OLE2 compound file ([MS-CFB]), found by the shape of its entries rather than by the chain of its
 * sectors, so that a damaged file can still be named.
 */

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ENTRY_BYTES = 128
const HEADER_BYTES = 512
const MINI_STREAM_CUTOFF = 4096
const MINI_SECTOR_BYTES = 64
const ROOT = 5

export interface OleEntry {
  readonly name: string
  /** 1 storage, 2 stream, 5 root. */
  readonly type: number
  readonly startSector: number
  readonly bytes: number
}

export function isOle(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte)
}

/** All entries whose 128 bytes have the shape of a directory entry. */
export function oleEntries(bytes: Uint8Array): readonly OleEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: OleEntry[] = []
  for (let at = HEADER_BYTES; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const nameBytes = view.getUint16(at + 64, true)
    const type = view.getUint8(at + 66)
    if (nameBytes < 4 || nameBytes > 64 || nameBytes % 2 !== 0 || ![1, 2, ROOT].includes(type)) continue
    if (view.getUint8(at + 67) > 1 || view.getUint16(at + nameBytes - 2, true) !== 0) continue
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + nameBytes - 2))
    entries.push({ name, type, startSector: view.getUint32(at + 116, true), bytes: view.getUint32(at + 120, true) })
  }
  return entries
}

/** The first bytes of a stream (at most what its first sector holds); empty if it lies outside the file. */
export function oleStreamHead(bytes: Uint8Array, entries: readonly OleEntry[], name: string): Uint8Array {
  const entry = entries.find((candidate) => candidate.name === name && candidate.type === 2)
  if (!entry) return new Uint8Array()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorBytes = view.getUint16(30, true) === 12 ? 4096 : 512
  const offsetOf = (sector: number): number => (sector + 1) * sectorBytes
  const root = entries.find(({ type }) => type === ROOT)
  const start =
    entry.bytes < MINI_STREAM_CUTOFF && root
      ? offsetOf(root.startSector) + entry.startSector * MINI_SECTOR_BYTES
      : offsetOf(entry.startSector)
  return bytes.subarray(start, start + MINI_SECTOR_BYTES)
}
