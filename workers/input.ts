import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shownPath } from '../src/file-names.js'
import type { Details, ProblemCode } from '../src/model/problem.js'
import type { Content } from './pool.js'

/** One file: a path, a file: URL, the bytes themselves, or a stream of them (Node's and the web's alike). */
export type InputFile = string | URL | Uint8Array | AsyncIterable<Uint8Array>

/** A document to extract: a file, or several that are pictures of one document's pages, in page order. */
export type Input = InputFile | readonly InputFile[]

const BYTES_PER_MB = 1024 * 1024

/** The name of a document without a file name. */
const NAMELESS = 'document'

/** An input that the pool can run, or why there is none. */
export type Prepared =
  { readonly content: Content } | { readonly code: ProblemCode; readonly details: Details; readonly bytes: Uint8Array }

const isAsyncIterable = (input: object): input is AsyncIterable<unknown> => Symbol.asyncIterator in input

/** @throws TypeError if it is nothing that can be extracted. */
export function assertInput(input: unknown): asserts input is Input {
  if (!Array.isArray(input)) {
    assertFile(input)
    return
  }
  if (input.length === 0) throw new TypeError('input must not be an empty array')
  for (const file of input) assertFile(file)
}

export const isGroup = (input: Input): input is readonly InputFile[] => Array.isArray(input)

function assertFile(input: unknown): asserts input is InputFile {
  if (typeof input === 'string' && input !== '') return
  if (input instanceof URL && input.protocol === 'file:') return
  if (input instanceof Uint8Array) return
  if (typeof input === 'object' && input !== null && isAsyncIterable(input)) return
  const got = input === '' ? 'an empty string' : input instanceof URL ? input.protocol : kindOf(input)
  throw new TypeError(`input must be a path, a file: URL, a Buffer or Uint8Array, or a stream of these; got ${got}`)
}

const kindOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? value.constructor.name : value === null ? 'null' : typeof value

/** The file name of an input that has one; of several files, the first one's. */
export function nameOf(input: Input): string {
  if (isGroup(input)) return input[0] === undefined ? NAMELESS : nameOf(input[0])
  if (typeof input === 'string') return shownPath(basename(input))
  return input instanceof URL ? basename(fileURLToPath(input)) : NAMELESS
}

/**
 * Files stay where they are: the child reads them. A stream is collected, up to `limitMb` megabytes; one that is longer
 * or breaks off is a bad document.
 * @throws TypeError if a stream gives anything but bytes; the signal's reason if it fires meanwhile.
 */
export async function prepare(input: InputFile, limitMb: number, signal: AbortSignal | null): Promise<Prepared> {
  if (typeof input === 'string') return { content: { file: input } }
  if (input instanceof URL) return { content: { file: fileURLToPath(input) } }
  if (input instanceof Uint8Array) return { content: input }
  const chunks: Uint8Array[] = []
  let size = 0
  let misuse: TypeError | null = null // Told apart from a TypeError of the stream itself: fetch throws them.
  try {
    for await (const chunk of untilAborted(input, signal)) {
      if (!(chunk instanceof Uint8Array)) {
        misuse = new TypeError(`a stream must give bytes; got ${kindOf(chunk)}`)
        throw misuse
      }
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > limitMb * BYTES_PER_MB) {
        const details = { megabytes: Math.ceil(size / BYTES_PER_MB), limit: limitMb }
        return { code: 'file-too-large', details, bytes: Buffer.concat(chunks) }
      }
    }
  } catch (error) {
    if (signal?.aborted || error === misuse) throw error
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'unreadable-input', details: { reason }, bytes: Buffer.concat(chunks) }
  }
  return { content: Buffer.concat(chunks) }
}

/** The same stream, let go of as soon as the signal fires, even if it never gives anything. */
async function* untilAborted(stream: AsyncIterable<unknown>, signal: AbortSignal | null): AsyncGenerator {
  const over = new AbortController()
  const aborted = new Promise<null>((resolve) => {
    signal?.addEventListener(
      'abort',
      () => {
        resolve(null)
      },
      { once: true, signal: over.signal },
    )
  })
  const iterator = stream[Symbol.asyncIterator]()
  let ended = false
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted])
      signal?.throwIfAborted()
      ended = next?.done === true
      if (ended || !next) return
      yield next.value
    }
  } catch (error) {
    ended = signal?.aborted !== true
    throw error
  } finally {
    over.abort()
    if (!ended) void iterator.return?.().catch(() => undefined)
  }
}
