import { describe, expect, test } from '@jest/globals'
import type { Page } from '../../../model/page.js'
import { DocumentError } from '../../../model/problem.js'
import { DEFAULT_LIMITS } from '../../../model/source.js'
import type { PdfEngine } from '../engine.js'
import { type PdfPages, readPages } from '../pages.js'
import { han, rawPdf, type RawPdf, stream } from './rawPdf.js'

/** What every PDF engine must find on small pages of known content. */
export function describeEngine(name: string, engine: PdfEngine): void {
  const read = (bytes: Uint8Array, signal: AbortSignal | null = null): Promise<PdfPages> =>
    readPages({ name: 'test.pdf', path: 'test.pdf', bytes }, { limits: DEFAULT_LIMITS, signal }, engine)
  const pageOf = async (pdf: RawPdf): Promise<Page> => {
    const [page] = (await read(rawPdf(pdf))).pages
    if (!page) throw new Error('no page')
    return page
  }
  const paint = (content: string, more: { entries?: string; resources?: string; objects?: RawPdf['objects'] } = {}) => {
    const { objects = {}, ...page } = more
    return pageOf({ pages: [{ content, ...page }], objects })
  }
  const texts = (page: Page): string => page.glyphs.map(({ text }) => text).join('')

  describe(`${name}: rulings`, () => {
    test('a stroked line is a ruling, measured from the top', async () => {
      const { rulings, width, height } = await paint('0.5 w 50 100 m 350 100 l S')
      expect([width, height]).toEqual([400, 300])
      expect(rulings).toHaveLength(1)
      expect(rulings[0]).toMatchObject({ orientation: 'horizontal' })
      expectClose(rulings[0], { position: 200, start: 50, end: 350, thickness: 0.5 })
    })

    test('a thin filled rectangle is a ruling along its middle', async () => {
      const { rulings, shadings } = await paint('100 50 0.75 200 re f')
      expect(rulings).toHaveLength(1)
      expect(rulings[0]?.orientation).toBe('vertical')
      expectClose(rulings[0], { position: 100.375, start: 50, end: 250, thickness: 0.75 })
      expect(shadings).toHaveLength(0)
    })

    test('a stroked rectangle is four rulings', async () => {
      const { rulings } = await paint('1 w 50 50 100 80 re S')
      expect(rulings.map(({ orientation, position }) => `${orientation} ${position}`).sort()).toEqual([
        'horizontal 170',
        'horizontal 250',
        'vertical 150',
        'vertical 50',
      ])
    })

    test('a large filled rectangle is a shading, a white one is nothing', async () => {
      const { rulings, shadings } = await paint('0.8 g 50 50 100 80 re f 1 g 200 50 100 80 re f')
      expect(rulings).toHaveLength(0)
      expect(shadings).toEqual([{ box: [50, 170, 150, 250] }])
    })

    test('a path that only clips is not painted, and cuts what follows', async () => {
      const { rulings } = await paint('100 0 100 300 re W n 1 w 50 100 m 350 100 l S 50 150 10 10 re S')
      expect(rulings).toHaveLength(1)
      expectClose(rulings[0], { position: 200, start: 100, end: 200 })
    })

    test('a clip ends with its graphics state', async () => {
      const { rulings } = await paint('q 100 0 100 300 re W n Q 50 100 m 350 100 l S')
      expectClose(rulings[0], { start: 50, end: 350 })
    })

    test('a white line on white is not painted, on a shading it is', async () => {
      expect((await paint('1 G 50 100 m 350 100 l S')).rulings).toHaveLength(0)
      expect((await paint('0.3 g 40 50 320 100 re f 1 G 50 100 m 350 100 l S')).rulings).toHaveLength(1)
    })

    test('a fully transparent line is not painted', async () => {
      const page = await paint('/T gs 50 100 m 350 100 l S', { resources: '/ExtGState << /T << /CA 0 /ca 0 >> >>' })
      expect(page.rulings).toHaveLength(0)
    })

    test('a slanted line is no ruling, one off by a hair is', async () => {
      expect((await paint('50 100 m 350 200 l S')).rulings).toHaveLength(0)
      expect((await paint('50 100 m 350 100.4 l S')).rulings).toHaveLength(1)
    })

    test('a dashed line is one ruling', async () => {
      expect((await paint('[2 2] 0 d 50 100 m 350 100 l S')).rulings).toHaveLength(1)
    })

    test('a row of dots is one ruling', async () => {
      const dots = Array.from({ length: 50 }, (_, index) => `${50 + index * 2} 100 0.8 0.8 re`).join(' ')
      const { rulings } = await paint(`${dots} f`)
      expect(rulings).toHaveLength(1)
      expectClose(rulings[0], { position: 199.6, start: 50, end: 148.8 })
    })

    test('a frame painted as an area with a hole is its four sides', async () => {
      const { rulings, shadings } = await paint('50 50 100 80 re 51 51 98 78 re f*')
      expect(rulings.map(({ orientation }) => orientation).sort()).toEqual([
        'horizontal',
        'horizontal',
        'vertical',
        'vertical',
      ])
      expect(shadings).toHaveLength(0)
    })

    test('white cells on a black table: the gaps are its rules', async () => {
      const { rulings } = await paint('0 g 50 50 201 101 re f 1 g 51 51 99 99 re f 151 51 99 99 re f')
      const at = rulings.filter(({ orientation }) => orientation === 'vertical').map(({ position }) => position)
      expect(at.sort((one, other) => one - other)).toEqual([51, 150, 151, 250])
    })

    test('the transform of a form XObject moves its lines, and its box cuts them', async () => {
      const form = stream(
        '1 w 0 10 m 300 10 l S',
        '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Matrix [1 0 0 1 50 0]',
      )
      const { rulings } = await paint('q 2 0 0 2 0 40 cm /X Do Q', {
        resources: '/XObject << /X 20 0 R >>',
        objects: { 20: form },
      })
      expect(rulings).toHaveLength(1)
      expectClose(rulings[0], { position: 240, start: 100, end: 300, thickness: 2 })
    })

    test('a transparency group is moved once, not twice', async () => {
      const form = stream(
        '1 w 0 10 m 100 10 l S',
        '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Matrix [1 0 0 1 50 0] /Group << /S /Transparency >>',
      )
      const { rulings } = await paint('/X Do', { resources: '/XObject << /X 20 0 R >>', objects: { 20: form } })
      expectClose(rulings[0], { position: 290, start: 50, end: 150 })
    })

    test('an inline image as thin as a line is a ruling; a larger one is a picture', async () => {
      const image = (matrix: string): string => `q ${matrix} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q`
      const thin = await paint(image('200 0 0 0.7 50 100'))
      expect(thin.rulings).toHaveLength(1)
      const large = await paint(image('200 0 0 100 50 100'))
      expect(large.rulings).toHaveLength(0)
      expect(large.pictures).toEqual([{ box: [50, 100, 250, 200] }])
    })
  })

  describe(`${name}: glyphs`, () => {
    test('each character has a box where it is printed; spaces have none', async () => {
      const { glyphs } = await paint('BT /F 10 Tf 50 100 Td (1 2) Tj ET')
      expect(glyphs.map(({ text }) => text)).toEqual(['1', '2'])
      expectBox(glyphs[0]?.box, [50, 191.2, 55.56, 201.2])
      expectBox(glyphs[1]?.box, [58.34, 191.2, 63.9, 201.2])
      expect(glyphs[0]?.size).toBeCloseTo(10)
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

    test('a hidden layer is not printed', async () => {
      const bytes = rawPdf({
        pages: [
          {
            content: '/OC /L BDC BT /F 10 Tf 50 100 Td (1) Tj ET EMC BT /F 10 Tf 90 100 Td (2) Tj ET',
            resources: '/Properties << /L 20 0 R >>',
          },
        ],
        objects: {
          1: '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >> >>',
          20: '<< /Type /OCG /Name (draft) >>',
        },
      })
      expect((await read(bytes)).pages.map(texts)).toEqual(['2'])
    })
  })

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

function expectClose(found: object | undefined, wanted: Readonly<Record<string, number>>): void {
  const values = new Map<string, unknown>(Object.entries(found ?? {}))
  for (const [key, value] of Object.entries(wanted)) expect(values.get(key)).toBeCloseTo(value, 1)
}

/** Equal to within what a float and the rounding of glyph widths make of a point. */
const SAME_PLACE = 0.06

function expectBox(found: readonly number[] | undefined, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  const off = (found ?? []).map((value, side) => Math.abs(value - (wanted[side] ?? Infinity)))
  expect({ found, off: off.filter((distance) => distance > SAME_PLACE) }).toEqual({ found, off: [] })
}
