import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { extractSource } from '../../src/extract.js'
import { createRecogniser, readPicturePage, type PagePicture } from '../../src/scan/index.js'
import { peakMemoryMb, timed } from '../measure.js'
import { rowsIn, rowsReadWhole, rowsWholeIn } from '../rows.js'
import { picturesOf, scansIn } from '../scan.js'
import { findTesseract, tesseractReads } from '../tesseract.js'
import { FullPage } from './full-page.js'

export const scanReport = z.object({
  name: z.string(),
  pages: z.number(),
  rows: z.number(),
  /** Rows of the form that it has whole. */
  whole: z.number(),
  /** Milliseconds by the clock, all pages together. */
  ms: z.number(),
  peakMb: z.number(),
})
export type ScanReport = z.infer<typeof scanReport>

/** Reads one page's picture. */
interface PageReader {
  readonly name: string
  readonly read: (picture: PagePicture) => Promise<{ readonly ms: number; readonly lines: readonly string[] }>
  /** The peak of its own process, where it has one. */
  readonly peakMb?: () => number
  readonly close: () => Promise<void>
}

export const SCAN_READERS = ['nianbao', 'full-page', 'tesseract'] as const
export type ScanReader = (typeof SCAN_READERS)[number]

/** nianbao, PP-OCR over whole pages with the same models, Debian's tesseract; null where that is not installed. */
async function readerOf(kind: ScanReader): Promise<PageReader | null> {
  if (kind === 'tesseract') return findTesseract() ? tesseract() : null
  const recogniser = await createRecogniser('ppocr')
  if (kind === 'nianbao') {
    const read: PageReader['read'] = async (picture) => {
      const { ms } = await timed(() => readPicturePage(picture, recogniser))
      return { ms, lines: [] }
    }
    return { name: 'nianbao', read, close: () => recogniser.close() }
  }
  const fullPage = await FullPage.load(recogniser)
  return {
    name: 'PP-OCRv4, whole pages',
    read: async (picture) => {
      const { ms, result } = await timed(() => fullPage.read(picture))
      return { ms, lines: result }
    },
    close: async () => {
      await fullPage.close()
      await recogniser.close()
    },
  }
}

function tesseract(): PageReader {
  let peak = 0
  const { stdout } = spawnSync('tesseract', ['--version'], { encoding: 'utf8' })
  return {
    name: stdout.split('\n')[0] ?? 'tesseract',
    read: async (picture) => {
      const { ms, result, peakMb } = await tesseractReads(picture)
      peak = Math.max(peak, peakMb)
      return { ms, lines: result }
    },
    peakMb: () => peak,
    close: () => Promise.resolve(),
  }
}

/** Reads all scans that have a truth with one reader; null where it is not installed. */
export async function readScans(kind: ScanReader, folders: readonly string[]): Promise<ScanReport | null> {
  const reader = await readerOf(kind)
  if (!reader) return null
  let [pages, rows, whole, ms] = [0, 0, 0, 0]
  for (const { source, truth } of scansIn(folders)) {
    const wanted = rowsIn(truth)
    const lines: string[] = []
    let own = 0
    for await (const picture of picturesOf(source, () => undefined)) {
      // The first page warms up.
      if (pages + own === 0) await reader.read(picture)
      own += 1
      const read = await reader.read(picture)
      ms += read.ms
      lines.push(...read.lines)
    }
    if (own === 0) continue
    pages += own
    rows += wanted.length
    // Ours are told by the whole document's record.
    whole += kind === 'nianbao' ? rowsReadWhole(wanted, await extractSource(source)) : rowsWholeIn(wanted, lines)
  }
  await reader.close()
  return { name: reader.name, pages, rows, whole, ms, peakMb: Math.round(reader.peakMb?.() ?? peakMemoryMb()) }
}
