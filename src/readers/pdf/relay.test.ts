import { describe, expect, test } from '@jest/globals'
import { DocumentError } from '../../model/problem.js'
import { type EngineName, MissingPage, type PaintedPage, type PdfEngine, Untold } from './engine.js'
import { type Occasion, relayed } from './relay.js'

const painted = (engine: EngineName): PaintedPage => ({
  width: 100,
  height: 100,
  rotation: 0,
  glyphs: [],
  paths: [],
  pictures: [],
  damage: null,
  engine,
})

/** An engine that gives each page under its name, or throws what is said for it. */
const engine = (
  name: EngineName,
  failures: { readonly open?: Error; readonly pages?: Readonly<Record<number, Error>> } = {},
): PdfEngine => ({
  open: (_bytes, _signal, last = false) =>
    failures.open && !last
      ? Promise.reject(failures.open)
      : Promise.resolve({
          pageCount: 3,
          page: (number: number) => {
            const failure = failures.pages?.[number]
            return failure ? Promise.reject(failure) : Promise.resolve(painted(name))
          },
          again: () => Promise.resolve(null),
          close: () => Promise.resolve(),
        }),
})

const enginesOf = async (first: PdfEngine, second: PdfEngine, occasion: Occasion): Promise<readonly string[]> => {
  const file = await relayed(first, second, occasion).open(new Uint8Array(), null)
  const pages = await Promise.all([1, 2].map((number) => file.page(number)))
  await file.close()
  return pages.map((page) => page.engine)
}

const damaged = new DocumentError('damaged-file', { format: 'PDF', reason: 'test' })

describe('relayed', () => {
  test('one page that the first does not tell is read by the second, the others by the first', async () => {
    const first = engine('pdfium', { pages: { 2: new Untold('it') } })
    expect(await enginesOf(first, engine('pdfjs'), 'untold')).toEqual(['pdfium', 'pdfjs'])
  })

  test('a file that the first does not tell is read by the second', async () => {
    expect(await enginesOf(engine('pdfium', { open: new Untold('it') }), engine('pdfjs'), 'untold')).toEqual([
      'pdfjs',
      'pdfjs',
    ])
  })

  test('failures are an occasion only where that is said', async () => {
    const first = engine('pdfium', { open: damaged })
    expect(await enginesOf(first, engine('pdfjs'), 'failed')).toEqual(['pdfjs', 'pdfjs'])
    await expect(enginesOf(first, engine('pdfjs'), 'untold')).rejects.toBe(damaged)
  })

  test('where the second cannot open the file either, the first gives what it can tell', async () => {
    const first = engine('pdfium', { open: new Untold('it') })
    expect(await enginesOf(first, engine('pdfjs', { open: damaged }), 'failed')).toEqual(['pdfium', 'pdfium'])
  })

  test('a page that neither has is missing', async () => {
    const missing = engine('pdfium', { pages: { 1: new MissingPage(1) } })
    const neither = engine('pdfjs', { pages: { 1: new MissingPage(1) } })
    await expect(enginesOf(missing, neither, 'failed')).rejects.toBeInstanceOf(MissingPage)
  })

  test('another reading is given only where any failure is an occasion', async () => {
    const again = async (occasion: Occasion): Promise<string | undefined> => {
      const file = await relayed(engine('pdfium'), engine('pdfjs'), occasion).open(new Uint8Array(), null)
      return (await file.again(1))?.engine
    }
    expect(await again('failed')).toBe('pdfjs')
    expect(await again('untold')).toBeUndefined()
  })
})
