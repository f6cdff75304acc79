import type { Entry, ZipFile } from 'yauzl'
import { DocumentError } from '../../model/problem.js'
import type { Limits } from '../../model/source.js'
import { entryChunks, openPackage } from '../containers/entries.js'
import { BOUND_PARTS } from './bindings.js'
import { decodeText } from '../encoding.js'
import {
  folderOf,
  isUsual,
  MAIN,
  MAIN_RELATIONS,
  mainParts,
  moved,
  relationsName,
  relationsOf,
  ROOT_RELATIONS,
  unescaped,
} from './relations.js'

/** The parts of a .docx package by name. */
export type Parts = ReadonlyMap<string, Buffer>

/**
 * XML grows to a hundred times its size as a tree in memory, so it may take this share only of what may be unpacked: 15 of
 * 300 MB. Reports of hundreds of pages have 5.
 */
const XML_SHARE = 1 / 20

/** Parts with values for content controls are small, in bytes. */
const MAX_BOUND = 500_000

const MEGABYTE = 1024 * 1024

/**
 * These parts of a package are read: the document and the parts that it refers to. Fonts, embedded files and properties
 * stay packed.
 */
const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:[^/]+\.xml|theme\/[^/]+\.xml|_rels\/[^/]+\.rels|media\/.+)|media\/.+|(?!.*embeddings\/).*\.(?:x?html?|mht|mhtml|rtf|txt|docx|doc|dat))$/i

export const damaged = (reason: string, cause?: unknown): DocumentError =>
  new DocumentError('damaged-file', { format: 'Word', reason }, { cause })

/**
 * Unpacks a .docx with bounds on what it claims and on what really comes out.
 * @throws DocumentError damaged-file, encrypted, or unpacks-too-large.
 */
export async function unpack(bytes: Uint8Array, limits: Limits, signal: AbortSignal | null): Promise<Parts> {
  const { zip, entries } = await openPackage(bytes, 'Word')
  const budget = { all: limits.unpackedMb * MEGABYTE, xml: limits.unpackedMb * MEGABYTE * XML_SHARE }
  const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (declared > budget.all) throw new DocumentError('unpacks-too-large', { limit: limits.unpackedMb })
  const byName = new Map<string, Entry>()
  for (const entry of entries) {
    const name = unescaped(entry.fileName.replace(/^\/+/, '').replaceAll('\\', '/'))
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), entry)
  }
  const read = async (name: string): Promise<Buffer | null> => {
    signal?.throwIfAborted()
    const entry = byName.get(unescaped(name).toLowerCase())
    if (!entry) return null
    if (entry.isEncrypted()) throw new DocumentError('encrypted', { format: 'Word' })
    const kind = /\.(?:xml|rels)$/i.test(name) ? 'xml' : 'all'
    const part = await readEntry(zip, entry, budget[kind])
    if (part === null)
      throw new DocumentError('unpacks-too-large', { limit: Math.floor(limits.unpackedMb * XML_SHARE) })
    budget.all -= part.length
    if (kind === 'xml') budget.xml -= part.length
    return part
  }
  const elsewhere = await relocated(new Set(byName.keys()), entries, read)
  if (elsewhere) return withBoundParts(elsewhere, entries, read)
  const parts = new Map<string, Buffer>()
  for (const entry of entries) {
    const name = entry.fileName.replace(/^\/+/, '')
    if (!NEEDED.test(name) || parts.has(name)) continue
    const part = await read(name)
    if (part) parts.set(name, part)
  }
  return withBoundParts(parts, entries, read)
}

/** The same parts and those to which content controls are bound; one that is too large is none. */
async function withBoundParts(
  parts: ReadonlyMap<string, Buffer>,
  entries: readonly Entry[],
  read: (name: string) => Promise<Buffer | null>,
): Promise<Parts> {
  if (parts.get(MAIN)?.includes('dataBinding') !== true) return parts
  const all = new Map(parts)
  for (const { fileName, uncompressedSize } of entries) {
    const name = fileName.replace(/^\/+/, '').replaceAll('\\', '/')
    if (!BOUND_PARTS.test(name) || uncompressedSize > MAX_BOUND) continue
    const part = await read(fileName)
    if (part) all.set(name, part)
  }
  return all
}

/** The parts under their usual names where the package has them under other ones; null where it has not. */
async function relocated(
  names: ReadonlySet<string>,
  entries: readonly Entry[],
  read: (name: string) => Promise<Buffer | null>,
): Promise<Parts | null> {
  const xmlOf = async (name: string): Promise<string> => decodeText((await read(name)) ?? new Uint8Array(), null).text
  const types = await xmlOf('[Content_Types].xml')
  const main = mainParts(await xmlOf('_rels/.rels'), types).find((name) => names.has(name.toLowerCase()))
  if (main === undefined) return null
  const relations = relationsOf(await xmlOf(relationsName(main)), folderOf(main))
  const exact = entries.some(({ fileName }) => fileName.replace(/^\/+/, '') === MAIN)
  if (exact && main === MAIN && (!names.has(MAIN_RELATIONS) || isUsual(relations, names))) return null
  const body = await read(main)
  if (!body) return null
  const { names: targets, xml } = moved(relations)
  const parts = new Map<string, Buffer>([
    ['[Content_Types].xml', Buffer.from(types)],
    ['_rels/.rels', Buffer.from(ROOT_RELATIONS)],
    [MAIN, body],
    [MAIN_RELATIONS, Buffer.from(xml)],
  ])
  for (const [name, target] of targets) {
    const part = await read(target)
    if (part) parts.set(name, part)
  }
  return parts
}

/** The entry's bytes; null as soon as they are more than allowed, whatever the directory claims. */
async function readEntry(zip: ZipFile, entry: Entry, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of entryChunks(zip, entry, 'Word')) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
