import sharp from 'sharp'
import { layoutPages } from '../../layout/index.js'
import type { Block, Picture as PictureBlock } from '../../model/block.js'
import { type Page, pageInfo } from '../../model/page.js'
import { DocumentError, problem, type Problem } from '../../model/problem.js'
import type { Reading } from '../../model/source.js'
import { blocksBack, decodePictures, type Picture, type WayBack } from '../../scan/index.js'
import { signatureOf, unreadFormat } from '../containers/signatures.js'
import { readPage, type PageReader } from '../picture-page.js'
import { isLarge, isLinked, isShownSmall, missingTables, picturesFor } from './wanted.js'

/** A picture that tells no resolution of paper is taken to fill the width of A4 between its margins, in inches. */
const TEXT_WIDTH = 7.2

/**
 * Reads the pictures of a document without pages (Word, HTML) that stand where statutory tables are missing from its text:
 * what they show comes in their place. Each one is a page of the reading, numbered in the order of the document, and boxes
 * stand on it. One that cannot be decoded or read stays a picture, with a problem; nothing is thrown for it.
 */
export async function readPastedPictures(reading: Reading, reader: PageReader): Promise<Reading> {
  const { blocks } = reading
  const wanted = picturesFor(missingTables(blocks), blocks, await candidates(blocks))
  if (wanted.length === 0) return reading
  const read = await readAll(blocks, wanted, reader)
  const all = [...read.shown.values()].flat()
  const shown = withPictures(blocks, read)
  // Where all tables were found, a picture that could not be read was none of them.
  const problems = missingTables(shown).length > 0 ? read.problems : []
  return {
    ...reading,
    blocks: shown,
    pages: read.pages.length > 0 ? read.pages.map(pageInfo) : reading.pages,
    problems: [...reading.problems, ...problems],
    recogniser: all.length > 0 ? reader.recogniser.name : reading.recogniser,
  }
}

const isPicture = (block: Block | undefined): block is PictureBlock => block?.kind === 'picture'

/** The places of pictures that are large enough for a table, and of those that do not tell how large they are. */
async function candidates(blocks: readonly Block[]): Promise<readonly number[]> {
  const found: number[] = []
  for (const [at, block] of blocks.entries()) {
    if (!isPicture(block) || isLinked(block) || isShownSmall(block)) continue
    const size = await sizeOf(block.bytes ?? new Uint8Array())
    if (!size || isLarge(size.width, size.height)) found.push(at)
  }
  return found
}

/** A picture's pixels by its header; null where it tells none. */
async function sizeOf(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number } | null> {
  if (signatureOf(bytes) !== 'image') return null
  return sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
}

interface ReadPictures {
  readonly pages: readonly Page[]
  /** The pages that can be read, by the place of their picture. */
  readonly shown: ReadonlyMap<number, readonly Page[]>
  readonly ways: ReadonlyMap<number, WayBack>
  readonly problems: readonly Problem[]
}

async function readAll(blocks: readonly Block[], wanted: readonly number[], reader: PageReader): Promise<ReadPictures> {
  const pages: Page[] = []
  const shown = new Map<number, readonly Page[]>()
  const ways = new Map<number, WayBack>()
  const problems: Problem[] = []
  for (const at of wanted) {
    const before = pages.length
    try {
      for await (const { image, dpi } of decoded(blocks[at], reader.limits.pages - before)) {
        reader.signal?.throwIfAborted()
        const read = await readPage({ image, dpi, pageNumber: pages.length + 1 }, reader)
        pages.push(read.page)
        problems.push(...read.problems)
        ways.set(read.page.number, read.wayBack)
      }
    } catch (error) {
      if (reader.signal?.aborted) throw error
      const picture = blocks.slice(0, at + 1).filter(isPicture).length
      problems.push(problem('picture-damaged', { picture, reason: reasonOf(error) }))
    }
    const readable = pages.slice(before).filter((page) => page.read !== 'unreadable')
    if (readable.length > 0) shown.set(at, readable)
  }
  return { pages, shown, ways, problems }
}

async function* decoded(block: Block | undefined, pages: number): AsyncGenerator<Pick<Picture, 'image' | 'dpi'>> {
  const bytes = isPicture(block) ? block.bytes : null
  // Renderers must get no vector drawings: they are programs, and may fetch.
  if (!bytes || signatureOf(bytes) !== 'image') throw new Error('its format is not read')
  const format = unreadFormat(bytes)
  if (format !== null) throw new Error(`${format} is not read`)
  for await (const { image, dpi, dpiAssumed } of decodePictures(bytes, { pages }))
    yield { image, dpi: dpiAssumed ? image.width / TEXT_WIDTH : dpi }
}

function reasonOf(error: unknown): string {
  if (error instanceof DocumentError) {
    const { code, details } = error.problem
    return typeof details.reason === 'string' ? details.reason : code
  }
  return error instanceof Error ? error.message : String(error)
}

/** The blocks with what the pictures show in their places; pictures that follow each other are pages of one flow. */
function withPictures(blocks: readonly Block[], { shown, ways }: ReadPictures): readonly Block[] {
  const result: Block[] = []
  let run: Page[] = []
  const close = (): void => {
    if (run.length > 0) result.push(...blocksBack(layoutPages(run), ways))
    run = []
  }
  for (const [at, block] of blocks.entries()) {
    const pages = shown.get(at)
    if (pages) run.push(...pages)
    else {
      close()
      result.push(block)
    }
  }
  close()
  return result
}
