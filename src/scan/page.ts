import { findGrids, type Grid } from '../layout/index.js'
import type { Glyph, Page, PageReading, PageRotation, Ruling } from '../model/page.js'
import { problem, type Problem } from '../model/problem.js'
import { accountsFor } from './account.js'
import { clean, type CleanPage } from './clean.js'
import { drawOn } from './debug.js'
import { hasStacks, reachesOf } from './columns.js'
import { cutLines, type LinePicture } from './cuts.js'
import { toGlyphs, type LineCut } from './glyphs.js'
import { hasFaintMinus } from './faint-minus.js'
import { isColour, type DebugSink, type GrayImage, type PixelBox, type PixelImage } from './image.js'
import { despeckle } from './despeckle.js'
import { lighten } from './lighten.js'
import { usualEm } from './lines.js'
import { loadCv } from './opencv.js'
import { findTurn, turn } from './orient.js'
import { onPaper, surroundingsOf } from './paper.js'
import { rectify, type WayBack } from './rectify.js'
import { dealInk } from './regions.js'
import { findRulings } from './rulings.js'
import { lookAgain } from './second-look.js'
import { removeSeals } from './seal.js'
import { hasWords, isSpoilt } from './spoilt.js'
import type { ReadLine, Recogniser } from './recogniser/recogniser.js'

/** Pages are worked on at a resolution within these bounds: below, strokes are too few pixels; above, nothing is gained. */
const WORKING_DPI = { least: 200, most: 300 }
/** Characters lower than this in the picture as it came hold too little to tell them apart. */
const MIN_PIXELS = 9
/** Down to this height they are read where the recogniser is as sure as this on average; no number is then sure. */
const SMALL_PRINT = { pixels: 7, certainty: 0.95 }
/**
 * A page that can be read has this confidence on average: sharp pages have 0.97 and more, pages blurred beyond reading 0.5.
 */
const MIN_CERTAINTY = 0.7
/** Size of characters where a page shows none to measure, in points. */
const USUAL_EM = 10

/** The picture of one page, as decoded or rendered. */
export interface PagePicture {
  readonly image: PixelImage
  readonly dpi: number
  /** The resolution of the scan itself, where the picture was made coarser; for the record. */
  readonly scanDpi?: number
  /** 1-based. */
  readonly pageNumber: number
  /** By how many degrees clockwise it was turned before it came here (a PDF's /Rotate). */
  readonly rotation?: PageRotation
}

export interface ReadPageOptions {
  readonly debug?: DebugSink
  /** Called with the milliseconds that each step took. */
  readonly timing?: (step: string, ms: number) => void
  readonly signal?: AbortSignal | null
}

/** A page read from its picture. */
export interface RecognisedPage {
  readonly page: Page
  /** From a point of the page (points, made straight) to the upright picture as it came (points). */
  readonly wayBack: WayBack
  /** `unreadable-page`, where that is so. */
  readonly problems: readonly Problem[]
}

/** The page made straight, at its working resolution. */
interface StraightPage {
  readonly dpi: number
  /** Pixels of the picture as it came for one of its own. */
  readonly own: number
  readonly cleaned: CleanPage
  /** Lines that were wiped out of the picture and were no rules. */
  readonly streaks: readonly Ruling[]
  readonly grids: readonly Grid[]
}

/**
 * Reads the picture of a page: takes out seals, evens the light, makes it straight, finds its rulings and the grids that
 * they draw, and recognises it cell by cell, and line by line outside tables. The result is a page like that of a text
 * layer. The pages it gives own no memory outside JavaScript.
 */
export async function readPicturePage(
  picture: PagePicture,
  recogniser: Recogniser,
  options: ReadPageOptions = {},
): Promise<RecognisedPage> {
  await loadCv()
  const { debug, timing, signal } = options
  const step = <T>(name: string, run: () => T): T => {
    signal?.throwIfAborted()
    const started = performance.now()
    const result = run()
    timing?.(name, performance.now() - started)
    return result
  }
  const { image } = picture
  const grey = step('seal', () => (isColour(image) ? removeSeals(image) : image))
  debug?.('1-grey', grey)
  const light = step('lighten', () => {
    const surroundings = surroundingsOf(grey, picture.dpi)
    return despeckle(lighten(onPaper(grey, surroundings), picture.dpi).image, picture.dpi)
  })
  debug?.('2-light', light)
  const started = performance.now()
  const degrees = await findTurn(light, picture.dpi, recogniser)
  timing?.('orient', performance.now() - started)
  const upright = turn(light, degrees)
  const dpi = Math.min(WORKING_DPI.most, Math.max(WORKING_DPI.least, picture.dpi))
  const straight = step('rectify', () => rectify(upright, picture.dpi, dpi))
  const { rulings, streaks } = step('rulings', () => findRulings(straight.image, dpi))
  const grids = findGrids({ rulings, shadings: [] })
  debug?.('3-rulings', drawOn(straight.image, dpi, { rulings }))
  const cleaned = step('clean', () => clean(straight.image, rulings, dpi, streaks))
  const own = picture.dpi / dpi
  const { glyphs, cuts, em, certainty } = await readLines({ dpi, own, cleaned, streaks, grids }, recogniser, options)
  const pixels = em * own
  const read = readingOf(glyphs, pixels, certainty)
  debug?.('4-lines', drawOn(cleaned.image, dpi, { boxes: cuts.map((cut) => cut.crop) }))
  debug?.('5-cells', drawOn(cleaned.image, dpi, { boxes: cellBoxes(grids, dpi) }))
  const page: Page = {
    number: picture.pageNumber,
    width: (upright.width * 72) / picture.dpi,
    height: (upright.height * 72) / picture.dpi,
    rotation: addTurns(picture.rotation ?? 0, degrees),
    dpi: Math.round(picture.scanDpi ?? picture.dpi),
    read,
    glyphs,
    rulings,
    shadings: [],
    pictures: [],
  }
  const points = dpi / 72
  const back = picture.dpi / 72
  const details = { page: picture.pageNumber, pixels: Math.round(pixels), percent: Math.round(certainty * 100) }
  return {
    page,
    problems: read === 'unreadable' ? [problem('unreadable-page', details, { page: picture.pageNumber })] : [],
    wayBack: (x, y) => {
      const [left, top] = straight.wayBack(x * points, y * points)
      return [left / back, top / back]
    },
  }
}

