import { describe, expect, test } from '@jest/globals'
import type { PdfEngine } from '../engine.js'
import { han, rawPdf } from './raw-pdf.js'
import { expectBox, expectClose, texts, readingWith } from './reading.js'

/** Facts of whole pages that every PDF engine must find: size, which way up, and whether they have text. */
export function describePages(name: string, engine: PdfEngine): void {
  const { read, paint } = readingWith(engine)

  describe(`${name}: pages`, () => {
    const upright = `1 w 50 100 m 350 100 l S BT /F 10 Tf 50 110 Td (123) Tj ET`

    test('a page is measured from the corner of its crop box', async () => {
      const page = await paint(upright, { entries: '/MediaBox [-20 -30 500 400] /CropBox [10 20 410 320]' })
      expect([page.width, page.height]).toEqual([400, 300])
      expectClose(page.rulings[0], { position: 220, start: 40, end: 340 })
      expectBox(page.glyphs[0]?.box, [40, 201.2, 45.56, 211.2])
    })

    test('user units are points', async () => {
      const page = await paint(upright, { entries: '/MediaBox [0 0 400 300] /UserUnit 2' })
      expect(page.width).toBe(800)
      expectClose(page.rulings[0], { position: 400, start: 100, end: 700 })
    })

    test('text that /Rotate turns upright', async () => {
      // Stored with the tops of the characters to the left; a quarter turn clockwise sets them upright.
      const page = await paint('1 w 100 50 m 100 250 l S BT /F 10 Tf 0 1 -1 0 90 50 Tm (123) Tj ET', {
        entries: '/MediaBox [0 0 400 300] /Rotate 90',
      })
      expect([page.width, page.height, page.rotation]).toEqual([300, 400, 90])
      expect(page.rulings[0]?.orientation).toBe('horizontal')
      expectClose(page.rulings[0], { position: 100, start: 50, end: 250 })
      expectBox(page.glyphs[0]?.box, [50, 81.2, 55.56, 91.2])
    })

    test('sideways text without /Rotate is turned upright too, and so is one upside down', async () => {
      const sideways = await paint('1 w 100 50 m 100 250 l S BT /F 10 Tf 0 1 -1 0 90 50 Tm (123) Tj ET')
      expect([sideways.width, sideways.height, sideways.rotation]).toEqual([300, 400, 90])
      expectBox(sideways.glyphs[0]?.box, [50, 81.2, 55.56, 91.2])
      const other = await paint('BT /F 10 Tf 0 -1 1 0 90 250 Tm (123) Tj ET')
      expect([other.width, other.rotation]).toEqual([300, 270])
      expectBox(other.glyphs[0]?.box, [50, 301.2, 55.56, 311.2])
      const down = await paint('BT /F 10 Tf -1 0 0 -1 350 200 Tm (123) Tj ET')
      expect([down.width, down.rotation]).toEqual([400, 180])
      expectBox(down.glyphs[0]?.box, [50, 191.2, 55.56, 201.2])
    })

    test('an empty page is blank', async () => {
      const { pages, problems } = await read(rawPdf({ pages: [{ content: '' }] }))
      expect(pages.map(({ read: how }) => how)).toEqual(['blank'])
      expect(problems).toEqual([])
    })

    test('a picture of a page has no text layer; a hidden one behind it does not count', async () => {
      const picture = 'q 400 0 0 300 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q'
      const hidden = `BT 3 Tr /C 10 Tf 20 100 Td ${han('政府信息公开工作年度报告的总体情况说明')} Tj ET`
      for (const content of [picture, `${picture} ${hidden}`, `${hidden} ${picture}`]) {
        const { pages, problems } = await read(rawPdf({ pages: [{ content }] }))
        expect(pages[0]?.read).toBe('unreadable')
        expect(problems).toMatchObject([{ code: 'no-text-layer', page: 1 }])
      }
    })

    test('what shows through a picture with a mask is read; what an opaque one covers is not', async () => {
      const image = (entries: string): string =>
        `<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 ${entries}` +
        ' /Filter /ASCIIHexDecode /Length 3 >> stream\n80>\nendstream'
      const read = async (entries: string): Promise<string> => {
        const { glyphs } = await paint('BT /F 10 Tf 20 100 Td (123) Tj ET q 60 0 0 60 10 80 cm /I Do Q', {
          resources: '/XObject << /I 20 0 R >>',
          objects: { 20: image(entries), 21: image('') },
        })
        return glyphs.map(({ text }) => text).join('')
      }
      expect(await read('/SMask 21 0 R')).toBe('123')
      expect(await read('')).toBe('')
    })

    test('digits that a clip cuts off a number are read; text that begins behind the clip is not', async () => {
      const clipped = (x: number): string => `q 20 90 22 40 re W n BT /F 10 Tf ${x} 100 Td (12345) Tj ET Q`
      expect(texts(await paint(clipped(22)))).toBe('12345')
      expect(texts(await paint(clipped(60)))).toBe('')
    })

    test('codes without a map are not taken for characters', async () => {
      // Glyph numbers of an ordinary subset: as Unicode they would read as letters, digits and rare Han.
      const identity =
        '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [21 0 R] >>'
      const descendant =
        '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /DW 1000 /FontDescriptor 6 0 R /CIDToGIDMap /Identity' +
        ' /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>'
      const codes = Array.from({ length: 60 }, (_, index) => (0x20 + index * 211).toString(16).padStart(4, '0')).join(
        '',
      )
      const { pages, problems } = await read(
        rawPdf({
          pages: [{ content: `BT /I 10 Tf 20 100 Td <${codes}> Tj ET`, resources: '/Font << /I 20 0 R >>' }],
          objects: { 20: identity, 21: descendant },
        }),
      )
      expect(pages[0]?.read).toBe('unreadable')
      expect(problems).toMatchObject([{ code: 'garbled-text', page: 1 }])
      expect(pages[0]?.glyphs.every(({ text }) => text === '\ufffd')).toBe(true)
    })

    test('a page of numbers, or in English, is not garbled', async () => {
      const numbers = Array.from({ length: 200 }, (_, index) => `${index * 37} 0.${index}%`).join(' ')
      const english =
        'Annual report on government information disclosure, café, section 2 (a): 12 applications received.'
      const { problems } = await read(
        rawPdf({
          pages: [numbers, english].map((text) => ({
            content: `BT /F 2 Tf 20 100 Td (${text.replace(/[()]/g, '\\$&')}) Tj ET`,
          })),
        }),
      )
      expect(problems).toEqual([])
    })
  })
}
