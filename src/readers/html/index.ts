import { problem } from '../../model/problem.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { boundMarkup } from '../bounds.js'
import { decodeText } from '../encoding.js'
import { flowOf, type FlowItem } from '../markup/flow.js'
import { parseMarkup } from '../markup/tree.js'
import type { MarkupElement, MarkupOptions } from '../markup/element.js'
import { isAnchor } from './clues.js'
import { mainContent } from './content.js'
import { declaredEncoding } from './declared.js'
import { metadataOf } from './metadata.js'
import { refuseOtherPages } from './refusal.js'

interface Page {
  readonly root: MarkupElement
  readonly hidden: boolean
  readonly linked: boolean
  readonly items: readonly FlowItem[]
}

/**
 * Reads a web page: the report's headings, paragraphs, tables and pictures in order, without the page around it, and what
 * the page says of its title, organ and date.
 * @throws DocumentError for a page that only links to the report, for an error page, and text-too-long.
 */
export async function readHtml(source: Source, options: ReadOptions): Promise<Reading> {
  options.signal?.throwIfAborted()
  const { text } = decodeText(source.bytes, declaredEncoding(source.bytes))
  boundMarkup(text)
  const { root, items, linked } = visiblePage(text, await readersFor(text))
  refuseOtherPages(root, items)
  return {
    format: 'html',
    pages: null,
    blocks: mainContent(items).map(({ block }) => block),
    metadata: metadataOf(root, items),
    problems: linked ? [problem('sheet-linked')] : [],
    pdfEngine: null,
    recogniser: null,
  }
}

/** Signs of a page that has style sheets, or something equivalent. */
const SHEETS = /<style\b|<link\b[^>]*data:text\/css|<body\b[^>]*\blink\s*=/iu

/** Signs of scripts that run while the page is loaded. */
const SCRIPTS = /<script\b|\son(?:load|error|animationstart)\s*=/iu

type Readers = Omit<MarkupOptions, 'showHidden'>

/** The readers of style sheets and scripts take their time to load: only pages that have some need them. */
async function readersFor(html: string): Promise<Readers> {
  const sheets = SHEETS.test(html) ? { readSheets: (await import('../markup/style/sheet.js')).readSheets } : {}
  return SCRIPTS.test(html)
    ? { ...sheets, findFilled: (await import('../markup/script/filled.js')).filledCells }
    : sheets
}

/** The page as it is first shown; if the report is not in it, the page with what a script would unfold. */
function visiblePage(html: string, readers: Readers): Page {
  const shown = pageOf(html, readers, false)
  if (!shown.hidden || shown.items.some(isAnchor)) return shown
  const all = pageOf(html, readers, true)
  return all.items.some(isAnchor) ? all : shown
}

function pageOf(html: string, readers: Readers, showHidden: boolean): Page {
  const { root, hidden, linked } = parseMarkup(html, { showHidden, ...readers })
  return { root, hidden, linked, items: flowOf(root, heldPicture) }
}

/** Where scripts find the picture that they put into the place of the one in `src`, when it comes into sight. */
const LATER = ['data-src', 'data-original', 'data-lazy-src', 'data-url']

/** The picture that stands in the page as a data: URI; null where the page only links to it. Nothing is fetched. */
function heldPicture({ attributes }: MarkupElement): Uint8Array | null {
  const shown = [...LATER, 'src'].map((name) => attributes.get(name)?.trim()).find((address) => address)
  return dataUri(shown ?? '')
}

function dataUri(address: string): Uint8Array | null {
  const match = /^data:image\/[\w.+-]+(?:;[\w=-]+)*;base64,/i.exec(address)
  if (!match) return null
  const data = address.slice(match[0].length)
  return Buffer.from(data.includes('%') ? percentDecoded(data) : data, 'base64')
}

const percentDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
