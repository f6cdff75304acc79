import { createHash } from 'node:crypto'
import { dirname } from 'node:path'

/** Bytes that a shortened name keeps of its beginning: any file system takes as many, with what is put behind. */
const KEPT_BYTES = 60
/** Hexadecimal digits that tell shortened names apart. */
const DIGEST_DIGITS = 16

/**
 * A place for each document below an output folder, in the folders of the input: `a/x.pdf` → `a/x.pdf.json`. Where two
 * documents would share one (two arguments with the same paths below them, or names that differ only in case), the later
 * ones get a number. No place is also a folder of another.
 */
export function outputPlaces(paths: readonly string[]): readonly string[] {
  const folded = (path: string): string => path.normalize('NFC').toLowerCase()
  const folders = new Set<string>()
  for (const path of paths)
    for (let folder = dirname(path); folder !== '.' && folder !== '/'; folder = dirname(folder))
      folders.add(folded(folder))
  const taken = new Set<string>(['records.csv'])
  return paths.map((path) => {
    for (let number = 1; ; number += 1) {
      const place = number === 1 ? `${path}.json` : `${path}.${number}.json`
      if (taken.has(folded(place)) || folders.has(folded(place))) continue
      taken.add(folded(place))
      return place
    }
  })
}

/**
 * Other places for a document whose place has names that a file system does not take: the long ones are cut and bear a digest
 * of the whole, then the whole path is but a digest.
 */
export function shorterPlaces(place: string): readonly string[] {
  const digest = createHash('sha256').update(place).digest('hex').slice(0, DIGEST_DIGITS)
  const names = place.split('/')
  const last = names.pop()?.replace(/\.json$/u, '') ?? ''
  const folders = names.map((name) =>
    Buffer.byteLength(name) > KEPT_BYTES
      ? `${cut(name)}~${createHash('sha256').update(name).digest('hex').slice(0, DIGEST_DIGITS)}`
      : name,
  )
  return [[...folders, `${cut(last)}~${digest}.json`].join('/'), `${cut(last)}~${digest}.json`]
}

/** The beginning of a name, never half a character. */
function cut(name: string): string {
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > KEPT_BYTES) break
    kept += segment
  }
  return kept
}
