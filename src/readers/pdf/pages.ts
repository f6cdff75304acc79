import type { Page, PageRotation } from '../../model/page.js'
import { DocumentError, type Problem, problem } from '../../model/problem.js'
import type { ReadOptions, Source } from '../../model/source.js'
import { shownText } from './characters.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile } from './engine.js'
import { visibleGlyphs } from './glyphs.js'
import { pdfjsEngine } from './pdfjs/engine.js'
import { letOut, withoutOffPage } from './overrun.js'
import { findRulings } from './rulings.js'
import { turnUpright } from './upright.js'
import { judge, type Usability } from './usable.js'

export interface PdfPages {
  readonly pages: readonly Page[]
  readonly problems: readonly Problem[]
}

/**
 * The pages of a PDF file as a reader sees them.
 * Throws DocumentError `encrypted`, `damaged-file`, `too-many-pages` or `aborted`.
 */
export async function readPages(
  source: Source,
  options: ReadOptions,
  engine: PdfEngine = pdfjsEngine,
): Promise<PdfPages> {
  const file = await stopping(options, () => engine.open(source.bytes, options.signal))
  try {
    return await readAll(file, options)
  } finally {
    await file.close()
  }
}

/** So many pages in a row that are not there are the end, whatever the file claims. */
const MAX_MISSING = 3

async function readAll(file: PdfFile, options: ReadOptions): Promise<PdfPages> {
  const pages: Page[] = []
  const problems: Problem[] = []
  const lost = (number: number, reason: string): void => {
    problems.push(problem('page-damaged', { page: number, reason }, { page: number }))
  }
  let missing = 0
  for (let number = 1; number <= file.pageCount && missing < MAX_MISSING; number += 1) {
    let painted: PaintedPage
    try {
      painted = await stopping(options, () => file.page(number))
    } catch (error) {
      if (error instanceof DocumentError) throw error
      if (error instanceof MissingPage) missing += 1
      // Of the pages that are claimed and not there the first one is enough.
      if (missing <= 1) lost(number, error instanceof Error ? error.message : String(error))
      continue
    }
    missing = 0
    if (number > options.limits.pages) throw new DocumentError('too-many-pages', { limit: options.limits.pages })
    const { page, trouble } = readPage(painted, number)
    pages.push(page)
    if (trouble) problems.push(problem(trouble, { page: number }, { page: number }))
    if (painted.damage !== null) lost(number, painted.damage)
  }
  if (pages.length === 0) throw new DocumentError('damaged-file', { format: 'PDF', reason: reasonOf(problems[0]) })
  return { pages: letOut(pages), problems }
}

function reasonOf(found: Problem | undefined): string {
  return String(found?.details.reason ?? 'it has no pages')
}

/** Whatever fails after an abort failed because of it. */
async function stopping<T>({ signal }: ReadOptions, task: () => Promise<T>): Promise<T> {
  if (signal?.aborted) throw new DocumentError('aborted')
  try {
    return await task()
  } catch (error) {
    throw isAborted(signal) ? new DocumentError('aborted', {}, { cause: error }) : error
  }
}

function isAborted(signal: AbortSignal | null): boolean {
  return signal?.aborted === true
}

function readPage(painted: PaintedPage, number: number): { page: Page; trouble: Usability['problem'] } {
  const seen = withoutOffPage(visibleGlyphs(painted.glyphs, painted.paths, painted.pictures), painted)
  const { read, problem: trouble, glyphs } = judge(painted, seen)
  const { rulings, shadings } = findRulings(painted.paths, painted.pictures)
  const { turn, ...upright } = turnUpright({
    width: painted.width,
    height: painted.height,
    glyphs,
    rulings,
    shadings,
    pictures: painted.pictures.map(({ box }) => ({ box })),
  })
  const shown = upright.glyphs.map(({ text, box, size }) => ({ text: shownText(text), box, size }))
  const page = {
    number,
    ...upright,
    glyphs: shown,
    rotation: turned(painted.rotation, turn),
    dpi: null,
    read,
  }
  return { page, trouble }
}

const ROTATIONS: readonly PageRotation[] = [0, 90, 180, 270]

function turned(one: PageRotation, other: PageRotation): PageRotation {
  return ROTATIONS[((one + other) / 90) % 4] ?? 0
}
