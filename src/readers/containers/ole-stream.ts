import type { OleEntry } from './ole.js'

/**
 * The bytes of one stream of an OLE2 compound file ([MS-CFB]) along the chain of its sectors, with the way back: what is
 * changed in a stream goes into a copy of the file at the same places.
 */
export interface OleStream {
  readonly bytes: Uint8Array
  /** The offset in the file of each of its sectors, of which all but the last are `sectorBytes` long. */
  readonly sectors: readonly number[]
  readonly sectorBytes: number
}

const LAST_SECTOR = 0xfffffffa
const MINI_STREAM_CUTOFF = 4096
const MINI_SECTOR_BYTES = 64
const ROOT = 5

/** Sectors of the table of sectors that the header itself names, from byte 76 on. */
const NAMED_IN_HEADER = 109

/** Null where the chain leads out of the file or in a circle. */
export function oleStream(file: Uint8Array, entries: readonly OleEntry[], name: string): OleStream | null {
  const entry = entries.find((candidate) => candidate.name === name && candidate.type === 2)
  // LibreOffice leaves an empty root ahead of the one that counts.
  const root = entries.find(({ type, startSector }) => type === ROOT && startSector < LAST_SECTOR)
  if (!entry || !root || file.length < 512 || Math.max(entry.bytes, root.bytes) > file.length) return null
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const sectorBytes = view.getUint16(30, true) === 12 ? 4096 : 512
  const offsetOf = (sector: number): number => (sector + 1) * sectorBytes
  const next = tableOfSectors(view, sectorBytes)
  if (next === null) return null
  if (entry.bytes >= MINI_STREAM_CUTOFF) {
    const chain = chainFrom(entry.startSector, entry.bytes / sectorBytes, next)
    return chain && streamAt(file, chain.map(offsetOf), sectorBytes, entry.bytes)
  }
  const host = chainFrom(root.startSector, root.bytes / sectorBytes, next)
  const mostSectors = file.length / sectorBytes
  const table = chainFrom(view.getUint32(60, true), Math.min(view.getUint32(64, true), mostSectors), next)
  if (!host || !table) return null
  const nextMini = (sector: number): number | null => {
    const perSector = sectorBytes / 4
    const held = table[Math.floor(sector / perSector)]
    return held === undefined ? null : wordAt(view, offsetOf(held) + (sector % perSector) * 4)
  }
  const chain = chainFrom(entry.startSector, entry.bytes / MINI_SECTOR_BYTES, nextMini)
  if (!chain) return null
  const perHost = sectorBytes / MINI_SECTOR_BYTES
  const places = chain.map((mini) => {
    const held = host[Math.floor(mini / perHost)]
    return held === undefined ? file.length : offsetOf(held) + (mini % perHost) * MINI_SECTOR_BYTES
  })
  return streamAt(file, places, MINI_SECTOR_BYTES, entry.bytes)
}

/** Puts the bytes of a stream, which are as many as before, back into a file. */
export function writeOleStream(file: Uint8Array, { bytes, sectors, sectorBytes }: OleStream): void {
  for (const [index, at] of sectors.entries())
    file.set(bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes), at)
}

function streamAt(file: Uint8Array, sectors: readonly number[], sectorBytes: number, length: number): OleStream | null {
  const bytes = new Uint8Array(length)
  for (const [index, at] of sectors.entries()) {
    const wanted = Math.min(sectorBytes, length - index * sectorBytes)
    if (at + wanted > file.length) return null
    bytes.set(file.subarray(at, at + wanted), index * sectorBytes)
  }
  return { bytes, sectors, sectorBytes }
}

type Next = (sector: number) => number | null

/** As many sectors as are asked for, and no more: a circle ends there, too. */
function chainFrom(start: number, wanted: number, next: Next): readonly number[] | null {
  const chain: number[] = []
  let sector: number | null = start
  while (chain.length < wanted) {
    if (sector === null || sector >= LAST_SECTOR) return null
    chain.push(sector)
    if (chain.length < wanted) sector = next(sector)
  }
  return chain
}

function tableOfSectors(view: DataView, sectorBytes: number): Next | null {
  const perSector = sectorBytes / 4
  const named: number[] = []
  for (let index = 0; index < NAMED_IN_HEADER; index++) named.push(view.getUint32(76 + index * 4, true))
  let more = view.getUint32(68, true)
  const mostSectors = view.byteLength / sectorBytes
  while (more < LAST_SECTOR) {
    const at = (more + 1) * sectorBytes
    if (at + sectorBytes > view.byteLength || named.length > NAMED_IN_HEADER + mostSectors) return null
    for (let index = 0; index < perSector - 1; index++) named.push(view.getUint32(at + index * 4, true))
    more = view.getUint32(at + sectorBytes - 4, true)
  }
  return (sector) => {
    const held = named[Math.floor(sector / perSector)]
    return held === undefined ? null : wordAt(view, (held + 1) * sectorBytes + (sector % perSector) * 4)
  }
}

const wordAt = (view: DataView, at: number): number | null =>
  at + 4 <= view.byteLength ? view.getUint32(at, true) : null
