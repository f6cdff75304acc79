import { open } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { signatureOf } from '../readers/containers/signatures.js'
import { groupPages } from '../readers/image/group.js'
import type { Found } from './walk.js'

/** As much of a file as tells whether it is a picture. */
const HEAD_BYTES = 264

/**
 * Makes one document of the pictures of a folder that are pages of one by their names (x-1.jpg, x-2.jpg, …). Only files
 * whose names say so are looked into, and only those that are pictures by content are put together.
 */
export async function groupPictures(found: readonly Found[]): Promise<readonly Found[]> {
  const folders = new Map<string, number[]>()
  for (const [index, { file }] of found.entries()) {
    const folder = dirname(resolve(file))
    const present = folders.get(folder)
    if (present) present.push(index)
    else folders.set(folder, [index])
  }
  const parts = new Map<number, Found>()
  const taken = new Set<number>()
  for (const indices of folders.values()) {
    for (const group of await groupsIn(indices, found)) {
      const pages = group.flatMap((index) => found[index] ?? [])
      const [first] = pages
      if (!first) continue
      for (const index of group) taken.add(index)
      parts.set(Math.min(...group), { ...first, parts: pages.map(({ file }) => file) })
    }
  }
  if (taken.size === 0) return found
  return found.flatMap((each, index) => parts.get(index) ?? (taken.has(index) ? [] : each))
}

/** The groups of one folder, as indices of `found` in page order. */
async function groupsIn(indices: readonly number[], found: readonly Found[]): Promise<readonly (readonly number[])[]> {
  const pictures = new Map<number, boolean>()
  for (;;) {
    const left = indices.filter((index) => pictures.get(index) !== false)
    const names = left.map((index) => basename(found[index]?.file ?? ''))
    const groups = groupPages(names)
      .filter((group) => group.length > 1)
      .map((group) => group.flatMap((place) => left[place] ?? []))
    const unknown = groups.flat().filter((index) => !pictures.has(index))
    if (unknown.length === 0) return groups
    for (const index of unknown) pictures.set(index, await isPicture(found[index]?.file ?? ''))
  }
}

async function isPicture(file: string): Promise<boolean> {
  try {
    await using handle = await open(file)
    const { bytesRead, buffer } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return signatureOf(buffer.subarray(0, bytesRead)) === 'image'
  } catch {
    return false
  }
}
