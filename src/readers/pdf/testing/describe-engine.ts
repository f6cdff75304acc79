import { describe, expect, test } from '@jest/globals'
import { DocumentError } from '../../../model/problem.js'
import type { PdfEngine } from '../engine.js'
import { describeGlyphs } from './describe-glyphs.js'
import { describePages } from './describe-pages.js'
import { describeRulings } from './describe-rulings.js'
import { rawPdf } from './raw-pdf.js'
import { texts, readingWith } from './reading.js'

/** Holds a PDF engine to small pages of known content. */
export function describeEngine(name: string, engine: PdfEngine): void {
  describeRulings(name, engine)
  describeGlyphs(name, engine)
  describePages(name, engine)

  const { read } = readingWith(engine)

  describe(`${name}: files`, () => {
    test('a page that cannot be decoded is named, the others are read', async () => {
      const { pages, problems } = await read(
        rawPdf({
          pages: [
            { content: 'BT /F 10 Tf 50 100 Td (1) Tj ET' },
            { content: '/No Do BT /F 10 Tf 50 100 Td (2) Tj ET' },
          ],
        }),
      )
      expect(pages.map(texts)).toEqual(['1', '2'])
      expect(problems).toMatchObject([{ code: 'page-damaged', page: 2 }])
    })

    test('what is no PDF is damaged', async () => {
      await expect(read(Uint8Array.from(Buffer.from('%PDF-1.7 and no more')))).rejects.toMatchObject({
        problem: { code: 'damaged-file' },
      })
    })

    test('an abort stops it', async () => {
      const stop = new AbortController()
      const reading = read(rawPdf({ pages: [{ content: '' }] }), stop.signal)
      stop.abort()
      await expect(reading).rejects.toThrow(DocumentError)
      await expect(reading).rejects.toMatchObject({ problem: { code: 'aborted' } })
    })

    test('a false page count ends at the pages that are there', async () => {
      const bytes = rawPdf({
        pages: [{ content: 'BT /F 10 Tf 50 100 Td (1) Tj ET' }],
        objects: { 2: '<< /Type /Pages /Count 213804087 /Kids [100 0 R] >>' },
      })
      const { pages } = await read(bytes)
      expect(pages.map(texts)).toEqual(['1'])
    })
  })
}
