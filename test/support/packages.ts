import { buffer } from 'node:stream/consumers'
import { openPromise } from 'yauzl'

/** The parts of a ZIP on the disk, by their names. */
export async function openPackage(file: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await openPromise(file)
  const parts = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return parts
}
