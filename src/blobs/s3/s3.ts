import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type ListObjectsV2CommandOutput,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { createReadStream } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { onDisk } from '../../file-names.js'
import type { Blobs } from '../blobs.js'
import { assertFingerprint, BlobError, isFingerprint } from '../errors.js'
import { isFileError, sha256OfFile, Verified, writeWhole } from '../stream.js'
import { failureOf, isAbsent } from './failure.js'
import { placeOfS3, type S3Location } from './location.js'
import { patient } from './patience.js'

export interface S3Options {
  /** How often a request is tried; 8 if left out: its growing waits make some twenty seconds, in which a server restarts. */
  readonly attempts?: number
  /** Milliseconds without any traffic after which a connection is given up; a minute if left out. */
  readonly idleMs?: number
}

const ATTEMPTS = 8
const CONNECT_MS = 5_000
const IDLE_MS = 60_000

/** Files up to this size are held in memory while they are sent: read once, and the SDK can send them again. */
const HELD_BYTES = 8 * 1024 * 1024

/** How often a transfer that broke off, or came over damaged, is begun again; the SDK repeats no streams. */
const TRANSFERS = 3
const PAUSE_MS = 500

/** Signed by the SDK and compared by the server with what arrives: our fingerprint is just that. */
const CONTENT_HEADER = 'x-amz-content-sha256'

/** Originals in S3-compatible storage: keys are a prefix and the fingerprint. */
export class S3Blobs implements Blobs {
  readonly #client: S3Client
  readonly place: string

