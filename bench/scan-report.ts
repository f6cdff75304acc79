import Table from 'cli-table3'
import { z } from 'zod'
import type { InBoth } from './figures.js'
import type { ScanFigures } from './scan.js'

const pass = z.object({ ms: z.number(), rows: z.number() })
/** Figures as a measuring process prints them. */
export const scans = z.object({
  files: z.array(
    z.object({ file: z.string(), pages: z.number(), rows: z.number(), ours: pass, tesseract: pass.nullable() }),
  ),
  steps: z.record(z.string(), z.number()),
  pages: z.number(),
})

/** The steps of a page, then ours and tesseract's side by side on the same page pictures. */
export function printScans({ files, steps, pages }: ScanFigures): void {
  if (pages === 0) return
  const plain = { style: { head: [], border: [] } }
  const byStep = new Table({ head: ['step of a scanned page', 'ms'], ...plain })
  for (const [step, ms] of Object.entries(steps)) byStep.push([step, ms.toFixed(0)])
  console.log(byStep.toString())
  const table = new Table({
    head: ['scan', 'pages', 'nianbao s/page', 'rows whole', 'tesseract s/page', 'rows whole', 'ratio'],
    ...plain,
  })
  const rowOf = (name: string, own: (typeof files)[number]): string[] => {
    const { ours, tesseract } = own
    const perPage = (ms: number): string => (ms / own.pages / 1000).toFixed(2)
    const whole = (rows: number): string => `${rows}/${own.rows}`
    const theirs = tesseract
      ? [perPage(tesseract.ms), whole(tesseract.rows), (ours.ms / tesseract.ms).toFixed(2)]
      : ['–', '–', '–']
    return [name, String(own.pages), perPage(ours.ms), whole(ours.rows), ...theirs]
  }
  for (const file of files) table.push(rowOf(file.file, file))
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  const measured = files.every(({ tesseract }) => tesseract !== null)
  table.push(
    rowOf('all', {
      file: '',
      pages,
      rows,
      ours: sumOf(files, 'ours'),
      tesseract: measured ? sumOf(files, 'tesseract') : null,
    }),
  )
  console.log(table.toString())
  if (!measured)
    console.log('tesseract with chi_sim is not installed: `scripts/system-packages bench` installs it, for comparison.')
}

type Files = ScanFigures['files']

const sumOf = (files: Files, key: 'ours' | 'tesseract'): z.infer<typeof pass> => ({
  ms: files.reduce((sum, file) => sum + (file[key]?.ms ?? 0), 0),
  rows: files.reduce((sum, file) => sum + (file[key]?.rows ?? 0), 0),
})

/** A page's time, and tesseract's where it was there. */
export function scansSentence({ files, pages }: ScanFigures): InBoth {
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  const told = (key: 'ours' | 'tesseract'): readonly [seconds: string, whole: string] => {
    const { ms, rows: whole } = sumOf(files, key)
    return [(ms / Math.max(1, pages) / 1000).toFixed(2), `${whole}/${rows}`]
  }
  const [ours, whole] = told('ours')
  const en = `Scans: ${ours} s a page over ${pages} pages, ${whole} rows of the form whole`
  const zh = `扫描件：${pages} 页，每页 ${ours} 秒，读全的行 ${whole}`
  if (files.some(({ tesseract }) => tesseract === null)) return { en: `${en}.`, zh: `${zh}。` }
  const [theirs, theirWhole] = told('tesseract')
  return {
    en: `${en}; one pass of Debian's \`tesseract -l chi_sim --psm 6\` over the same pictures in the same run: ${theirs} s a page, ${theirWhole} rows.`,
    zh: `${zh}；Debian 的 \`tesseract -l chi_sim --psm 6\` 在同一次运行中读同样的图像一遍：每页 ${theirs} 秒，读全的行 ${theirWhole}。`,
  }
}
