import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { extractSource } from '../../src/extract.js'
import { createRecogniser, readPicturePage } from '../../src/scan/index.js'
import { worked } from '../measure.js'
import { rowsIn, rowsReadWhole, rowsWholeIn } from '../rows.js'
import { picturesOf, scansIn } from '../scan.js'
import { findTesseract, tesseractReads } from '../tesseract.js'
import { FullPage } from './full-page.js'

const figure = z.object({ name: z.string(), ms: z.number(), whole: z.number() })
export const scanPeers = z.object({ pages: z.number(), rows: z.number(), readers: z.array(figure) })
export type ScanPeers = z.infer<typeof scanPeers>

/** Scans read by nianbao, by PP-OCR over whole pages with the same models, and by Debian's tesseract where it is installed. */
export async function readScans(folders: readonly string[]): Promise<ScanPeers> {
  const recogniser = await createRecogniser('ppocr')
  const fullPage = await FullPage.load(recogniser)
  const [ours, full, tesseract] = [
    { name: 'nianbao', ms: 0, whole: 0 },
    { name: 'PP-OCRv4, whole page', ms: 0, whole: 0 },
    { name: tesseractVersion(), ms: 0, whole: 0 },
  ]
  const hasTesseract = findTesseract()
  let [pages, rows] = [0, 0]
  for (const { source, truth } of scansIn(folders)) {
    const wanted = rowsIn(truth)
    const lines: { full: string[]; tesseract: string[] } = { full: [], tesseract: [] }
    let own = 0
    for await (const picture of picturesOf(source, () => undefined)) {
      if (pages + own === 0) await readPicturePage(picture, recogniser)
      own += 1
      ours.ms += await worked(() => readPicturePage(picture, recogniser))
      full.ms += await worked(async () => lines.full.push(...(await fullPage.read(picture))))
      if (!hasTesseract) continue
      const { ms, result } = await tesseractReads(picture)
      tesseract.ms += ms
      lines.tesseract.push(...result)
    }
    if (own === 0) continue
    pages += own
    rows += wanted.length
    ours.whole += rowsReadWhole(wanted, await extractSource(source))
    full.whole += rowsWholeIn(wanted, lines.full)
    tesseract.whole += rowsWholeIn(wanted, lines.tesseract)
  }
  await fullPage.close()
  await recogniser.close()
  return { pages, rows, readers: [ours, full, ...(hasTesseract ? [tesseract] : [])] }
}

const tesseractVersion = (): string =>
  spawnSync('tesseract', ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0] ?? 'tesseract'
