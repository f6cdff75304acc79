import type { Block, Cell } from '../../model/block.js'
import { joinLines } from '../markup/text.js'
import { MAIN_RELATIONS, relationsOf } from './relations.js'
import { attribute } from './xml.js'

/** Reads another document into blocks. */
export type ChunkReader = (bytes: Uint8Array) => Promise<readonly Block[]>

const CHUNK = /<w:altChunk\b[^>]*?(?:\/>|>[^]*?<\/w:altChunk>)/g

/** Stands in the text where a part of another document is inserted, with its number. A private character. */
const PLACE = '\ue4c7'
const PLACED = new RegExp(`${PLACE}(\\d+)${PLACE}`)

/** No report is put together of more. */
const MAX_CHUNKS = 200

/** A body with a mark in the place of each document that Word inserts there, and the bytes of those documents. */
export function withoutChunks(
  body: string,
  parts: ReadonlyMap<string, Buffer>,
): { readonly xml: string; readonly chunks: readonly (Buffer | null)[] } {
  if (!body.includes('<w:altChunk')) return { xml: body, chunks: [] }
  const relations = relationsOf(parts.get(MAIN_RELATIONS)?.toString('utf8') ?? '', 'word/')
  const chunks: (Buffer | null)[] = []
  const xml = body.replace(CHUNK, (tag) => {
    if (chunks.length >= MAX_CHUNKS) return ''
    const target = relations.find(({ id }) => id === attribute(tag, 'r:id'))?.target
    chunks.push((target === undefined ? undefined : parts.get(target)) ?? null)
    return `<w:p><w:r><w:t>${PLACE}${chunks.length - 1}${PLACE}</w:t></w:r></w:p>`
  })
  return { xml, chunks }
}

/** The blocks with what the inserted documents hold in its place; `unread` counts those that could not be read. */
export async function withChunks(
  blocks: readonly Block[],
  chunks: readonly (Buffer | null)[],
  read: ChunkReader | null,
): Promise<{ readonly blocks: readonly Block[]; readonly unread: number }> {
  if (chunks.length === 0) return { blocks, unread: 0 }
  const contents = await Promise.all(chunks.map((bytes) => contentOf(bytes, read)))
  const styled = new Set(chunks.flatMap((bytes, at) => (isStyled(bytes) ? [at] : [])))
  const merged = blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'picture') return [block]
    if (block.kind === 'table') return [{ ...block, cells: block.cells.map((cell) => filled(cell, contents, styled)) }]
    const number = PLACED.exec(block.text)?.[1]
    return number === undefined ? [block] : (contents[Number(number)] ?? [])
  })
  return { blocks: merged, unread: contents.filter((content) => content === null).length }
}

/** Null where a document cannot be read: it is told of, and makes its cell a doubt. */
async function contentOf(bytes: Buffer | null, read: ChunkReader | null): Promise<readonly Block[] | null> {
  if (bytes === null || read === null) return null
  return read(pageOfArchive(bytes) ?? bytes).catch(() => null)
}

/** Signs that a page does not show its text as it is. */
const STYLED = /<style\b|\sstyle\s*=|\sclass\s*=|<font\b/i

/** Tells whether a document is a page with a look of its own: in a cell it decides what is seen. */
const isStyled = (bytes: Buffer | null): boolean => {
  const text = Buffer.from(bytes === null ? [] : (pageOfArchive(bytes) ?? bytes)).toString('latin1')
  return /<(?:html|body|p|div|span|font)\b/i.test(text) && STYLED.test(text)
}

function filled(cell: Cell, contents: readonly (readonly Block[] | null)[], styled: ReadonlySet<number>): Cell {
  const number = PLACED.exec(cell.text)?.[1]
  if (number === undefined) return cell
  const content = contents[Number(number)] ?? null
  const lines = content?.map((block) => (block.kind === 'paragraph' ? block.text : null)) ?? [null]
  if (lines.includes(null))
    return { ...cell, text: cell.text.replace(PLACED, ''), doubt: cell.doubt ?? 'cell-not-text' }
  const [before = '', , behind = ''] = cell.text.split(PLACED)
  const doubt = cell.doubt ?? (styled.has(Number(number)) ? 'cell-hidden' : undefined)
  const text = joinLines([before, ...lines.map((line) => line ?? ''), behind])
  return { ...cell, text, ...(doubt === undefined ? {} : { doubt }) }
}

/** The page in a web archive (MHTML), as bytes of HTML; null for what is no such archive. */
function pageOfArchive(bytes: Uint8Array): Uint8Array | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const head = headerOf(text)
  if (!/^content-type:\s*(?:multipart\/related|text\/html)/im.test(head)) return null
  const boundary = /boundary\s*=\s*"?([^";\r\n]+)/i.exec(head)?.[1]?.trim()
  const parts = boundary === undefined ? [text] : text.split(`--${boundary}`).slice(1)
  const page = parts.find((part) => /^content-type:\s*text\/html/im.test(headerOf(part)))
  return page === undefined ? null : decoded(page)
}

/** The lines ahead of the first empty one, with those that go on put together. */
const headerOf = (part: string): string =>
  (/^\s*([^]*?)\r?\n\r?\n/.exec(part.slice(0, 8_000))?.[1] ?? '').replace(/\r?\n[ \t]+/g, ' ')

function decoded(part: string): Uint8Array {
  const body = part.replace(/^\s*[^]*?\r?\n\r?\n/, '')
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(headerOf(part))?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  const plain =
    encoding === 'quoted-printable'
      ? body
          .replace(/=[ \t]*\r?\n/g, '')
          .replace(/=([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      : body
  return Buffer.from(plain, 'latin1')
}
