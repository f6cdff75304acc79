import { describe, expect, test } from '@jest/globals'
import type { PdfEngine } from '../engine.js'
import { han, rawPdf, stream } from './raw-pdf.js'
import { expectBox, texts, readingWith } from './reading.js'

/** Text that every PDF engine must find: which characters are seen, and where each is printed. */
export function describeGlyphs(name: string, engine: PdfEngine): void {
  const { read, paint } = readingWith(engine)

  describe(`${name}: glyphs`, () => {
    test('each character has a box where it is printed; spaces have none', async () => {
      const { glyphs } = await paint('BT /F 10 Tf 50 100 Td (1 2) Tj ET')
      expect(glyphs.map(({ text }) => text)).toEqual(['1', '2'])
      expectBox(glyphs[0]?.box, [50, 191.2, 55.56, 201.2])
      expectBox(glyphs[1]?.box, [58.34, 191.2, 63.9, 201.2])
      expect(glyphs[0]?.size).toBeCloseTo(10)
    })

    test('blanks show nothing, whichever way the text runs', async () => {
      for (const matrix of ['1 0 0 1', '0 1 -1 0', '0.7 0.7 -0.7 0.7']) {
        const { glyphs, marks } = await paint(`BT /F 10 Tf ${matrix} 50 100 Tm (1 2) Tj ET`)
        expect(glyphs).toHaveLength(2)
        expect(marks ?? []).toEqual([])
      }
    })

    test('Chinese from a font that is not embedded', async () => {
      const { glyphs } = await paint(`BT /C 20 Tf 50 100 Td ${han('信息')} Tj ET`)
      expect(glyphs.map(({ text }) => text)).toEqual(['信', '息'])
      expectBox(glyphs[1]?.box, [70, 182.4, 90, 202.4])
    })

    test('kerning, character and word spacing, horizontal scaling, rise', async () => {
      const page = await paint('BT /F 10 Tf 50 Tz 2 Tc 4 Tw 3 Ts 50 100 Td [(1) -1000 (2 3)] TJ ET')
      expectBox(page.glyphs[1]?.box, [50 + 0.5 * (5.56 + 2 + 10), 188.2, 50 + 0.5 * (5.56 + 2 + 10 + 5.56), 198.2])
      const third = 50 + 0.5 * (5.56 + 2 + 10 + 5.56 + 2 + 2.78 + 2 + 4)
      expectBox(page.glyphs[2]?.box, [third, 188.2, third + 2.78, 198.2])
    })

    test('leading, next line and text matrices', async () => {
      const page = await paint("BT /F 10 Tf 12 TL 1 0 0 1 50 200 Tm (1) Tj T* (2) Tj (3) ' 2 0 0 2 100 50 Tm (4) Tj ET")
      expect(page.glyphs.map(({ box }) => Math.round(box[3] * 10) / 10)).toEqual([101.2, 113.2, 125.2, 252.4])
      expect(page.glyphs[3]?.size).toBeCloseTo(20)
    })

    test('invisible, transparent and clipped text is not seen; white only on a ground', async () => {
      expect(texts(await paint('BT 3 Tr /F 10 Tf 50 100 Td (1) Tj ET'))).toBe('')
      expect(texts(await paint('BT 1 g /F 10 Tf 50 100 Td (1) Tj ET'))).toBe('')
      expect(texts(await paint('0 g 40 90 100 30 re f BT 1 g /F 10 Tf 50 100 Td (1) Tj ET'))).toBe('1')
      expect(texts(await paint('0 0 45 300 re W n BT /F 10 Tf 50 100 Td (1) Tj ET'))).toBe('')
      const hidden = '/ExtGState << /T << /CA 0 /ca 0 >> >>'
      expect(texts(await paint('/T gs BT /F 10 Tf 50 100 Td (1) Tj ET', { resources: hidden }))).toBe('')
    })

    test('text under a white patch is not seen', async () => {
      expect(
        texts(
          await paint('BT /F 10 Tf 50 100 Td (12) Tj ET 1 g 40 90 100 30 re f BT 0 g /F 10 Tf 50 100 Td (34) Tj ET'),
        ),
      ).toBe('34')
    })

    test('a character printed twice at one spot is one character; neighbours are two', async () => {
      const page = await paint('BT /F 10 Tf 50 100 Td (11) Tj ET BT /F 10 Tf 50.3 100 Td (11) Tj ET')
      expect(texts(page)).toBe('11')
    })

    test('a Type 3 font is placed on its em', async () => {
      const glyph = stream('1000 0 0 0 750 750 d1 0 0 750 750 re f')
      const font =
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0]' +
        ' /CharProcs << /a 21 0 R /b 22 0 R >> /Encoding << /Type /Encoding /Differences [97 /a /b] >> /FirstChar 97' +
        ' /LastChar 98 /Widths [1000 500] /ToUnicode 23 0 R /Resources << >> >>'
      const page = await paint('BT /T 10 Tf 50 100 Td (aba) Tj ET', {
        resources: '/Font << /T 20 0 R >>',
        objects: { 20: font, 21: glyph, 22: stream('500 0 d0'), 23: toUnicode({ 97: '年', 98: '报' }) },
      })
      // The second glyph's procedure paints nothing.
      expect(texts(page)).toBe('年年')
      expectBox(page.glyphs[1]?.box, [65, 191.2, 75, 201.2])
    })

    test.each(['/OCProperties', '/#4fCProperties'])('a hidden layer is not printed: %s', async (entry) => {
      const bytes = rawPdf({
        pages: [
          {
            content: '/OC /L BDC BT /F 10 Tf 50 100 Td (1) Tj ET EMC BT /F 10 Tf 90 100 Td (2) Tj ET',
            resources: '/Properties << /L 20 0 R >>',
          },
        ],
        objects: {
          1: `<< /Type /Catalog /Pages 2 0 R ${entry} << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >> >>`,
          20: '<< /Type /OCG /Name (draft) >>',
        },
      })
      expect((await read(bytes)).pages.map(texts)).toEqual(['2'])
    })
  })
}

/** A ToUnicode map of single-byte codes. */
function toUnicode(map: Readonly<Record<number, string>>): string {
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0')
  const entries = Object.entries(map).map(([code, text]) => `<${hex(Number(code), 2)}> <${hex(text.charCodeAt(0), 4)}>`)
  return stream(
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n' +
      '1 begincodespacerange <00> <ff> endcodespacerange\n' +
      `${entries.length} beginbfchar\n${entries.join('\n')}\nendbfchar\nendcmap end end`,
  )
}
