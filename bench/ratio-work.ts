import { extractSource } from '../src/extract.js'
import type { Source } from '../src/model/source.js'
import { load } from './measure.js'
import type { Kind } from './ratio.js'
import { serveTurns } from './turns.js'

/** ratio-work KIND FILE…: one of the pieces of work that `measureRatio` compares; what only the others need is not loaded. */

type Work = (source: Source) => Promise<unknown>

const WORK: Readonly<Record<Kind, () => Promise<Work>>> = {
  pdfiumAlone: async () => {
    const alone = await (await import('./pdfium-alone.js')).pdfiumAlone()
    return ({ bytes }) => Promise.resolve(alone.read(bytes))
  },
  pdfium: () => Promise.resolve((source) => extractSource(source, { pdfEngine: 'auto', ocr: 'off' })),
  pdfiumNoInk: () => Promise.resolve((source) => extractSource(source, { pdfEngine: 'auto', ocr: 'off', ink: false })),
  pdfjsAlone: async () => {
    const { pdfjsAlone } = await import('./pdfjs-alone.js')
    return ({ bytes }) => pdfjsAlone(bytes)
  },
  pdfjs: () => Promise.resolve((source) => extractSource(source, { pdfEngine: 'pdfjs', ocr: 'off' })),
}

const [kind, ...paths] = process.argv.slice(2)
const make = new Map(Object.entries(WORK)).get(kind ?? '')
if (!make) throw new Error(`there is no such work: ${kind ?? ''}`)
const work = await make()
const sources = paths.map(load)
await serveTurns(async (file) => {
  const source = sources[file]
  if (!source) throw new Error(`there is no file ${file}`)
  await work(source)
})
