import { fileURLToPath } from 'node:url'
import type { Blobs } from './blobs.js'
import { FolderBlobs } from './folder.js'
import { parseS3Url } from './s3/location.js'

/** An unfinished copy older than this (milliseconds) belongs to a program that was killed: no copy takes a day. */
const FORSAKEN_MS = 24 * 60 * 60 * 1_000

/** Whether an address names a storage of originals: `file:///folder`, or a bucket (see `parseS3Url`). */
export const isBlobsUrl = (url: string): boolean => folderOf(url) !== null || parseS3Url(url) !== null

/**
 * The storage of originals at an address; nothing is connected to yet.
 * @throws Error where the address is none (`isBlobsUrl`)
 */
export async function openBlobs(url: string): Promise<Blobs> {
  const folder = folderOf(url)
  if (folder !== null) {
    const blobs = new FolderBlobs(folder)
    await blobs.tidy(FORSAKEN_MS)
    return blobs
  }
  const location = parseS3Url(url)
  if (!location) throw new Error('no address of a storage of originals')
  // The SDK would tell at each start that its versions of next year want a newer Node; this one is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  // Loaded only here: the SDK takes a while.
  const { S3Blobs } = await import('./s3/s3.js')
  return new S3Blobs(location)
}

function folderOf(url: string): string | null {
  if (!URL.canParse(url) || new URL(url).protocol !== 'file:') return null
  try {
    return fileURLToPath(url)
  } catch {
    return null // With the name of a host, or a slash in disguise.
  }
}
