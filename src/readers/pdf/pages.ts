import type { Page, PageMark, PageRotation } from '../../model/page.js'
import { DocumentError, type Problem, problem } from '../../model/problem.js'
import { DEFAULT_INK, DEFAULT_PDF_ENGINE, type ReadOptions, type Source } from '../../model/source.js'
import { type EngineName, MissingPage, type PaintedPage, type PdfEngine, type PdfFile } from './engine.js'
import { engineFor } from './engines.js'
import { visibleGlyphs } from './glyphs.js'
import { inkSource, mayHoldTable, proveByInk, type InkSource, type Proof } from './ink/index.js'
import { letOut, withoutOffPage } from './overrun.js'
import { withoutCovers } from './covered.js'
import { marksOf } from './marks.js'
import { findRulings } from './rulings.js'
import { turnUpright } from './upright.js'
import { judge, type Usability } from './usable.js'
import { withoutWatermarks } from './watermark.js'

export interface PdfPages {
  readonly pages: readonly Page[]
  readonly problems: readonly Problem[]
  /** The engines that decoded them. */
  readonly engines: readonly EngineName[]
}

/**
 * The pages of a PDF file as a reader sees them.
 * Throws DocumentError `encrypted`, `damaged-file`, `too-many-pages` or `aborted`.
 */
export async function readPages(
  source: Source,
  options: ReadOptions,
  engine: PdfEngine = engineFor(options.pdfEngine ?? DEFAULT_PDF_ENGINE),
): Promise<PdfPages> {
  const file = await stopping(options, () => engine.open(source.bytes, options.signal))
  const ink = (options.ink ?? DEFAULT_INK) ? inkSource(source.bytes) : null
  try {
    return await readAll(file, options, ink)
  } finally {
    ink?.close()
    await file.close()
  }
}

/** This many missing pages in a row are the end, whatever the file claims. */
const MAX_MISSING = 3

async function readAll(file: PdfFile, options: ReadOptions, ink: InkSource | null): Promise<PdfPages> {
  const pages: Page[] = []
  const problems: Problem[] = []
  const engines = new Set<EngineName>()
  const lost = (number: number, reason: string): void => {
    problems.push(problem('page-damaged', { page: number, reason }, { page: number }))
  }
  const wantsInk = ink ? mayHoldTable : () => false
  let missing = 0
  for (let number = 1; number <= file.pageCount && missing < MAX_MISSING; number += 1) {
    let painted: PaintedPage
    try {
      painted = await stopping(options, () => file.page(number, wantsInk))
    } catch (error) {
      if (error instanceof DocumentError) throw error
      if (error instanceof MissingPage) missing += 1
      // One problem is enough for all pages that are claimed and not there.
      if (missing <= 1) lost(number, error instanceof Error ? error.message : String(error))
      continue
    }
    missing = 0
    if (number > options.limits.pages) throw new DocumentError('too-many-pages', { limit: options.limits.pages })
    const found = await bestOf(await proved(painted, number, ink), async () => {
      const other = await stopping(options, () => file.again(number, wantsInk))
      return other && proved(other, number, ink)
    })
    const { page, trouble, unproved } = found
    pages.push(page)
    engines.add(found.painted.engine)
    if (trouble) problems.push(problem(trouble, { page: number }, { page: number }))
    if (unproved !== null && page.read === 'text-layer')
      problems.push(problem('page-unproved', { page: number, reason: unproved }, { page: number }))
    if (found.painted.damage !== null) lost(number, found.painted.damage)
  }
  if (pages.length === 0) throw new DocumentError('damaged-file', { format: 'PDF', reason: reasonOf(problems[0]) })
  return { pages: letOut(pages), problems, engines: [...engines].sort() }
}

function reasonOf(found: Problem | undefined): string {
  const reason = found?.details.reason
  return typeof reason === 'string' ? reason : 'it has no pages'
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

interface ReadPage {
  readonly painted: PaintedPage
  readonly page: Page
  readonly trouble: Usability['problem']
  /** Characters seen of which it is not known which they are. */
  readonly unknown: number
  /** Why its values could not be held against its ink; null where they were, or need not be. */
  readonly unproved: string | null
}

/** Where the first engine does not know some character, another one may: the reading that knows more is taken. */
async function bestOf(first: ReadPage, again: () => Promise<ReadPage | null>): Promise<ReadPage> {
  if (first.unknown === 0 && first.trouble !== 'garbled-text') return first
  const second = await again()
  if (!second) return first
  const [before, after] = [first, second].map(({ trouble }) => (trouble === 'garbled-text' ? 1 : 0))
  if (before !== after) return (before ?? 0) > (after ?? 0) ? second : first
  return second.unknown < first.unknown ? second : first
}

/** A page held against its ink, where it may hold a table. */
async function proved(painted: PaintedPage, number: number, source: InkSource | null): Promise<ReadPage> {
  if (!source || painted.ink || !mayHoldTable(painted)) return readPage(painted, number)
  try {
    return readPage({ ...painted, ink: await source.draw(number, painted) }, number)
  } catch (error) {
    return { ...readPage(painted, number), unproved: error instanceof Error ? error.message : String(error) }
  }
}

const NO_FONT = 'it uses a font that the file lacks'

function readPage(painted: PaintedPage, number: number): ReadPage {
  const shown = withoutOffPage(visibleGlyphs(painted.glyphs, painted.paths, painted.pictures), painted)
  const unmarked = withoutWatermarks(shown, painted.paths)
  const lines = findRulings(withoutCovers(painted), painted.pictures)
  const proof = painted.ink ? proveByInk(painted, { shown, text: unmarked }, lines, painted.ink) : null
  const seen = proof?.glyphs ?? unmarked
  const { read, problem: trouble, glyphs } = judge(painted, seen)
  const { turn, ...upright } = turnUpright({
    width: painted.width,
    height: painted.height,
    glyphs,
    ...lines,
    pictures: painted.pictures.map(({ box }) => ({ box })),
    marks: [...settled(marksOf(painted, seen), proof), ...(proof?.marks ?? [])],
  })
  const page = {
    number,
    ...upright,
    rotation: turned(painted.rotation, turn),
    dpi: null,
    read,
    proof: proof?.proved === true ? ('ink' as const) : ('none' as const),
  }
  return {
    painted,
    page,
    trouble,
    unknown: seen.filter(({ mapped }) => !mapped).length,
    unproved: proof?.proved === false ? NO_FONT : null,
  }
}

/** Marks without those of characters that are known not to be seen. */
function settled(marks: readonly PageMark[], proof: Proof | null): readonly PageMark[] {
  if (!proof || proof.gone.length === 0) return marks
  return marks.filter(({ box }) => !proof.gone.some((gone) => gone.every((side, index) => side === box[index])))
}

const ROTATIONS: readonly PageRotation[] = [0, 90, 180, 270]

function turned(one: PageRotation, other: PageRotation): PageRotation {
  return ROTATIONS[((one + other) / 90) % 4] ?? 0
}
