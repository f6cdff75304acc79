import type { ReadOptions } from '../model/source.js'
import type { PagePicture, Recogniser, RecognisedPage } from '../scan/index.js'
import { inverted, isNegative } from './negative.js'

/** Who reads pictures of pages, and of which document they are. */
export interface PageReader extends ReadOptions {
  readonly recogniser: Recogniser
  /** Path of the document: what the files of `debugImages` are called by. */
  readonly document: string
}

/**
 * Reads the picture of a page; a negative is turned first. Where `debugImages` names a folder, what each step makes of the picture is written to it,
 * as `<document>-<page>-<step>.png`; that they cannot be written is no fault of the document, and is thrown.
 */
export async function readPage(shown: PagePicture, reader: PageReader): Promise<RecognisedPage> {
  const { readPicturePage } = await import('../scan/index.js')
  const picture = isNegative(shown.image) ? { ...shown, image: inverted(shown.image) } : shown
  const { recogniser, signal, debugImages, document } = reader
  if (!debugImages) return withDoubt(await readPicturePage(picture, recogniser, { signal }), recogniser)
  const { collectSteps } = await import('./debug-images.js')
  const steps = collectSteps(debugImages, document, picture.pageNumber)
  const read = await readPicturePage(picture, recogniser, { signal, debug: steps.sink })
  await steps.written()
  return withDoubt(read, recogniser)
}

/** No character of an uncalibrated recogniser is surer than this: every number that it reads is flagged. */
const UNCALIBRATED = 0.3

function withDoubt(read: RecognisedPage, { uncalibrated }: Recogniser): RecognisedPage {
  if (!uncalibrated) return read
  const glyphs = read.page.glyphs.map((glyph) => ({
    ...glyph,
    confidence: Math.min(UNCALIBRATED, glyph.confidence ?? 0),
  }))
  return { ...read, page: { ...read.page, glyphs } }
}
