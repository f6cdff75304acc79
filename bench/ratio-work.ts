import { z } from 'zod'
import type { Source } from '../src/model/source.js'
import { load } from './measure.js'
import { KINDS, type Kind } from './ratio-kinds.js'
import { serveTurns } from './turns.js'

/** ratio-work KIND FILE…: one of the pieces of work that `measureRatio` compares; loads nothing else, so that its memory is its own. */

async function workOf(kind: Kind): Promise<(source: Source) => Promise<unknown>> {
  switch (kind) {
    case 'pdfiumAlone': {
      const alone = await (await import('./pdfium-alone.js')).pdfiumAlone()
      return ({ bytes }) => Promise.resolve(alone.read(bytes))
    }
    case 'pdfjsAlone': {
      const { pdfjsAlone } = await import('./pdfjs-alone.js')
      return ({ bytes }) => pdfjsAlone(bytes)
    }
    case 'pdfium':
    case 'pdfjs': {
      const { extractSource } = await import('../src/extract.js')
      return (source) => extractSource(source, { pdfEngine: kind === 'pdfium' ? 'auto' : kind, ocr: 'off' })
    }
  }
}

const [kind, ...paths] = process.argv.slice(2)
const work = await workOf(z.enum(KINDS).parse(kind))
const sources = paths.map(load)
await serveTurns(async (file) => {
  const source = sources[file]
  if (!source) throw new Error(`there is no file ${file}`)
  await work(source)
})
