import { basename } from 'node:path'
import Table from 'cli-table3'
import { z } from 'zod'
import { extractSource } from '../src/extract.js'
import { load, median, worked } from './measure.js'
import { pdfiumAlone } from './pdfium-alone.js'
import { pdfjsAlone } from './pdfjs-alone.js'

/** Milliseconds of processor time that each takes for one file. */
const KINDS = ['pdfiumAlone', 'pdfium', 'pdfjsAlone', 'pdfjs'] as const
type Kind = (typeof KINDS)[number]

const fileFigures = z.object({
  file: z.string(),
  pdfiumAlone: z.number(),
  pdfium: z.number(),
  pdfjsAlone: z.number(),
  pdfjs: z.number(),
})
export const ratios = z.array(fileFigures)
export type RatioFigures = z.infer<typeof ratios>

/** Rounds ahead of the clock: V8 needs some to have the code of both engines ready. */
const WARMING = 4

/**
 * The whole extraction with each engine and each engine by itself, side by side: warm, in turns, for each file the median
 * of `rounds`. Processor time, since pdf.js works in a thread beside: as on one core, whatever else the machine does.
 */
export async function measureRatio(paths: readonly string[], rounds: number): Promise<RatioFigures> {
  const alone = await pdfiumAlone()
  const files: z.infer<typeof fileFigures>[] = []
  for (const path of paths) {
    const source = load(path)
    const work: Readonly<Record<Kind, () => Promise<unknown>>> = {
      pdfiumAlone: () => Promise.resolve(alone.read(source.bytes)),
      pdfium: () => extractSource(source, { pdfEngine: 'auto', ocr: 'off' }),
      pdfjsAlone: () => pdfjsAlone(source.bytes),
      pdfjs: () => extractSource(source, { pdfEngine: 'pdfjs', ocr: 'off' }),
    }
    const taken: Record<Kind, number[]> = { pdfiumAlone: [], pdfium: [], pdfjsAlone: [], pdfjs: [] }
    for (let round = -WARMING; round < rounds; round += 1)
      for (const kind of KINDS) {
        const ms = await worked(work[kind])
        if (round >= 0) taken[kind].push(ms)
      }
    const [pdfiumAlones, pdfium, pdfjsAlones, pdfjs] = KINDS.map((kind) => median(taken[kind]))
    files.push({
      file: basename(path),
      pdfiumAlone: pdfiumAlones ?? 0,
      pdfium: pdfium ?? 0,
      pdfjsAlone: pdfjsAlones ?? 0,
      pdfjs: pdfjs ?? 0,
    })
  }
  return files
}

export function printRatios(files: RatioFigures): void {
  const table = new Table({
    head: [
      'PDF (processor ms)',
      'PDFium alone',
      'nianbao, PDFium',
      'ratio',
      'pdf.js alone',
      'nianbao, pdf.js',
      'faster',
    ],
    style: { head: [], border: [] },
  })
  for (const { file, ...ms } of files)
    table.push([
      file,
      ms.pdfiumAlone.toFixed(0),
      ms.pdfium.toFixed(0),
      (ms.pdfium / ms.pdfiumAlone).toFixed(2),
      ms.pdfjsAlone.toFixed(0),
      ms.pdfjs.toFixed(0),
      `${(ms.pdfjs / ms.pdfium).toFixed(1)} ×`,
    ])
  console.log(table.toString())
  const sum = (kind: Kind): number => files.reduce((total, file) => total + file[kind], 0)
  const middle = (of: (file: RatioFigures[number]) => number): string => median(files.map(of)).toFixed(2)
  console.log(
    [
      `whole extraction / PDFium's own characters and paths: median ${middle(({ pdfium, pdfiumAlone: own }) => pdfium / own)}, all files ${(sum('pdfium') / sum('pdfiumAlone')).toFixed(2)}`,
      `with pdf.js / with PDFium: median ${middle(({ pdfjs, pdfium }) => pdfjs / pdfium)}, all files ${(sum('pdfjs') / sum('pdfium')).toFixed(2)}`,
      `whole extraction with pdf.js / pdf.js's own operator lists and text: all files ${(sum('pdfjs') / sum('pdfjsAlone')).toFixed(2)}`,
    ].join('\n'),
  )
}
