import { layoutPages } from '../../layout/index.js'
import { type Page, pageInfo } from '../../model/page.js'
import { DocumentError, problem, type Problem } from '../../model/problem.js'
import type { Part, Reading } from '../../model/source.js'
import { blocksBack, decodePictures, type WayBack } from '../../scan/index.js'
import { readPage, type PageReader } from '../picture-page.js'
import { mixedProblems } from './mixed.js'
import { unreadFormat } from '../containers/signatures.js'

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
