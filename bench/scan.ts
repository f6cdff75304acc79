import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { globSync } from 'tinyglobby'
import { extractSource } from '../src/extract.js'
import type { Source } from '../src/model/source.js'
import { sniffFormat } from '../src/readers/sniff.js'
import {
  createRecogniser,
  decodePictures,
  openForRendering,
  readPicturePage,
  type PagePicture,
} from '../src/scan/index.js'
import { timed } from './measure.js'
import { readTruth, rowsIn, rowsReadWhole, rowsWholeIn, type Truth } from './rows.js'
import { findTesseract, tesseractReads } from './tesseract.js'

/** One document of scanned pages: its time in milliseconds, and how many of its rows were read whole. */
export interface ScanFile {
  readonly file: string
  readonly pages: number
  readonly rows: number
  readonly ours: { readonly ms: number; readonly rows: number }
  /** null where tesseract is not installed. */
  readonly tesseract: { readonly ms: number; readonly rows: number } | null
}

export interface ScanFigures {
  readonly files: readonly ScanFile[]
  /** Milliseconds a page that each step takes, all files together. */
  readonly steps: Readonly<Record<string, number>>
  readonly pages: number
}

/**
 * Every scan that a truth file stands beside: each page's picture is read by us and, right after it, by Debian's tesseract
 * from a PNG of the same picture, so that both see the same load of the machine. Ours is warm, as in a batch; each
 * pass of tesseract starts its process, as there is no other way to call it.
 */
export async function measureScans(folders: readonly string[]): Promise<ScanFigures> {
  const recogniser = await createRecogniser('ppocr')
  const theirs = findTesseract()
  const steps = new Map<string, number>()
  const timing = (step: string, ms: number): void => {
    steps.set(step, (steps.get(step) ?? 0) + ms)
  }
  const files: ScanFile[] = []
  let warm = false
  for (const { source, truth } of scansIn(folders)) {
    const lines: string[] = []
    let [ours, other, pages] = [0, 0, 0]
    for await (const picture of picturesOf(source, timing)) {
      if (!warm) await readPicturePage(picture, recogniser)
      warm = true
      pages += 1
      ours += (await timed(() => readPicturePage(picture, recogniser, { timing }))).ms
      if (!theirs) continue
      const { ms, result } = await tesseractReads(picture)
      other += ms
      lines.push(...result)
    }
    if (pages === 0) continue
    const record = await extractSource(source)
    const rows = rowsIn(truth)
    files.push({
      file: truth.file,
      pages,
      rows: rows.length,
      ours: { ms: ours, rows: rowsReadWhole(rows, record) },
      tesseract: theirs ? { ms: other, rows: rowsWholeIn(rows, lines) } : null,
    })
  }
  await recogniser.close()
  const pages = files.reduce((sum, file) => sum + file.pages, 0)
  return { files, pages, steps: Object.fromEntries([...steps].map(([step, ms]) => [step, ms / pages])) }
}

/** Documents of which every page is a picture: PDF and pictures, with the truth that stands beside them. */
export function scansIn(folders: readonly string[]): readonly { readonly source: Source; readonly truth: Truth }[] {
  return folders.flatMap((folder) =>
    globSync('**/*.truth.json', { cwd: folder, absolute: true })
      .sort()
      .flatMap((path) => {
        const truth = readTruth(path)
        const parts = globSync(truth.file, { cwd: path.replace(/[^/]*$/, ''), absolute: true })
          .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
          .map((file) => ({ name: basename(file), bytes: new Uint8Array(readFileSync(file)) }))
        const [first] = parts
        if (!first || !['pdf', 'image'].includes(sniffFormat(first.bytes)) || truth.kind === 'pdf') return []
        return [{ truth, source: { ...first, path: first.name, ...(parts.length > 1 && { parts }) } }]
      }),
  )
}

export async function* picturesOf(
  source: Source,
  timing: (step: string, ms: number) => void,
): AsyncGenerator<PagePicture> {
  if (sniffFormat(source.bytes) === 'image') {
    let pageNumber = 0
    for (const { bytes } of source.parts ?? [source])
      for await (const { image, dpi } of decodePictures(bytes, { pages: Infinity }))
        yield { image, dpi, pageNumber: (pageNumber += 1) }
    return
  }
  const renderer = await openForRendering(source.bytes)
  const numbers = Array.from({ length: renderer.pages }, (_, index) => index + 1)
  // Where some pages are born digital, their rows are on no picture: there is nothing to compare.
  for (const number of numbers.every((page) => renderer.resolution(page) !== null) ? numbers : []) {
    const started = performance.now()
    const picture = renderer.render(number)
    timing('render', performance.now() - started)
    yield { ...picture, pageNumber: number }
  }
  renderer.close()
}
