import { layoutPages } from '../../layout/index.js'
import { type Page, pageInfo } from '../../model/page.js'
import { DocumentError, problem, type Problem } from '../../model/problem.js'
import type { Part, Reading } from '../../model/source.js'
import { blocksBack, decodePictures, type WayBack } from '../../scan/index.js'
import { readPage, type PageReader } from '../picture-page.js'
import { unreadFormat } from '../containers/signatures.js'
import type { Block, Table } from '../../model/block.js'
import { likeness, squeeze } from '../../vocabulary/labels.js'
import { isReportTitle, statutoryRows } from '../statutory.js'

/** Signs that pictures which were taken for the pages of one report are those of several. */

/** A report starts with its title: at most this many blocks stand above it on its page (a letterhead, a number). */
const BLOCKS_ABOVE_TITLE = 2
const LONGEST_TITLE = 60
/** A line above 2021年…报告 that is no longer is the organ's name. */
const LONGEST_ORGAN = 40
/** Names of organs that are less alike are different ones; with one of three characters misread it is the same. */
const SAME_ORGAN = 0.6
/** A table prints a row once: this many that came before belong to another table. */
const REPEATED_ROWS = 3

const YEAR = /(?:19|20)\d\d/u

interface Start {
  /** 1-based. */
  readonly page: number
  readonly text: string
}

/**
 * Reads pictures of a report's pages (JPEG, PNG, WebP, TIFF with any number of pages): one file, or the files of a group in
 * page order. Throws DocumentError `format-picture`, `damaged-file`, `too-many-pages`.
 */
export async function readImages(parts: readonly Part[], reader: PageReader): Promise<Reading> {
  const pages: Page[] = []
  const problems: Problem[] = []
  const names: string[] = []
  const ways = new Map<number, WayBack>()
  for (const { name, bytes } of parts) {
    reader.signal?.throwIfAborted()
    const format = unreadFormat(bytes)
    if (format !== null) throw new DocumentError('format-picture', { format })
    const left = reader.limits.pages - pages.length
    for await (const { image, dpi, scanDpi, dpiAssumed } of decodePictures(bytes, { pages: left })) {
      const pageNumber = pages.length + 1
      const read = await readPage({ image, dpi, scanDpi, pageNumber }, reader)
      pages.push(read.page)
      names.push(name)
      problems.push(...read.problems)
      // One page's is enough: the pictures of a document come from one device.
      if (dpiAssumed && !problems.some(({ code }) => code === 'dpi-assumed'))
        problems.push(problem('dpi-assumed', { page: pageNumber, dpi: Math.round(scanDpi) }, { page: pageNumber }))
      ways.set(pageNumber, read.wayBack)
    }
  }
  if (pages.length === 0) throw new DocumentError('empty-file')
  const blocks = layoutPages(pages)
  return {
    format: 'image',
    pages: pages.map(pageInfo),
    blocks: blocksBack(blocks, ways),
    metadata: {},
    problems: [...problems, ...(parts.length > 1 ? mixedProblems(blocks, names) : [])],
    pdfEngine: null,
    recogniser: reader.recogniser.name,
  }
}

/**
 * `mixed-group` where another report begins in the middle of a group of pictures: a second title, or statutory rows that
 * were there before. `names` are the files' names by page.
 */
export function mixedProblems(blocks: readonly Block[], names: readonly string[]): readonly Problem[] {
  const pages = [secondTitle(titlesOf(blocks)), repeatedTable(blocks)].flatMap((page) => page ?? [])
  if (pages.length === 0) return []
  const page = Math.min(...pages)
  return [problem('mixed-group', { page, name: names[page - 1] ?? '' }, { page })]
}

/** The titles at the heads of pages, with the organ's name where it stands on a line of its own above. */
function titlesOf(blocks: readonly Block[]): readonly Start[] {
  const above = new Map<number, number>()
  return blocks.flatMap((block, index) => {
    if (block.kind === 'picture') return []
    const pages = block.kind === 'table' ? block.pages : block.boxes.map(({ page }) => page)
    const [page] = pages
    const place = page === undefined ? Infinity : (above.get(page) ?? 0)
    for (const each of new Set(pages)) above.set(each, (above.get(each) ?? 0) + 1)
    if (block.kind === 'table' || page === undefined || place > BLOCKS_ABOVE_TITLE) return []
    const text = squeeze(block.text)
    if (text.length > LONGEST_TITLE || !isReportTitle(text)) return []
    const before = blocks[index - 1]
    const organ = before?.kind === 'paragraph' && before.boxes[0]?.page === page ? squeeze(before.text) : ''
    const alone = YEAR.exec(text)?.index === 0 && organ.length <= LONGEST_ORGAN
    return [{ page, text: alone ? organ + text : text }]
  })
}

/** The page of the first title that is not that of the first page that has one. */
function secondTitle([first, ...others]: readonly Start[]): number | null {
  return others.find((other) => first && other.page > first.page && !isSame(first.text, other.text))?.page ?? null
}

/** A cover may print the title without the organ, and the first page with it. */
function isSame(a: string, b: string): boolean {
  const [yearA, yearB] = [YEAR.exec(a)?.[0], YEAR.exec(b)?.[0]]
  if (yearA !== undefined && yearB !== undefined && yearA !== yearB) return false
  const [organA, organB] = [organIn(a), organIn(b)]
  return organA.includes(organB) || organB.includes(organA) || likeness(organA, organB) >= SAME_ORGAN
}

/** Gives the part of a title before its year or its subject. */
const organIn = (title: string): string => title.split(/(?:19|20)\d\d|政府信息公开|信息公开/u)[0] ?? ''

function repeatedTable(blocks: readonly Block[]): number | null {
  const before = new Map<string, number>()
  for (const table of blocks.filter((block): block is Table => block.kind === 'table')) {
    const page = table.pages[0] ?? 1
    const rows = statutoryRows(table)
    if (rows.filter((row) => (before.get(row) ?? page) < page).length >= REPEATED_ROWS) return page
    for (const row of rows) if (!before.has(row)) before.set(row, page)
  }
  return null
}
