import { open, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { ExtractOptions } from '../src/extract.js'
import { onDisk } from '../src/file-names.js'
import { problemDetails } from '../src/model/details.js'
import { DocumentError } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import type { Source } from '../src/model/source.js'
import { sniffFormat } from '../src/readers/index.js'
import { identify, MAX_REFUSED_BYTES, type Identity as SourceIdentity } from '../src/readers/identity.js'
import { identifyParts, unread } from './identify.js'
import { endFamily } from './process-table.js'
import { jobMessage, type ChildMessage, type Identity, type JobMessage } from './protocol.js'

/** The child's side: takes one document after the other from the parent and sends back their records. */

const BYTES_PER_MB = 1024 * 1024

/** Resolves when the message has left this process, so that it is safe even if the next thing is a crash. */
async function send(message: ChildMessage): Promise<void> {
  await new Promise<void>((resolve) => {
    if (process.send)
      process.send(message, () => {
        resolve()
      })
    else resolve()
  })
}

/** "ENOENT: no such file or directory", without the path that Node appends. */
function systemReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split(',')[0] ?? message
}

/** The file's bytes; throws a DocumentError where it cannot be read or is larger than the limit. */
async function readBounded(file: string, limitMb: number): Promise<Uint8Array> {
  try {
    await using handle = await open(onDisk(file))
    const info = await handle.stat()
    if (!info.isFile()) throw new DocumentError('unreadable-input', { reason: 'not a regular file' })
    refuseLarger(info.size, limitMb)
    // Its own memory, and no Buffer: engines refuse those, or take the memory away from other Buffers that share it.
    return new Uint8Array(await handle.readFile())
  } catch (error) {
    if (error instanceof DocumentError) throw error
    throw new DocumentError('unreadable-input', { reason: systemReason(error) }, { cause: error })
  }
}

function refuseLarger(bytes: number, limitMb: number): void {
  const megabytes = bytes / BYTES_PER_MB
  if (megabytes > limitMb)
    throw new DocumentError('file-too-large', { megabytes: Math.ceil(megabytes), limit: limitMb })
}

async function sourceOf({ name, path, parts, limits }: JobMessage): Promise<Source> {
  const read: { readonly name: string; readonly bytes: Uint8Array }[] = []
  for (const part of parts) {
    const bytes = part.file === null ? new Uint8Array(part.bytes ?? []) : await readBounded(part.file, limits.fileMb)
    read.push({ name: part.name, bytes })
    refuseLarger(
      read.reduce((sum, each) => sum + each.bytes.byteLength, 0),
      limits.fileMb,
    )
  }
  const bytes = read[0]?.bytes ?? new Uint8Array()
  return read.length > 1 ? { name, path, bytes, parts: read } : { name, path, bytes }
}

const messageOf = (source: Source, { sha256, parts }: SourceIdentity): Identity => ({
  sha256,
  bytes: (source.parts ?? [source]).reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
  format: sniffFormat(source.bytes),
  ...(parts && { parts: [...parts] }),
})

/** Gives a refused document's identity. A file that is much larger than allowed is not read for its fingerprint either. */
async function identityOfRefused({ parts }: JobMessage, code: string): Promise<Identity> {
  if (parts.every(({ file }) => file === null)) return identifyParts(parts)
  if (code !== 'file-too-large') return unread()
  const sizes = await Promise.all(
    parts.map(async ({ file, bytes }) => (file ? sizeOf(file) : (bytes?.byteLength ?? 0))),
  )
  const size = sizes.reduce((sum, each) => sum + each, 0)
  return size > MAX_REFUSED_BYTES ? unread(size) : identifyParts(parts)
}

const sizeOf = async (file: string): Promise<number> =>
  stat(onDisk(file)).then(
    ({ size }) => size,
    () => 0,
  )

async function work(job: JobMessage, extract: Extract): Promise<void> {
  const { id, limits, language, soffice, ocr, pdfEngine, ink, verify, debugImages } = job
  try {
    const source = await sourceOf(job)
    const identity = identify(source)
    await send({ kind: 'identified', id, identity: messageOf(source, identity) })
    const record = await extract(
      source,
      { limits, language, soffice, ocr, pdfEngine, ink, verify, debugImages },
      identity,
    )
    await send({
      kind: 'done',
      id,
      record: JSON.stringify(record),
      residentMb: process.memoryUsage.rss() / BYTES_PER_MB,
    })
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    const { code, details } = error.problem
    await send({
      kind: 'refused',
      id,
      code,
      details: problemDetails.parse(details),
      identity: await identityOfRefused(job, code),
    })
  }
}

/** The function that a child runs on each document. */
export type Extract = (source: Source, options: ExtractOptions, identity: SourceIdentity) => Promise<DocumentRecord>

/**
 * Serves documents until the parent goes. Any error that is not about the document ends the process: the parent sees a
 * crash, tries the document once more in a fresh child, and reports it.
 */
export function serve(extract: Extract): void {
  // Given by the parent rather than asked for here: it may have gone before this line.
  const parent = Number(process.argv[2])
  process.on('disconnect', () => void endFamily(process.pid))
  process.on('message', (message) => void work(jobMessage.parse(message), extract))
  const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), { workerData: { parent } })
  watchdog.unref()
  void send({ kind: 'ready' })
}