/** The cells of all grids, in pixels. */
const cellBoxes = (grids: readonly Grid[], dpi: number): readonly PixelBox[] =>
  grids
    .flatMap(({ cells }) => cells)
    .map(({ box }) => {
      const [left, top, right, bottom] = box.map((points) => Math.round((points * dpi) / 72))
      return { left: left ?? 0, top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0 }
    })

const addTurns = (a: PageRotation, b: PageRotation): PageRotation => {
  const [turns] = ([0, 90, 180, 270] as const).filter((degrees) => degrees === (a + b) % 360)
  return turns ?? 0
}

/**
 * Mean confidence of what a recogniser read on a page, 0..1; 1 where there is no ink. Ink that reads as nothing is dirt
 * unless all is. Doubts of our own about single lines do not count.
 */
function certaintyOf(lines: readonly ReadLine[]): number {
  const read = lines.flatMap(({ characters }) => characters).filter(({ text }) => text.trim() !== '')
  if (read.length === 0) return lines.length === 0 ? 1 : 0
  return read.reduce((sum, { confidence }) => sum + confidence, 0) / read.length
}

/**
 * Fewer characters than this do not judge a page: a seal, a cover, the rest of a signature. Each keeps its own confidence.
 */
const MIN_JUDGED = 12

const readingOf = (glyphs: readonly Glyph[], pixels: number, certainty: number): PageReading => {
  if (glyphs.length === 0) return 'blank'
  if (glyphs.length < MIN_JUDGED) return 'recognised'
  if (certainty < MIN_CERTAINTY) return 'unreadable'
  const small = pixels >= SMALL_PRINT.pixels && certainty >= SMALL_PRINT.certainty
  return pixels >= MIN_PIXELS || small ? 'recognised' : 'unreadable'
}

interface ReadLines {
  readonly glyphs: readonly Glyph[]
  readonly cuts: readonly LineCut[]
  /** Pixels. */
  readonly em: number
  readonly certainty: number
}

async function readLines(
  { dpi, own, cleaned, grids, streaks }: StraightPage,
  recogniser: Recogniser,
  { timing }: ReadPageOptions,
): Promise<ReadLines> {
  const regions = dealInk(cleaned.ink, grids, dpi, cleaned.image)
  const em = usualEm(regions.map(({ ink }) => ink)) ?? (USUAL_EM * dpi) / 72
  const cuts = cutLines(regions, cleaned.image, em, dpi)
  const started = performance.now()
  const lines = await recogniser.readLines(cuts.map((cut) => cut.picture))
  const second = await lookAgain(cuts, lines, recogniser)
  timing?.('recognise', performance.now() - started)
  // Numbers are seldom broken: the rule between two rows may be missing.
  const isInSeveralLines = ({ cell }: LinePicture): boolean =>
    cuts.filter((other, index) => other.cell === cell && isNumber(lines[index])).length > 1
  const spoilt = em * own < MIN_PIXELS || isSpoilt(cuts, lines)
  const stacked = hasStacks(cuts, lines)
  const reaches = reachesOf(cuts, lines)
  const glyphs = cuts.flatMap((cut, index) => {
    const again = second.get(index)
    const line = again ?? lines[index] ?? { characters: [] }
    const isInDoubt = (): boolean =>
      isInSeveralLines(cut) ||
      streaks.some((streak) => hits(streak, cut.ink, dpi)) ||
      !accountsFor(line.characters, cut.patches, cut.crop.left) ||
      lacksMinus(line, cut, cleaned.image)
    const doubtful =
      (spoilt && !hasWords(line.characters)) || (cut.cell !== null && (again !== undefined || isInDoubt()))
    return toGlyphs(
      { ...cut, doubtful, columns: stacked || cut.columns === true, reach: reaches.get(index) },
      line,
      dpi,
    )
  })
  const certainty = certaintyOf(cuts.map((_, index) => second.get(index) ?? lines[index] ?? { characters: [] }))
  return { glyphs, cuts, em, certainty }
}

const isNumber = (line: ReadLine | undefined): boolean =>
  /^\d[\d.,]*$/.test((line?.characters ?? []).map(({ text }) => text).join(''))

/** A number was read, and before it stands what may be its minus. */
const lacksMinus = (line: ReadLine, { ink, cell }: LinePicture, image: GrayImage): boolean =>
  cell !== null && isNumber(line) && hasFaintMinus(image, ink, cell)

/** Does a streak run over some ink? */
function hits({ orientation, position, start, end }: Ruling, ink: PixelBox, dpi: number): boolean {
  const [at, from, to] = [position, start, end].map((points) => (points * dpi) / 72)
  if (at === undefined || from === undefined || to === undefined) return false
  const [low, high, first, last] =
    orientation === 'vertical' ? [ink.left, ink.right, ink.top, ink.bottom] : [ink.top, ink.bottom, ink.left, ink.right]
  // A character beside the ink may have been taken for a part of the streak.
  const reach = ink.bottom - ink.top
  return low - reach <= at && at <= high + reach && first <= to && from <= last
}
