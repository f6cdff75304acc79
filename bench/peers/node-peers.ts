import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { z } from 'zod'
import { extractSource } from '../../src/extract.js'
import type { PdfEngineChoice } from '../../src/model/source.js'
import { load, peakMemoryMb, worked } from '../measure.js'
import { readTruth, rowsIn, rowsReadWhole } from '../rows.js'
import { lineOf, type PeerReport } from './peer.js'

const require = createRequire(import.meta.url)
/** Versions are pinned; some packages do not let others see theirs. */
const pinned = z.object({ devDependencies: z.record(z.string(), z.string()) })
const versionOf = (name: string): string =>
  pinned.parse(JSON.parse(readFileSync('package.json', 'utf8'))).devDependencies[name] ?? ''

type Lines = readonly string[]
const cells = z.array(
  z.array(
    z
      .string()
      .nullish()
      .transform((cell) => cell ?? null),
  ),
)

/** nianbao with one of its engines; its rows are told by its record. */
export async function readWithNianbao(engine: PdfEngineChoice, paths: readonly string[]): Promise<PeerReport> {
  const files: PeerReport['files'] = []
  for (const path of paths) {
    const source = load(path)
    const read = async (): ReturnType<typeof extractSource> => extractSource(source, { pdfEngine: engine, ocr: 'off' })
    const record = await read()
    const truth = readTruth(path.replace(/\.pdf$/, '.truth.json'))
    files.push({ file: basename(path), ms: await worked(read), whole: rowsReadWhole(rowsIn(truth), record), lines: [] })
  }
  return { name: `nianbao, ${engine === 'pdfjs' ? 'pdf.js' : 'PDFium'}`, peakMb: peakMemoryMb(), files }
}

/** The tables of pdf-parse. */
export async function readWithPdfParse(paths: readonly string[]): Promise<PeerReport> {
  const { PDFParse } = await import('pdf-parse')
  return reported(`pdf-parse ${versionOf('pdf-parse')}, tables`, paths, async (path) => {
    const parser = new PDFParse({ data: load(path).bytes.slice() })
    const { pages } = await parser.getTable()
    await parser.destroy()
    return pages.flatMap(({ tables }) => tables.flatMap((table) => cells.parse(table).map(lineOf)))
  })
}

const pageTables = z.object({ pageTables: z.array(z.object({ tables: cells })) })
type Extract = (path: string, done: (result: unknown) => void, failed: (error: unknown) => void) => void
const extractor = z.custom<Extract>((value) => typeof value === 'function')

export async function readWithTableExtractor(paths: readonly string[]): Promise<PeerReport> {
  const extract = extractor.parse(require('pdf-table-extractor'))
  return reported(`pdf-table-extractor ${versionOf('pdf-table-extractor')}`, paths, async (path) => {
    const result = await new Promise((resolve, reject: (error: unknown) => void) => {
      extract(path, resolve, reject)
    })
    return pageTables.parse(result).pageTables.flatMap(({ tables }) => tables.map(lineOf))
  })
}

async function reported(
  name: string,
  paths: readonly string[],
  read: (path: string) => Promise<Lines>,
): Promise<PeerReport> {
  const files: PeerReport['files'] = []
  for (const path of paths) {
    // A file that it cannot read has no row whole.
    const lines = await read(path).catch((): Lines => [])
    const ms = await worked(async () => read(path).catch(() => []))
    files.push({ file: basename(path), ms, whole: null, lines: [...lines] })
  }
  return { name, peakMb: peakMemoryMb(), files }
}
