import { basename } from 'node:path'
import Table from 'cli-table3'
import { z } from 'zod'
import { DOCUMENTS_PER_CHILD } from '../workers/pool.js'
import { median } from './measure.js'
import { startRunner } from './turns.js'

/** Compared for each PDF: each engine by itself, and the whole extraction with it. */
const KINDS = ['pdfiumAlone', 'pdfium', 'pdfiumNoInk', 'pdfjsAlone', 'pdfjs'] as const
export type Kind = (typeof KINDS)[number]

/** Milliseconds of processor time that each takes for one file. */
const fileFigures = z.object({
  file: z.string(),
  pdfiumAlone: z.number(),
  pdfium: z.number(),
  pdfiumNoInk: z.number(),
  pdfjsAlone: z.number(),
  pdfjs: z.number(),
})
export const ratios = z.object({
  files: z.array(fileFigures),
  /** Megabytes that the process of each held at most, up to as many documents as a worker reads before another takes its place. */
  peakMb: z.record(z.enum(KINDS), z.number()),
})
export type RatioFigures = z.infer<typeof ratios>

/** Documents ahead of the clock, in laps over the files: what is measured is the middle of a worker's life. */
const WARMING = DOCUMENTS_PER_CHILD / 2
/** Laps in each turn: a worker has no pauses in which V8 tidies its memory and the processor forgets its code. */
const LAPS = 5

/**
 * The whole extraction with each engine and each engine by itself, side by side: each in a warm process of its own, as a worker
 * is, in `rounds` turns, for each file the median. Processor time, since pdf.js works in a thread beside: as on one core,
 * whatever else the machine does.
 */
export async function measureRatio(paths: readonly string[], rounds: number): Promise<RatioFigures> {
  const runners = KINDS.map((kind) => ({ kind, runner: startRunner('ratio-work.js', [kind, ...paths]) }))
  const taken = paths.map((): Record<Kind, number[]> => ({
    pdfiumAlone: [],
    pdfium: [],
    pdfiumNoInk: [],
    pdfjsAlone: [],
    pdfjs: [],
  }))
  const peakMb: Record<Kind, number> = { pdfiumAlone: 0, pdfium: 0, pdfiumNoInk: 0, pdfjsAlone: 0, pdfjs: 0 }
  const lap = paths.map((_, file) => file)
  const laps = (count: number): readonly number[] => Array.from({ length: count }, () => lap).flat()
  for (const { kind, runner } of runners)
    peakMb[kind] = (await runner.take(laps(Math.ceil(WARMING / paths.length)))).peakMb
  for (let round = 0; round < rounds; round += 1)
    for (const { kind, runner } of runners) {
      const files = laps(LAPS)
      const turn = await runner.take(files)
      const documents = WARMING + (round + 1) * LAPS * paths.length
      if (documents <= DOCUMENTS_PER_CHILD) peakMb[kind] = turn.peakMb
      files.forEach((file, place) => taken[file]?.[kind].push(turn.ms[place] ?? Number.NaN))
    }
  for (const { runner } of runners) runner.end()
  const files = taken.map((times, file) => ({
    file: basename(paths[file] ?? ''),
    pdfiumAlone: median(times.pdfiumAlone),
    pdfium: median(times.pdfium),
    pdfiumNoInk: median(times.pdfiumNoInk),
    pdfjsAlone: median(times.pdfjsAlone),
    pdfjs: median(times.pdfjs),
  }))
  return { files, peakMb }
}

export function printRatios({ files, peakMb }: RatioFigures): void {
  const table = new Table({
    head: [
      'PDF (processor ms)',
      'PDFium alone',
      'nianbao, PDFium',
      'ratio',
      'without ink',
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
      (ms.pdfiumNoInk / ms.pdfiumAlone).toFixed(2),
      ms.pdfjsAlone.toFixed(0),
      ms.pdfjs.toFixed(0),
      `${(ms.pdfjs / ms.pdfium).toFixed(1)} ×`,
    ])
  console.log(table.toString())
  const sum = (kind: Kind): number => files.reduce((total, file) => total + file[kind], 0)
  const middle = (of: (file: RatioFigures['files'][number]) => number): string => median(files.map(of)).toFixed(2)
  console.log(
    [
      `whole extraction / PDFium's own characters and paths: median ${middle(({ pdfium, pdfiumAlone: own }) => pdfium / own)}, all files ${(sum('pdfium') / sum('pdfiumAlone')).toFixed(2)}`,
      `the same without ink: median ${middle(({ pdfiumNoInk, pdfiumAlone: own }) => pdfiumNoInk / own)}, all files ${(sum('pdfiumNoInk') / sum('pdfiumAlone')).toFixed(2)}`,
      `with pdf.js / with PDFium: median ${middle(({ pdfjs, pdfium }) => pdfjs / pdfium)}, all files ${(sum('pdfjs') / sum('pdfium')).toFixed(2)}`,
      `whole extraction with pdf.js / pdf.js's own operator lists and text: all files ${(sum('pdfjs') / sum('pdfjsAlone')).toFixed(2)}`,
      `peak memory of a process: with PDFium ${peakMb.pdfium} MB, with pdf.js ${peakMb.pdfjs} MB`,
    ].join('\n'),
  )
}
