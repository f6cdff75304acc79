import { open } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { onDisk } from '../file-names.js'
import { signatureOf } from '../readers/containers/signatures.js'
import { groupPages, pageName } from '../readers/image/group.js'

/** One document to read. */
export interface FoundDocument {
  /** Where it is. */
  readonly file: string
  /** As found below the argument given, /-separated, readable: names that are no UTF-8 are shown as GBK. */
  readonly path: string
  /** Pictures of its pages in page order, `file` the first of them; left out where it is one file. */
  readonly parts?: readonly string[]
  /** Set where a link leads to it that stands in the folder, while the file does not: it is never copied. */
  readonly isOutside?: true
}

/** As much of a file as tells whether it is a picture. */
const HEAD_BYTES = 264

/**
 * Makes one document of the pictures of a folder that are pages of one by their names (x-1.jpg, x-2.jpg, …). Only files
 * whose names say so are looked into, and only those that are pictures by content are put together.
 */
export async function groupPictures(found: readonly FoundDocument[]): Promise<readonly FoundDocument[]> {
  const folders = new Map<string, number[]>()
  for (const [index, { file }] of found.entries()) {
    const folder = dirname(resolve(file))
    const present = folders.get(folder)
    if (present) present.push(index)
    else folders.set(folder, [index])
  }
  const parts = new Map<number, FoundDocument>()
  const taken = new Set<number>()
  for (const [folder, indices] of folders) {
    const names = indices.map((index) => basename(found[index]?.file ?? ''))
    for (const group of await pageGroups(folder, names)) {
      const places = group.flatMap((place) => indices[place] ?? [])
      const pages = places.flatMap((index) => found[index] ?? [])
      const [first] = pages
      if (!first) continue
      for (const index of places) taken.add(index)
      parts.set(Math.min(...places), {
        ...first,
        parts: pages.map(({ file }) => file),
        ...(pages.some(({ isOutside }) => isOutside) && { isOutside: true as const }),
      })
    }
  }
  return found.flatMap((each, index) => parts.get(index) ?? (taken.has(index) ? [] : each))
}

/** The groups of two and more among the names in one folder, as their places in page order. */
export async function pageGroups(folder: string, names: readonly string[]): Promise<readonly (readonly number[])[]> {
  const pictures = new Map<number, boolean>()
  const candidates = candidatesIn(names)
  for (;;) {
    const left = candidates.filter((index) => pictures.get(index) !== false)
    const groups = groupPages(left.map((index) => names[index] ?? ''))
      .filter((group) => group.length > 1)
      .map((group) => group.flatMap((place) => left[place] ?? []))
    const unknown = groups.flat().filter((index) => !pictures.has(index))
    if (unknown.length === 0) return groups
    for (const index of unknown) pictures.set(index, await isPicture(join(folder, names[index] ?? '')))
  }
}

/** Places of the names that may be pages: those with a number, and where file managers numbered copies, all others, too. */
function candidatesIn(names: readonly string[]): readonly number[] {
  const numbered = [...names.keys()].filter((index) => pageName(names[index] ?? '') !== null)
  return numbered.some((index) => names[index]?.includes('(')) ? [...names.keys()] : numbered
}

async function isPicture(file: string): Promise<boolean> {
  try {
    await using handle = await open(onDisk(file))
    const { bytesRead, buffer } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return signatureOf(buffer.subarray(0, bytesRead)) === 'image'
  } catch {
    return false
  }
}
