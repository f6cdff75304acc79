import { createRequire } from 'node:module'
import { basename, dirname } from 'node:path'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { extractSource } from '../src/extract.js'
import { load, median, timed } from './measure.js'

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** What pdf.js itself takes for the pages of a file: opened as its documentation says, operator list and text of each. */
async function pdfjsAlone(bytes: Uint8Array): Promise<void> {
  const task = getDocument({
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${root}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${root}/standard_fonts/`,
    wasmUrl: `${root}/wasm/`,
  })
  const document = await task.promise
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    await page.getOperatorList()
    await page.getTextContent()
    page.cleanup()
  }
  await task.destroy()
}

export interface RatioFigures {
  readonly files: readonly { readonly file: string; readonly pdfjsMs: number; readonly nianbaoMs: number }[]
  /** Of the sums over all files. */
  readonly ratio: number
}

/** Side by side, in turns, warm: for each file the median of `rounds`. */
export async function measureRatio(paths: readonly string[], rounds: number): Promise<RatioFigures> {
  const files: { file: string; pdfjsMs: number; nianbaoMs: number }[] = []
  for (const path of paths) {
    const source = load(path)
    await pdfjsAlone(source.bytes)
    await extractSource(source)
    const theirs: number[] = []
    const ours: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      theirs.push((await timed(() => pdfjsAlone(source.bytes))).ms)
      ours.push((await timed(() => extractSource(source))).ms)
    }
    files.push({ file: basename(path), pdfjsMs: median(theirs), nianbaoMs: median(ours) })
  }
  const sum = (key: 'pdfjsMs' | 'nianbaoMs'): number => files.reduce((total, file) => total + file[key], 0)
  return { files, ratio: sum('nianbaoMs') / sum('pdfjsMs') }
}
