import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseGlob } from '../../ingest/roots.js'
import { leftOutBy } from '../../ingest/rules.js'
import { namesGiven, onDisk, shownPath } from '../../file-names.js'
import type { FoundDocument } from '../../ingest/groups.js'
import { realpathOf, walk, type WalkOptions } from '../../ingest/walk.js'

export interface Inputs {
  readonly found: readonly FoundDocument[]
  /** Files of folders and globs that were left out, counted by extension. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Globs that match nothing. */
  readonly unmatched: readonly string[]
  /** Links that lead out of their folder, and are not followed. */
  readonly links: number
}

/**
 * The documents of all arguments, in their order, each file once. What is not there or cannot be looked into is found,
 * too, so that reading it gives a record that says why.
 */
export async function findInputs(args: readonly string[], followLinks = false): Promise<Inputs> {
  let links = 0
  const linking: Linking = {
    followLinks,
    onLink: () => {
      links += 1
    },
  }
  const found: FoundDocument[] = []
  const leftOut = new Map<string, number>()
  const unmatched: string[] = []
  const seen = new Set<string>()
  for (const arg of args) {
    const below = await findBelow(arg, linking)
    const isThere = below.length > 0 || (await stat(onDisk(arg)).catch(() => null)) !== null
    if (!isThere) unmatched.push(arg)
    for (const each of below) {
      const identity = await realpathOf(each.file).catch(() => resolve(each.file))
      if (seen.has(identity)) continue
      seen.add(identity)
      const extension = each.file === arg ? null : leftOutBy(each.file)
      if (extension === null) found.push(each)
      else leftOut.set(extension, (leftOut.get(extension) ?? 0) + 1)
    }
  }
  return { found, leftOut, unmatched, links }
}

type Linking = Pick<WalkOptions, 'followLinks' | 'onLink'>

/** The file itself, the files of a folder, or those that match a glob. */
async function findBelow(arg: string, linking: Linking): Promise<readonly FoundDocument[]> {
  if (arg === '') return []
  const itself = [{ file: arg, path: shownPath(basename(resolve(arg))) }]
  const info = await stat(onDisk(arg)).catch(() => null)
  if (info?.isDirectory()) return collect(arg, linking)
  if (info) return itself
  const glob = await parseGlob(arg)
  if (!glob) return itself
  if (!(await stat(onDisk(glob.base)).catch(() => null))) return []
  return (await collect(glob.base, linking, glob.depth)).filter(({ path }) => glob.matches(path))
}

/** All files of a folder; one that cannot be looked into is found itself. */
async function collect(folder: string, linking: Linking, depth = Infinity): Promise<readonly FoundDocument[]> {
  const found: FoundDocument[] = []
  const options: WalkOptions = {
    group: false,
    ...linking,
    depth,
    leftOut: true,
    onUnreadable: (file, path) => found.push({ file, path: path || shownPath(basename(resolve(folder))) }),
  }
  for await (const each of walk(folder, options)) found.push(each)
  return found
}

/** Paths given as arguments, also where their bytes are no UTF-8 and the system keeps the command line (Linux). */
export function namesOnCommandLine(args: readonly string[]): readonly string[] {
  return args.some((arg) => arg.includes('\ufffd')) ? namesGiven(args, commandLine()) : args
}

function commandLine(): Uint8Array | null {
  try {
    return readFileSync('/proc/self/cmdline')
  } catch {
    return null
  }
}
