import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { onDisk } from '../file-names.js'
import type { Format } from '../model/source.js'
import type { SeenFile } from '../store/store.js'
import { sha256OfGroup } from '../readers/identity.js'
import { sniffFormat } from '../readers/index.js'
import { PdfKind } from './pdf-kind.js'

/** The facts that one pass over a document's bytes gives. */
export interface Fingerprint extends SeenFile {
  readonly format: Format
  /** Pictures of pages: slow, so after the born-digital ones. A guess by the bytes, good enough for an order. */
  readonly scan: boolean
  /** The number of pages that a scan seems to have, for an estimate of the time; 1 for all else. */
  readonly pages: number
  /** The file, or a group's pictures in page order. */
  readonly parts: readonly { readonly file: string; readonly sha256: string }[]
}

/** Read at once: large enough for a disk, small enough to leave the main thread free for others in between. */
const CHUNK_BYTES = 256 * 1024

/** Packages (ZIP, OLE) are told apart by their directory, which may stand anywhere: they are held up to this size. */
const HELD_BYTES = 64 * 1024 * 1024

/** How often a file is read again that changes while it is read. */
const MAX_READS = 3

/** Times and sizes of files, by which the unchanged ones are known without reading. */
export type Stamp = Pick<SeenFile, 'bytes' | 'mtimeMs'>

/**
 * The size and time of a file, or of a group of pictures: the sum, and the latest change of any of them, names included
 * (its pages may have changed places).
 * @throws what the file system does; `EISDIR` style errors also for what is no regular file.
 */
export async function stampOf(files: readonly string[]): Promise<Stamp> {
  let bytes = 0
  let mtimeMs = 0
  for (const file of files) {
    const info = await stat(onDisk(file))
    if (!info.isFile()) throw Object.assign(new Error('ENOTSUP: not a regular file'), { code: 'ENOTSUP' })
    bytes += info.size
    mtimeMs = Math.max(mtimeMs, Math.trunc(files.length > 1 ? info.ctimeMs : info.mtimeMs))
  }
  return { bytes, mtimeMs }
}

/**
 * Reads a document (a file, or a group's pictures in page order) once, in pieces, for its SHA-256 and kind.
 * @throws what the file system does.
 */
export async function fingerprint(files: readonly string[], signal?: AbortSignal): Promise<Fingerprint> {
  for (let read = 1; ; read += 1) {
    const before = await stampOf(files)
    const looks: Look[] = []
    for (const file of files) looks.push(await look(file, signal))
    const parts = looks.map(({ file, sha256 }) => ({ file, sha256 }))
    const bytes = looks.reduce((sum, each) => sum + each.bytes, 0)
    const after = await stampOf(files)
    const steady = after.bytes === bytes && after.mtimeMs === before.mtimeMs
    if (!steady && read < MAX_READS) continue
    const [first, second] = looks
    return {
      // A file that keeps changing gets the earlier time, so that the next run looks again.
      mtimeMs: before.mtimeMs,
      bytes,
      sha256: first && !second ? first.sha256 : sha256OfGroup(looks.map(({ sha256 }) => sha256)),
      format: first?.format ?? 'unknown',
      scan: first?.scan ?? false,
      pages: second ? looks.length : (first?.pages ?? 1),
      parts,
    }
  }
}

interface Look {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly format: Format
  readonly scan: boolean
  readonly pages: number
}

async function look(file: string, signal: AbortSignal | undefined): Promise<Look> {
  await using handle = await open(onDisk(file))
  const hash = createHash('sha256')
  const { size } = await handle.stat()
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size + 1))
  let bytes = 0
  let format: Format = 'unknown'
  let pdf: PdfKind | null = null
  const held: Buffer[] = []
  for (;;) {
    signal?.throwIfAborted()
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    if (bytes === 0) {
      format = sniffFormat(chunk)
      if (format === 'pdf') pdf = new PdfKind()
    }
    pdf?.push(chunk)
    bytes += bytesRead
    if (bytesRead < size && size <= HELD_BYTES && isPackage(held[0] ?? chunk)) held.push(Buffer.from(chunk))
  }
  if (held.length > 0) format = sniffFormat(Buffer.concat(held))
  const scan = format === 'image' || (pdf?.isScan ?? false)
  return { file, sha256: hash.digest('hex'), bytes, format, scan, pages: scan ? (pdf?.pages ?? 1) : 1 }
}

/** ZIP (PK) and OLE2 (D0CF). */
export const isPackage = (head: Buffer): boolean => {
  const start = head.subarray(0, 2).toString('hex')
  return start === '504b' || start === 'd0cf'
}
