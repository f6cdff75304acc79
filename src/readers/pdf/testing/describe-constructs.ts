import { describe, expect, test } from '@jest/globals'
import type { PaintedPage, PdfEngine } from '../engine.js'
import { han, rawPdf, stream } from './raw-pdf.js'

/** Rarer constructions of PDF, as an engine gives them: both must place the same things at the same points. */
export function describeConstructs(name: string, engine: PdfEngine): void {
  const paint = async (
    content: string,
    more: {
      readonly entries?: string
      readonly resources?: string
      readonly objects?: Readonly<Record<number, string>>
    } = {},
  ): Promise<PaintedPage> => {
    const { objects = {}, ...page } = more
    const file = await engine.open(rawPdf({ pages: [{ content, ...page }], objects }), null)
    try {
      return await file.page(1)
    } finally {
      await file.close()
    }
  }
  const rounded = (box: readonly number[] | undefined): readonly number[] | undefined =>
    box?.map((side) => Math.round(side * 2) / 2)

  describe(`${name}: constructions`, () => {
    test('one run over two cells: each character stands where it is printed', async () => {
      const { glyphs } = await paint('BT /F 10 Tf 50 100 Td [(12) -9000 (34)] TJ ET')
      expect(glyphs.map(({ text, box }) => [text, Math.round(box[0])])).toEqual([
        ['1', 50],
        ['2', 56],
        ['3', 151],
        ['4', 157],
      ])
      expect(new Set(glyphs.map(({ order }) => order)).size).toBe(1)
    })

    test('an area painted within text that clips covers no more than that text', async () => {
      const { paths } = await paint('q BT 7 Tr /F 10 Tf 50 100 Td (12) Tj ET 0 g 0 0 400 300 re f Q')
      expect(rounded(paths[0]?.clip)).toEqual([50, 191, 61, 201])
    })

    test('vertical writing: characters stand one below the other, upright', async () => {
      const vertical =
        '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [5 0 R] >>'
      const { glyphs } = await paint(`BT /V 20 Tf 100 250 Td ${han('年报')} Tj ET`, {
        resources: '/Font << /V 20 0 R >>',
        objects: { 20: vertical },
      })
      expect(glyphs.map(({ text, heading }) => [text, heading])).toEqual([
        ['年', 0],
        ['报', 0],
      ])
      expect(rounded(glyphs[0]?.box)).toEqual([90, 50, 110, 70])
      expect(rounded(glyphs[1]?.box)).toEqual([90, 70, 110, 90])
    })

    test('a code that stands for several characters is one glyph', async () => {
      const map = stream(
        '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n' +
          '1 begincodespacerange <00> <ff> endcodespacerange\n' +
          '2 beginbfchar\n<61> <00660069>\n<62> <0062>\nendbfchar\nendcmap end end',
      )
      const { glyphs } = await paint('BT /L 10 Tf 50 100 Td (ab) Tj ET', {
        resources: '/Font << /L 20 0 R >>',
        objects: {
          20: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 21 0 R >>',
          21: map,
        },
      })
      expect(glyphs.map(({ text }) => text)).toEqual(['fi', 'b'])
      expect(rounded(glyphs[1]?.box)?.[0]).toBeCloseTo(55.5)
    })

    test('a picture in strips is as many pictures, each at its place', async () => {
      const strip = (y: number): string => `q 400 0 0 100 0 ${y} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q`
      const { pictures } = await paint([200, 100, 0].map(strip).join(' '))
      expect(pictures.map(({ box }) => rounded(box))).toEqual([
        [0, 0, 400, 100],
        [0, 100, 400, 200],
        [0, 200, 400, 300],
      ])
    })

    test('a shading paints what the clip leaves', async () => {
      const { paths } = await paint('q 50 50 100 80 re W n /S sh Q', {
        resources: '/Shading << /S 20 0 R >>',
        objects: {
          20:
            '<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [50 0 150 0] /Extend [true true]' +
            ' /Function << /FunctionType 2 /Domain [0 1] /C0 [0.5] /C1 [0.9] /N 1 >> >>',
        },
      })
      expect(paths).toHaveLength(1)
      expect(rounded(paths[0]?.clip)).toEqual([50, 170, 150, 250])
      expect(paths[0]?.fill).not.toBeNull()
    })

    test('what is printed, covered and printed again at the same place is seen', async () => {
      const text = 'BT 0 g /F 10 Tf 50 100 Td (12) Tj ET'
      const { glyphs, paths } = await paint(`${text} 1 g 40 90 100 30 re f ${text}`)
      const cover = paths[0]?.order ?? 0
      const above = glyphs.filter(({ order }) => order > cover).map((glyph) => glyph.text)
      expect(above).toEqual(['1', '2'])
    })

    test('a hyphen at the end of a line is one', async () => {
      const { glyphs } = await paint('BT /F 10 Tf 12 TL 50 100 Td (12-) Tj T* (34) Tj ET')
      expect(glyphs.map(({ text }) => text).join('')).toBe('12-34')
    })
  })
}
