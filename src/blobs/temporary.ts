import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlobError } from './errors.js'
import { isFileError } from './stream.js'

/** Makes a folder of one's own among the temporary files. @throws BlobError temp-unusable */
export const temporaryFolder = (prefix: string, parent = tmpdir()): Promise<string> =>
  inTemporary(parent, () => mkdtemp(join(parent, prefix)))

/** Writes into a folder for temporary files: what the system refuses is that folder's fault. @throws BlobError temp-unusable */
export async function inTemporary<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof BlobError) throw cause
    throw isFileError(cause) ? new BlobError('temp-unusable', { folder, reason: cause.code }, { cause }) : cause
  }
}
