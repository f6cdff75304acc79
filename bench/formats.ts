import { closeSync, openSync, readSync } from 'node:fs'
import { cpus } from 'node:os'
import { extractSource } from '../src/extract.js'
import { sniffFormat } from '../src/readers/sniff.js'
import { load, median, type FlatFigures, type FormatFigures } from './measure.js'
import type { RatioFigures } from './ratio.js'
import { type InBoth, tableInBoth } from './figures.js'

const HEAD_BYTES = 65_536

function formatOf(path: string): string {
  const head = Buffer.alloc(HEAD_BYTES)
  const file = openSync(path, 'r')
  try {
    return sniffFormat(head.subarray(0, readSync(file, head)))
  } finally {
    closeSync(file)
  }
}

/** Born-digital files by format; files that have to be recognised are `scan`, those that are no report are left out. */
export async function byFormat(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>()
  for (const path of files) {
    const { status, problems } = await extractSource(load(path), { ocr: 'off' })
    const isScan = problems.some(({ code }) => code === 'no-text-layer' || code === 'format-image')
    if (status === 'failed' && !isScan) continue
    const kind = isScan ? 'scan' : formatOf(path)
    groups.set(kind, [...(groups.get(kind) ?? []), path])
  }
  return groups
}

/** Slow ones with a digit more. */
const pace = (perSecond: number): string => perSecond.toFixed(perSecond < 1 ? 2 : 1)

/** Documents and pages a second and peak memory, a row a format. */
export function formatsTable(found: readonly (readonly [string, FormatFigures])[]): InBoth {
  const rows = found.map(([format, { documents, pages, seconds, peakMb }]) => [
    format,
    pace(documents / seconds),
    pages > 0 ? pace(pages / seconds) : '–',
    String(peakMb),
  ])
  const { en, zh } = tableInBoth(
    ['format', 'documents/s', 'pages/s', 'peak MB'],
    ['格式', '文档/秒', '页/秒', '峰值内存 MB'],
    rows,
  )
  const cores = cpus().length
  return {
    en: `On a machine of ${cores} cores, one process, warm, the files of \`samples/\`:\n\n${en}`,
    zh: `在 ${cores} 核的机器上，一个进程，预热后，\`samples/\` 中的文件：\n\n${zh}`,
  }
}

/** The whole extraction against the engines by themselves. */
export function ratioSentence({ files, peakMb }: RatioFigures): InBoth {
  const middle = (of: (file: RatioFigures['files'][number]) => number): string => median(files.map(of)).toFixed(2)
  const own = middle(({ pdfium, pdfiumAlone }) => pdfium / pdfiumAlone)
  const textAlone = middle(({ pdfiumNoInk, pdfiumAlone }) => pdfiumNoInk / pdfiumAlone)
  const faster = middle(({ pdfium, pdfjs }) => pdfjs / pdfium)
  return {
    en: `The whole extraction of ${files.length} PDFs of different producers took ${own} times the processor time that PDFium alone takes for the characters and paths of the same pages (median over the files; each in a warm process of its own, in turns), and ${textAlone} times without the proof by ink (\`--no-ink\`); with pdf.js it takes ${faster} times as long as with PDFium. The process with PDFium held at most ${peakMb.pdfium} MB, that with pdf.js ${peakMb.pdfjs} MB.`,
    zh: `${files.length} 份不同软件产生的 PDF，各在预热后的独立进程中交替测量：全程提取所用的处理器时间为 PDFium 单独读取同样页面的字符与路径的 ${own} 倍（各文件的中位数），不与页面核对（\`--no-ink\`）时为 ${textAlone} 倍；改用 pdf.js 则为用 PDFium 的 ${faster} 倍。进程内存峰值：PDFium ${peakMb.pdfium} MB，pdf.js ${peakMb.pdfjs} MB。`,
  }
}

/** A thousand documents in one process. */
export function flatSentence({ documents, seconds, residentMb, peakMb }: FlatFigures): InBoth {
  const [pace, least, most] = [(documents / seconds).toFixed(1), Math.min(...residentMb), Math.max(...residentMb)]
  return {
    en: `1,000 documents in one process, cold: ${pace} a second, ${least} to ${most} MB resident after each hundred, peak ${peakMb} MB.`,
    zh: `同一进程从冷启动起连续处理 1,000 份文档：每秒 ${pace} 份，每百份之后的常驻内存 ${least} 至 ${most} MB，峰值 ${peakMb} MB。`,
  }
}
