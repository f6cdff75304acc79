import type { Multipart, MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Fingerprint } from '../../ingest/fingerprint.js'
import { Refusal, requestTooLarge } from '../errors/refusal.js'
import type { ServerOptions } from '../options.js'
import { assertHead, HEAD_BYTES, look, tooLarge } from './look.js'
import { uploadName } from './name.js'
import type { Temporary } from './temporary.js'

/** A file that lies whole on this machine's disk. */
export interface Received {
  /** The name of its part. */
  readonly part: string
  /** As given, /-separated. */
  readonly name: string
  readonly file: string
  readonly print: Fingerprint
}
export interface Form {
  readonly files: readonly Received[]
  /** The other parts, by name. */
  readonly fields: ReadonlyMap<string, string>
}

const FIELDS = 32
const FIELD_BYTES = 4_000
const FIELD_NAME_BYTES = 100

/**
 * Receives the files of a multipart request, each as it comes onto the disk: what is held in memory does not grow with them.
 * All of them, or none: whoever calls has to take the temporary folder away in the end.
 * @throws Refusal
 */
export async function receive(
  request: FastifyRequest,
  temporary: Temporary,
  { fileBytes, files: most, requestBytes }: Pick<ServerOptions, 'fileBytes' | 'files' | 'requestBytes'>,
): Promise<Form> {
  const files: Received[] = []
  const fields = new Map<string, string>()
  const limits = { files: most, fields: FIELDS, parts: most + FIELDS, fieldSize: FIELD_BYTES }
  const parts = request.parts({
    preservePath: true,
    // Counted here: the parser would take in the rest of a file that is too large.
    limits: { ...limits, fileSize: Infinity, fieldNameSize: FIELD_NAME_BYTES, headerPairs: 20 },
  })
  try {
    for await (const part of parts) {
      if (isFile(part)) {
        const received = files.reduce((sum, { print }) => sum + print.bytes, 0)
        // A request with a length was refused by it; one without is counted.
        if (received > requestBytes) throw requestTooLarge(requestBytes)
        files.push(await receiveFile(part, temporary, fileBytes))
      } else fields.set(part.fieldname, fieldText(part))
    }
  } catch (error) {
    if (isFileLimit(error)) throw new Refusal('too-many-files', { limit: most }, { cause: error })
    throw isParsers(error) ? new Refusal('upload-broken', {}, { cause: error }) : error
  }
  if (files.length === 0) throw new Refusal('no-files')
  return { files, fields }
}

const isFileLimit = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_FILES_LIMIT'

/** Errors of the parser have no codes. */
const isParsers = (error: unknown): boolean =>
  error instanceof Error && /^(?:Multipart:|Unexpected end of|Malformed|Part terminated)/i.test(error.message)

/** How documents begin, also where their bytes were taken for UTF-8: such a part is a file that was sent as a field. */
const DOCUMENT = /^(?:%PDF-|PK\p{Cc}{2}|\{\\rtf|\ufffdPNG|\ufffd{2,3}\p{Cc}|\s*<(?:!doctype|html)\b)/iu

const isFile = (part: Multipart): part is MultipartFile => part.type === 'file'

function fieldText({ fieldname, value, valueTruncated, fieldnameTruncated }: MultipartValue): string {
  const name = fieldname.slice(0, FIELD_NAME_BYTES)
  if (typeof value === 'string' && DOCUMENT.test(value)) throw new Refusal('name-missing', { part: name })
  if (valueTruncated || fieldnameTruncated)
    throw new Refusal('too-large', { what: `“${name}”`, limit: `${FIELD_BYTES} B` })
  if (typeof value !== 'string') throw new Refusal('invalid-request', { reason: `${name}: a text is expected` })
  return value
}

async function receiveFile(part: MultipartFile, temporary: Temporary, most: number): Promise<Received> {
  const name = await named(part)
  const file = temporary.place()
  const taken = new Taken(name, most)
  await pipeline(part.file, (chunks) => taken.pass(chunks), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  return { part: part.fieldname, name, file, print: await look(name, file, taken.head()) }
}

/** The name of a part, which is let go where it has none that will do. */
async function named(part: MultipartFile): Promise<string> {
  try {
    // The parser gives none where the part has none, whatever its type says.
    const given: unknown = part.filename
    if (typeof given !== 'string' || given === '')
      throw new Refusal('name-missing', { part: part.fieldname.slice(0, FIELD_NAME_BYTES) })
    return uploadName(given)
  } catch (error) {
    part.file.destroy()
    await Promise.resolve()
    throw error
  }
}

/** Notes a file's beginning, by which it is refused early, and its length while it passes by. */
class Taken {
  readonly #head: Buffer[] = []
  #headBytes = 0
  #bytes = 0
  #looked = false

  constructor(
    private readonly name: string,
    private readonly most: number,
  ) {}

  head(): Buffer {
    return Buffer.concat(this.#head).subarray(0, HEAD_BYTES)
  }

  async *pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length
      if (this.#bytes > this.most) throw tooLarge(this.name, this.most)
      if (this.#headBytes < HEAD_BYTES) {
        this.#head.push(chunk)
        this.#headBytes += chunk.length
      } else this.#look()
      yield chunk
    }
    this.#look()
  }

  #look(): void {
    if (this.#looked) return
    this.#looked = true
    assertHead(this.name, this.head())
  }
}
