import type { PageInfo, Page } from '../../model/page.js'
import { DocumentError, type Problem } from '../../model/problem.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { layoutPages } from '../../layout/index.js'
import type { PdfEngine } from './engine.js'
import { readPages } from './pages.js'
import { pdfjsEngine } from './pdfjs/engine.js'

export { readPages } from './pages.js'
export type { PdfEngine } from './engine.js'

/**
 * Reads a PDF file: its pages' glyphs and rulings, laid out into paragraphs and tables.
 * Throws DocumentError `encrypted`, `damaged-file`, `too-many-pages`, `aborted`; and `no-text-layer` or `garbled-text`
 * where no page with anything on it has usable text.
 */
export async function readPdf(source: Source, options: ReadOptions, engine: PdfEngine = pdfjsEngine): Promise<Reading> {
  const { pages, problems } = await readPages(source, options, engine)
  const readable = pages.filter(({ read }) => read === 'text-layer')
  const unreadable = problems.find(({ code }) => code === 'no-text-layer' || code === 'garbled-text')
  if (readable.length === 0 && unreadable) throw failure(unreadable)
  return {
    format: 'pdf',
    pages: pages.map(pageInfo),
    blocks: layoutPages(pages.filter(({ read }) => read !== 'unreadable')),
    metadata: {},
    problems,
    pdfEngine: engine.name,
    recogniser: null,
  }
}

function failure({ code, details, page }: Problem): DocumentError {
  return new DocumentError(code, details, page === null ? {} : { page })
}

function pageInfo({ number, width, height, rotation, dpi, read }: Page): PageInfo {
  return { number, width, height, rotation, dpi, read }
}
