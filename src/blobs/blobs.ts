import type { Readable } from 'node:stream'

/**
 * Where the originals of documents live, each under the SHA-256 of its bytes. Two implementations stand behind this interface (a
 * folder, which hosts may share, and S3-compatible storage), held to one conformance suite (`testing/describe-blobs.ts`).
 * Fingerprints are 64 lower-case hexadecimal digits. Whatever is given out was verified against the fingerprint that it was asked
 * for by. Whatever keeps a method from working is thrown as a BlobError.
 */
export interface Blobs {
  /** Its name for people, without secrets. */
  readonly place: string
  /**
   * Copies a file in, unless its content is there already: then the file is not read. True if it was not there. Nothing half
   * copied ever bears the name.
   * @throws BlobError; `blob-changed` where the file is gone, unreadable, or its content is not the one named
   */
  put(sha256: string, file: string): Promise<boolean>
  /** By name: the bytes are not looked at. */
  has(sha256: string): Promise<boolean>
  /** Bytes; null where it is not there. */
  size(sha256: string): Promise<number | null>
  /**
   * Writes a content to a path. Whatever stood there is replaced; where this fails, nothing stands there.
   * @throws BlobError; `blob-missing`, `blob-damaged`; what the file system does where the path cannot be written
   */
  fetch(sha256: string, target: string): Promise<void>
  /**
   * A content as a stream, which fails with `blob-damaged` at its end where the bytes were others: nobody may count what it
   * gave before its end.
   * @throws BlobError; `blob-missing`
   */
  open(sha256: string): Promise<Readable>
  /** Takes a content away for good; false where it was not there. @throws BlobError */
  delete(sha256: string): Promise<boolean>
  /** All that is there, by name, in no order; nothing is held but a page of it. */
  list(): AsyncIterable<string>
  /** Throws the BlobError that keeps anything from being read here; for `doctor` and health checks. */
  check(): Promise<void>
  close(): Promise<void>
}
