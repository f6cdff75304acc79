import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { parseGlob } from '../ingest/roots.js'
import { leftOutBy } from '../ingest/rules.js'
import { walk, type Found, type WalkOptions } from '../ingest/walk.js'

export interface Inputs {
  readonly found: readonly Found[]
  /** How many files of folders and globs were left out, by extension. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Globs that match nothing. */
  readonly unmatched: readonly string[]
}

/**
 * The documents of all arguments, in their order, each file once. What is not there or cannot be looked into is found,
 * too, so that reading it gives a record that says why.
 */
export async function findInputs(args: readonly string[]): Promise<Inputs> {
  const found: Found[] = []
  const leftOut = new Map<string, number>()
  const unmatched: string[] = []
  const seen = new Set<string>()
  for (const arg of args) {
    const below = await findBelow(arg)
    const isThere = below.length > 0 || (await stat(arg).catch(() => null)) !== null
    if (!isThere) unmatched.push(arg)
    for (const each of below) {
      const identity = await realpath(each.file).catch(() => resolve(each.file))
      if (seen.has(identity)) continue
      seen.add(identity)
      const extension = each.file === arg ? null : leftOutBy(each.file)
      if (extension === null) found.push(each)
      else leftOut.set(extension, (leftOut.get(extension) ?? 0) + 1)
    }
  }
  return { found, leftOut, unmatched }
}

/** The file itself, the files of a folder, or what a glob matches. */
async function findBelow(arg: string): Promise<readonly Found[]> {
  if (arg === '') return []
  const itself = [{ file: arg, path: basename(resolve(arg)) }]
  const info = await stat(arg).catch(() => null)
  if (info?.isDirectory()) return collect(arg)
  if (info) return itself
  const glob = await parseGlob(arg)
  if (!glob) return itself
  if (!(await stat(glob.base).catch(() => null))) return []
  return (await collect(glob.base, glob.depth)).filter(({ path }) => glob.matches(path))
}

/** All files of a folder; one that cannot be looked into is found itself. */
async function collect(folder: string, depth = Infinity): Promise<readonly Found[]> {
  const found: Found[] = []
  const options: WalkOptions = {
    group: false,
    depth,
    leftOut: true,
    onUnreadable: (file, path) => found.push({ file, path: path || basename(resolve(folder)) }),
  }
  for await (const each of walk(folder, options)) found.push(each)
  return found
}

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