  constructor(
    readonly location: S3Location,
    { attempts = ATTEMPTS, idleMs = IDLE_MS }: S3Options = {},
  ) {
    const { endpoint, region, credentials } = location
    this.place = placeOfS3(location)
    this.#client = new S3Client({
      region,
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
      // Otherwise servers that do not know the framing of checksums keep it as part of the content.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: attempts,
      retryStrategy: patient(attempts),
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: idleMs },
    })
  }

  async put(sha256: string, file: string): Promise<boolean> {
    const present = await this.size(sha256)
    const info = await stat(onDisk(file)).catch(() => null)
    // A server that was ended while it wrote may have kept less.
    if (present !== null && (info === null || info.size === present)) return false
    try {
      if (!info?.isFile()) throw changed(file, 'ENOENT')
      await (info.size > HELD_BYTES ? this.#putStream(sha256, file) : this.#putHeld(sha256, file))
    } catch (error) {
      throw isFileError(error) && (error.path === file || Buffer.isBuffer(error.path))
        ? changed(file, error.code, error)
        : failureOf(error, this.place)
    }
    return true
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.size(sha256)) !== null
  }

  async size(sha256: string): Promise<number | null> {
    try {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand(this.#key(sha256)))
      return ContentLength ?? null
    } catch (error) {
      if (isAbsent(error)) return null
      throw failureOf(error, this.place)
    }
  }

  async fetch(sha256: string, target: string): Promise<void> {
    await rm(target, { force: true })
    await this.#again(async () => writeWhole(await this.open(sha256), target))
  }

  async open(sha256: string): Promise<Readable> {
    const { place } = this
    const body = await this.#get(sha256)
    const verified = new Verified(sha256, () => new BlobError('blob-damaged', { sha256, place }))
    body.once('error', (error) => verified.destroy(failureOf(error, place)))
    verified.once('close', () => body.destroy())
    return body.pipe(verified)
  }

  async delete(sha256: string): Promise<boolean> {
    const present = await this.has(sha256)
    try {
      if (present) await this.#client.send(new DeleteObjectCommand(this.#key(sha256)))
    } catch (error) {
      throw failureOf(error, this.place)
    }
    return present
  }

  async *list(): AsyncGenerator<string, void, undefined> {
    const { bucket, prefix } = this.location
    for (let after: string | undefined; ;) {
      const page: ListObjectsV2CommandOutput = await this.#client
        .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: after }))
        .catch((error: unknown) => {
          throw failureOf(error, this.place)
        })
      for (const { Key = '' } of page.Contents ?? []) {
        const name = Key.slice(prefix.length)
        if (isFingerprint(name)) yield name
      }
      after = page.NextContinuationToken
      if (!page.IsTruncated || after === undefined) return
    }
  }

  async check(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.location.bucket }))
    } catch (error) {
      throw failureOf(error, this.place)
    }
  }

  close(): Promise<void> {
    this.#client.destroy()
    return Promise.resolve()
  }

  async #get(sha256: string): Promise<Readable> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand(this.#key(sha256)))
      if (Body instanceof Readable) return Body
    } catch (error) {
      throw isAbsent(error)
        ? new BlobError('blob-missing', { sha256, place: this.place })
        : failureOf(error, this.place)
    }
    throw new BlobError('blobs-unreachable', { place: this.place, reason: 'no content' })
  }

  /** The one read is the one that is verified: nothing is sent of a file that changed. */
  async #putHeld(sha256: string, file: string): Promise<void> {
    const Body = await readFile(onDisk(file))
    if (createHash('sha256').update(Body).digest('hex') !== sha256) throw changed(file, 'SHA-256')
    await this.#send(sha256, { Body, ContentLength: Body.length })
  }

  /**
   * Read twice: what changed before is not sent at all, so that servers that keep what came of a broken transfer keep nothing of
   * it; what changes while it is sent is broken off.
   */
  async #putStream(sha256: string, file: string): Promise<void> {
    if ((await sha256OfFile(file)) !== sha256) throw changed(file, 'SHA-256')
    await this.#again(async () => {
      const { size } = await stat(onDisk(file))
      const from = createReadStream(onDisk(file))
      const Body = new Verified(sha256, () => changed(file, 'SHA-256'))
      const reasons: Error[] = []
      Body.once('error', (error) => reasons.push(error))
      from.once('error', (error) => Body.destroy(isFileError(error) ? changed(file, error.code, error) : error))
      try {
        await this.#send(sha256, { Body: from.pipe(Body), ContentLength: size })
      } catch (error) {
        throw reasons[0] ?? failureOf(error, this.place)
      } finally {
        from.destroy()
        Body.destroy()
      }
    })
  }

  async #send(sha256: string, content: Pick<PutObjectCommandInput, 'Body' | 'ContentLength'>): Promise<void> {
    const command = new PutObjectCommand({ ...this.#key(sha256), ...content })
    command.middlewareStack.add(
      (next) => async (args) => {
        const { request } = args
        if (hasHeaders(request)) request.headers[CONTENT_HEADER] = sha256
        return next(args)
      },
      { step: 'build', name: 'nianbaoContentSha256' },
    )
    await this.#client.send(command)
  }

  /** Begins a transfer again that broke off or came over damaged: another one may come whole. A server that is away is waited for. */
  async #again(transfer: () => Promise<void>): Promise<void> {
    for (let time = 1; ; time++) {
      try {
        await transfer()
        return
      } catch (error) {
        const mayMend =
          error instanceof BlobError && (error.code === 'blobs-unreachable' || error.code === 'blob-damaged')
        if (!mayMend || time === TRANSFERS) throw error
        await wait(PAUSE_MS * time)
        if (error.code === 'blobs-unreachable') await this.check()
      }
    }
  }

  /** @throws BlobError `blob-key-invalid` */
  #key(sha256: string): { readonly Bucket: string; readonly Key: string } {
    assertFingerprint(sha256)
    return { Bucket: this.location.bucket, Key: this.location.prefix + sha256 }
  }
}

const changed = (file: string, reason: string, cause?: unknown): BlobError =>
  new BlobError('blob-changed', { file, reason }, { cause })

const hasHeaders = (request: unknown): request is { readonly headers: Record<string, string> } =>
  typeof request === 'object' && request !== null && 'headers' in request
