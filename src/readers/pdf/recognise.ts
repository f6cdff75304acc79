import type { Page } from '../../model/page.js'
import { DocumentError, problem, type Problem } from '../../model/problem.js'
import type { ReadOptions, Source } from '../../model/source.js'
import type { Recogniser, WayBack } from '../../scan/index.js'
import { readPage } from '../picture-page.js'
import type { PdfPages } from './pages.js'

/** Pages of which some were read from their pictures. */
export interface RecognisedPages extends PdfPages {
  /** From a recognised page, made straight, back to the page as it is shown; by page number. */
  readonly ways: ReadonlyMap<number, WayBack>
}

const SAYS_UNREADABLE: ReadonlySet<string> = new Set(['no-text-layer', 'garbled-text'])

/**
 * Reads the pages without usable text from their pictures, at the resolution of the scan; the others stay as they are.
 * A page that cannot be rendered keeps its problem. Throws DocumentError `aborted`.
 */
export async function recognisePages(
  source: Source,
  { pages, problems, engines }: PdfPages,
  recogniser: Recogniser,
  options: ReadOptions,
): Promise<RecognisedPages> {
  const { openForRendering } = await import('../../scan/index.js')
  const reader = { ...options, recogniser, document: source.path }
  const renderer = await openForRendering(source.bytes).catch(() => null)
  const ways = new Map<number, WayBack>()
  if (!renderer) return { pages, problems, engines, ways }
  const read: Page[] = []
  const found: Problem[] = []
  try {
    for (const page of pages) {
      if (options.signal?.aborted) throw new DocumentError('aborted')
      if (page.read !== 'unreadable') {
        read.push(page)
        continue
      }
      try {
        const picture = renderer.render(page.number)
        const recognised = await readPage({ ...picture, pageNumber: page.number }, reader)
        read.push(recognised.page)
        found.push(...recognised.problems)
        ways.set(page.number, recognised.wayBack)
      } catch (error) {
        if (error instanceof DocumentError) throw error
        if (options.signal?.aborted) throw new DocumentError('aborted', {}, { cause: error })
        const reason = error instanceof Error ? error.message : String(error)
        read.push(page)
        found.push(problem('page-damaged', { page: page.number, reason }, { page: page.number }))
      }
    }
  } finally {
    renderer.close()
  }
  const kept = problems.filter(({ code, page }) => !(SAYS_UNREADABLE.has(code) && page !== null && ways.has(page)))
  return { pages: read, problems: [...kept, ...found], engines, ways }
}
