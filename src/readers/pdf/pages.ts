import type { Page, PageRotation } from '../../model/page.js'
import { DocumentError, type Problem, problem } from '../../model/problem.js'
import type { ReadOptions, Source } from '../../model/source.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile } from './engine.js'
import { visibleGlyphs } from './glyphs.js'
import { pdfjsEngine } from './pdfjs/engine.js'
import { findRulings } from './rulings.js'
import { turnUpright } from './upright.js'

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

async function readAll(file: PdfFile, options: ReadOptions): Promise<PdfPages> {
  const pages: Page[] = []
  const problems: Problem[] = []
  for (let number = 1; number <= file.pageCount; number += 1) {
    if (number > options.limits.pages) throw new DocumentError('too-many-pages', { limit: options.limits.pages })
    try {
      const painted = await stopping(options, () => file.page(number))
      pages.push(pageOf(painted, number))
    } catch (error) {
      if (error instanceof MissingPage) break
      if (error instanceof DocumentError) throw error
      problems.push(problem('page-damaged', { page: number, reason: String(error) }, { page: number }))
    }
  }
  return { pages, problems }
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

function pageOf(painted: PaintedPage, number: number): Page {
  const seen = visibleGlyphs(painted.glyphs, painted.paths, painted.pictures)
  const { turn, ...upright } = turnUpright({
    width: painted.width,
    height: painted.height,
    glyphs: seen.map(({ text, box, size, heading }) => ({ text, box, size, heading })),
    ...findRulings(painted.paths, painted.pictures),
    pictures: painted.pictures.map(({ box }) => ({ box })),
  })
  return {
    number,
    ...upright,
    rotation: turned(painted.rotation, turn),
    dpi: null,
    read: 'text-layer',
  }
}

const ROTATIONS: readonly PageRotation[] = [0, 90, 180, 270]

function turned(one: PageRotation, other: PageRotation): PageRotation {
  return ROTATIONS[((one + other) / 90) % 4] ?? 0
}
