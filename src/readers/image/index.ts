import { layoutPages } from '../../layout/index.js'
import type { Page, PageInfo } from '../../model/page.js'
import { DocumentError, type Problem } from '../../model/problem.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import {
  blocksBack,
  decodePictures,
  readPicturePage,
  type ReadPageOptions,
  type Recogniser,
  type WayBack,
} from '../../scan/index.js'

export interface ImageOptions extends ReadOptions, Pick<ReadPageOptions, 'debug' | 'timing'> {
  readonly recogniser: Recogniser
}

const pageInfo = ({ number, width, height, rotation, dpi, read }: Page): PageInfo => ({
  number,
  width,
  height,
  rotation,
  dpi,
  read,
})

/**
 * Reads pictures of a report's pages (JPEG, PNG, WebP, TIFF with any number of pages): one file, or the files of a group in
 * page order. Throws DocumentError `damaged-file`, `too-many-pages`.
 */
export async function readImages(sources: readonly Pick<Source, 'bytes'>[], options: ImageOptions): Promise<Reading> {
  const pages: Page[] = []
  const problems: Problem[] = []
  const ways = new Map<number, WayBack>()
  for (const { bytes } of sources) {
    options.signal?.throwIfAborted()
    const left = options.limits.pages - pages.length
    for await (const { image, dpi } of decodePictures(bytes, { pages: left })) {
      const pageNumber = pages.length + 1
      const read = await readPicturePage({ image, dpi, pageNumber }, options.recogniser, options)
      pages.push(read.page)
      problems.push(...read.problems)
      ways.set(pageNumber, read.wayBack)
    }
  }
  if (pages.length === 0) throw new DocumentError('empty-file')
  return {
    format: 'image',
    pages: pages.map(pageInfo),
    blocks: blocksBack(layoutPages(pages), ways),
    metadata: {},
    problems,
    pdfEngine: null,
    recogniser: options.recogniser.name,
  }
}
