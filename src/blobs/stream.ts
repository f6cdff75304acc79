import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Transform, type Readable, type TransformCallback } from 'node:stream'
import { onDisk } from '../file-names.js'
import { isSystemError } from '../system.js'

/** At the end of what is being written; renamed when whole, so that nothing half written bears a good name. */
export const UNFINISHED = '.unfinished'

/** Lets bytes through, and fails at their end unless they are those of a fingerprint. */
export class Verified extends Transform {
  readonly #hash = createHash('sha256')

  /** `damaged`: the error that it fails with. */
  constructor(
    readonly sha256: string,
    readonly damaged: () => Error,
  ) {
    super()
    // A short content is at its end before anybody listens; whoever reads later is thrown the error all the same.
    this.on('error', () => undefined)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    done(this.#hash.digest('hex') === this.sha256 ? null : this.damaged())
  }
}

/**
 * Writes a stream to a path by way of an unfinished file beside it: afterwards all of it stands there, or what stood there
 * before.
 * @param durable flushed to the disk before it bears its name
 * @throws what the stream does, and the file system
 */
export async function writeWhole(
  from: Readable,
  target: string,
  { unfinished = `${target}.${randomUUID()}${UNFINISHED}`, durable = false } = {},
): Promise<void> {
  try {
    await writeTo(from, unfinished, durable)
    await rename(unfinished, target)
  } finally {
    from.destroy()
    await rm(unfinished, { force: true })
  }
}

async function writeTo(from: Readable, unfinished: string, durable: boolean): Promise<void> {
  await using file = await open(unfinished, 'wx')
  for await (const chunk of from) if (chunk instanceof Uint8Array) await file.writeFile(chunk)
  if (durable) await file.sync()
}

/** @throws what the file system does. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(onDisk(file))) if (chunk instanceof Uint8Array) hash.update(chunk)
  return hash.digest('hex')
}

/** An error of the file system or the network; errors of ours have codes, too, but no number. */
export const isFileError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  isSystemError(error) && 'errno' in error
