import mammoth from 'mammoth'
import { problem } from '../../model/problem.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { storedZip } from '../containers/zip.js'
import { boundMarkup } from '../bounds.js'
import { decodeText } from '../encoding.js'
import { flowOf } from '../markup/flow.js'
import { collapse } from '../markup/text.js'
import { parseMarkup } from '../markup/tree.js'
import { bindingOf, BOUND_PARTS } from './bindings.js'
import { themeFonts, themeOf } from './colours.js'
import { withChunks, withoutChunks, type ChunkReader } from './chunks.js'
import { numbersOf } from './numbering.js'
import { MAIN } from './relations.js'
import { nameStylesByAlignment, STYLE_MAP } from './alignment.js'
import { normaliseDocument } from './normalise.js'
import { damaged, unpack, type Parts } from './package.js'
import { withUsualPrefixes } from './namespaces.js'
import { revealTree } from './reveal.js'
import { styleSheet } from './styles.js'

/** The arrow by which mammoth leads from a note back to its mark. */
const NOTE_RETURN = /<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g

/** Gives the XML of a document's body, changed. */
type Edit = (xml: string) => string

/** Options for the Word reader. */
export interface Help {
  /** Changes the XML of the body ahead of all else. */
  readonly edit?: Edit
  /** Reads documents that are inserted into this one. */
  readonly readChunk?: ChunkReader
}

/** Parts whose paragraphs are read. */
const BODY = /^word\/(?:document|footnotes|endnotes)\d*\.xml$/i

/** Addresses that pictures have between mammoth's HTML and the blocks. */
const PICTURE = 'docx-picture:'

/** Marks of notes whose text the package does not have: mammoth gives up on the whole document for one. */
const REFERENCE = /<w:(footnote|endnote)Reference\b[^>]*?\bw:id="([^"]*)"[^>]*?(?:\/>|>\s*<\/w:\1Reference>)/g

/**
 * Reads a .docx: unpacked within bounds, put into terms that mammoth knows, turned into HTML by it, and read like a web
 * page without furniture. Deleted and hidden text is left out; notes stand at the end.
 * Documents that Word inserts into it (altChunk) are read in their place.
 * @throws DocumentError damaged-file, encrypted, unpacks-too-large, or text-too-long.
 */
export async function readDocx(source: Source, options: ReadOptions, help: Help = {}): Promise<Reading> {
  const parts = await unpack(source.bytes, options.limits, options.signal)
  const { ready, chunks } = prepared(parts, help.edit ?? ((xml) => xml))
  const { html, pictures } = await toHtml(ready)
  options.signal?.throwIfAborted()
  const { root } = parseMarkup(html, { showHidden: true })
  const items = flowOf(root, (image) => pictures[Number(image.attributes.get('src')?.slice(PICTURE.length))] ?? null)
  const { blocks, unread } = await withChunks(
    items.map(({ block }) => block),
    chunks,
    help.readChunk ?? null,
  )
  return {
    format: 'docx',
    pages: null,
    blocks,
    metadata: {},
    problems: unread > 0 ? [problem('chunk-unread', { count: unread })] : [],
    pdfEngine: null,
    recogniser: null,
  }
}

/** All XML as UTF-8 without document types: entities are how XML is made to explode or to fetch. */
function prepared(
  parts: Parts,
  edit: Edit,
): { readonly ready: Map<string, Buffer>; readonly chunks: readonly (Buffer | null)[] } {
  const result = new Map<string, Buffer>()
  const bodies = new Map<string, string>()
  const bound = new Map<string, string>()
  for (const [name, bytes] of parts) {
    if (!/\.(?:xml|rels)$/i.test(name)) {
      result.set(name, bytes)
      continue
    }
    if (bytes.length === 0) continue
    if (BOUND_PARTS.test(name)) {
      bound.set(name, decodeText(bytes, null).text)
      continue
    }
    const declared = /^[^>]*encoding\s*=\s*["']([\w.-]+)/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1] ?? null
    const xml = decodeText(bytes, declared).text
    if (/<!DOCTYPE/i.test(xml)) throw damaged('it declares XML entities, which Word never does')
    boundMarkup(xml)
    const plain = xml.replace(/^\s*<\?xml[^]*?\?>/, '')
    const usual = withUsualPrefixes(plain)
    if (BODY.test(name)) bodies.set(name, edit(usual))
    else result.set(name, Buffer.from(usual, 'utf8'))
  }
  const textOf = (name: string): string => result.get(name)?.toString('utf8') ?? ''
  const { xml: main, chunks } = withoutChunks(bodies.get(MAIN) ?? '', result)
  if (chunks.length > 0) bodies.set(MAIN, main)
  const set = textOf('word/settings.xml')
  const theme = textOf('word/theme/theme1.xml')
  const sheet = styleSheet(textOf('word/styles.xml'), themeOf(theme, set), themeFonts(theme))
  const settings = {
    numbers: numbersOf(textOf('word/numbering.xml')),
    showsPageColour: set.includes('<w:displayBackgroundShape'),
    renewsFields: /<w:updateFields\b(?![^>]*"(?:0|false|off)")/.test(set),
    bindingFor: bindingOf(bound),
  }
  for (const [name, xml] of bodies) {
    const tree = revealTree(xml, sheet, settings)
    // Nobody could tell what is hidden in it, and Word refuses to open it as well.
    if (!tree) throw damaged('its XML is not well-formed')
    result.set(name, Buffer.from(normaliseDocument(xml, tree), 'utf8'))
  }
  const notes = { footnote: textOf('word/footnotes.xml'), endnote: textOf('word/endnotes.xml') }
  for (const name of [...result.keys()].filter((each) => BODY.test(each)))
    result.set(name, Buffer.from(withoutLostNotes(textOf(name), notes), 'utf8'))
  return { ready: result, chunks }
}

async function toHtml(parts: Parts): Promise<{ html: string; pictures: readonly Uint8Array[] }> {
  const pictures: Uint8Array[] = []
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: storedZip(parts) },
      {
        styleMap: [...STYLE_MAP],
        includeEmbeddedStyleMap: false,
        transformDocument: nameStylesByAlignment,
        convertImage: mammoth.images.imgElement(async (image) => {
          const address = `${PICTURE}${pictures.length}`
          pictures.push(await image.readAsBuffer().catch(() => new Uint8Array()))
          return { src: address }
        }),
      },
    )
    // mammoth puts heading rows into a <thead>, past whose end no row span would reach; Word knows no such bound.
    const html = value.replace(/<\/?t(?:head|body)>/g, '').replace(NOTE_RETURN, '')
    return { html, pictures }
  } catch (error) {
    const reason =
      error instanceof RangeError ? 'nested too deeply' : error instanceof Error ? error.message : String(error)
    throw damaged(collapse(reason.split('\n', 1).join('')).slice(0, 120), error)
  }
}

/** The XML of a body without the marks of lost notes. @param notes XML of the package's notes, by kind */
function withoutLostNotes(body: string, notes: Readonly<Record<'footnote' | 'endnote', string>>): string {
  const idsOf = (kind: 'footnote' | 'endnote'): ReadonlySet<string> =>
    new Set([...notes[kind].matchAll(/<w:(?:foot|end)note\b[^>]*?\bw:id="([^"]*)"/g)].map(([, id]) => id ?? ''))
  const known = { footnote: idsOf('footnote'), endnote: idsOf('endnote') }
  return body.replace(REFERENCE, (whole, kind: 'footnote' | 'endnote', id: string) =>
    known[kind].has(id) ? whole : '',
  )
}
