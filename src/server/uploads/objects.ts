import { open, rm } from 'node:fs/promises'
import type { Blobs } from '../../blobs/blobs.js'
import { Refusal } from '../errors/refusal.js'
import { assertHead, HEAD_BYTES, look, tooLarge } from './look.js'
import { uploadName } from './name.js'
import type { Received } from './receive.js'
import type { Temporary } from './temporary.js'

/**
 * Fetches an object of the storage of originals that a request names, to see what it is: as if it had been uploaded. It is not
 * kept, so that a request that names many takes the room of one.
 * @throws Refusal; BlobError
 */
export async function fetchObject(
  blobs: Blobs,
  { sha256, name: given }: { readonly sha256: string; readonly name: string },
  temporary: Temporary,
  most: number,
): Promise<Omit<Received, 'file' | 'part'>> {
  const name = uploadName(given)
  const size = await blobs.size(sha256)
  if (size === null) throw new Refusal('object-unknown', { sha256 })
  if (size > most) throw tooLarge(name, most)
  const file = temporary.place()
  try {
    await blobs.fetch(sha256, file)
    const head = await headOf(file)
    assertHead(name, head)
    return { name, print: await look(name, file, head) }
  } finally {
    await rm(file, { force: true })
  }
}

async function headOf(file: string): Promise<Buffer> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  return buffer.subarray(0, bytesRead)
}
