import type { Block } from '../../model/block.js'
import type { PageInfo, Page } from '../../model/page.js'
import { DocumentError, type Problem } from '../../model/problem.js'
import {
  DEFAULT_INK,
  DEFAULT_PDF_ENGINE,
  DEFAULT_RECOGNITION,
  type Reading,
  type ReadOptions,
  type Source,
} from '../../model/source.js'
import { layoutPages } from '../../layout/index.js'
import { damageOf } from './damage.js'
import { reportElsewhere } from './elsewhere.js'
import type { PdfEngine } from './engine.js'
import { engineFor } from './engines.js'
import { hasUnreadCells } from './ink/unread-cells.js'
import { withMarks } from './marked-cells.js'
import { readPages } from './pages.js'
import { recogniserFor } from '../recogniser.js'
import type { RecognisedPages } from './recognise.js'

export { readPages } from './pages.js'
export type { PdfEngine } from './engine.js'

/**
 * Reads a PDF file: its pages' glyphs and rulings, laid out into paragraphs and tables.
 * Throws DocumentError `encrypted`, `damaged-file`, `too-many-pages`, `aborted`; and `no-text-layer` or `garbled-text`
 * where no page with anything on it has usable text.
 */
export async function readPdf(
  source: Source,
  options: ReadOptions,
  engine: PdfEngine = engineFor(options.pdfEngine ?? DEFAULT_PDF_ENGINE),
): Promise<Reading> {
  const damage = damageOf(source.bytes)
  if (damage !== null) throw new DocumentError('damaged-file', { format: 'PDF', reason: damage })
  const { pages, problems, ways, recogniser, engines } = await allPages(source, options, engine)
  const readable = pages.filter(({ read }) => read === 'text-layer' || read === 'recognised')
  const unreadable = problems.find(({ code }) => code === 'no-text-layer' || code === 'garbled-text')
  if (readable.length === 0 && unreadable) throw failure(unreadable)
  const marked = withMarks(layoutPages(pages.filter(({ read }) => read !== 'unreadable')), pages)
  const read = await withUnread(marked, pages, source, options)
  const { blocks } = read
  const elsewhere = blocks.some(({ kind }) => kind === 'table') ? null : reportElsewhere(source.bytes)
  return {
    format: 'pdf',
    pages: pages.map(pageInfo),
    blocks: await upright(blocks, ways),
    metadata: {},
    problems: elsewhere ? [...problems, elsewhere] : problems,
    pdfEngine: engines.join('+'),
    recogniser: recogniser ?? read.recogniser,
  }
}

interface ReadBlocks {
  readonly blocks: readonly Block[]
  readonly recogniser: string | null
}

/** Cells that show what their text does not say are read from the page's picture, unless recognition or ink is off. */
async function withUnread(
  blocks: readonly Block[],
  pages: readonly Page[],
  { bytes }: Source,
  { ocr = DEFAULT_RECOGNITION, ink = DEFAULT_INK }: ReadOptions,
): Promise<ReadBlocks> {
  if (!ink || !hasUnreadCells(blocks)) return { blocks, recogniser: null }
  const recogniser = await recogniserFor(ocr)
  if (!recogniser) return { blocks, recogniser: null }
  const { readUnreadCells } = await import('./ink/read-cells.js')
  return { blocks: await readUnreadCells(bytes, blocks, pages, recogniser), recogniser: recogniser.name }
}

interface AllPages extends RecognisedPages {
  readonly recogniser: string | null
}

/** The pages by their text layer; those without a usable one by their pictures, unless recognition is off. */
async function allPages(source: Source, options: ReadOptions, engine: PdfEngine): Promise<AllPages> {
  const read = await readPages(source, options, engine)
  const recogniser = read.pages.some((page) => page.read === 'unreadable')
    ? await recogniserFor(options.ocr ?? DEFAULT_RECOGNITION)
    : null
  if (!recogniser) return { ...read, ways: new Map(), recogniser: null }
  const { recognisePages } = await import('./recognise.js')
  return { ...(await recognisePages(source, read, recogniser, options)), recogniser: recogniser.name }
}

/** Boxes on recognised pages are put back onto the page as it is shown; scans are loaded only where there are some. */
async function upright(blocks: readonly Block[], ways: RecognisedPages['ways']): Promise<readonly Block[]> {
  return ways.size === 0 ? blocks : (await import('../../scan/index.js')).blocksBack(blocks, ways)
}

function failure({ code, details, page }: Problem): DocumentError {
  return new DocumentError(code, details, page === null ? {} : { page })
}

function pageInfo({ number, width, height, rotation, dpi, read, proof }: Page): PageInfo {
  const info = { number, width, height, rotation, dpi, read }
  return proof === undefined ? info : { ...info, proof }
}
