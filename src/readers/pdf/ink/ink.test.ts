import { describe, expect, it } from '@jest/globals'
import { layoutPages } from '../../../layout/index.js'
import { withMarks } from '../marked-cells.js'
import { engineFor } from '../engines.js'
import { readPages } from '../pages.js'
import type { Page } from '../../../model/page.js'
import { DEFAULT_LIMITS } from '../../../model/source.js'
import { rawPdf, stream, type RawPdf } from '../testing/raw-pdf.js'

/** A ruled row of two cells, from 50 to 150 and on to 250; 40 high from y = 100. */
const GRID =
  '1 w 50 100 m 250 100 l S 50 140 m 250 140 l S 50 100 m 50 140 l S 150 100 m 150 140 l S 250 100 m 250 140 l S '
const TEXT = 'BT /F 10 Tf 60 115 Td (45) Tj ET '

async function pageOf(
  content: string,
  rest: Omit<RawPdf, 'pages'> & { resources?: string } = {},
  ink = true,
): Promise<Page> {
  const { resources = '', objects = {} } = rest
  const bytes = rawPdf({ pages: [{ content: GRID + content, resources }], objects })
  const options = { limits: DEFAULT_LIMITS, signal: null, ink }
  const { pages } = await readPages({ name: 'a.pdf', path: 'a.pdf', bytes }, options, engineFor('pdfium'))
  const [page] = pages
  if (!page) throw new Error('there is no page')
  return page
}

const textOf = ({ glyphs }: Page): string => glyphs.map(({ text }) => text).join('')
/** Text and doubt of each cell. */
const cellsOf = (page: Page): readonly (readonly [string, string | undefined])[] =>
  withMarks(layoutPages([page]), [page]).flatMap((block) =>
    block.kind === 'table' ? block.cells.map(({ text, doubt }) => [text, doubt] as const) : [],
  )

describe('a page held against its ink', () => {
  it('is proved where its text shows', async () => {
    const page = await pageOf(TEXT)
    expect([textOf(page), page.proof]).toEqual(['45', 'ink'])
    expect(cellsOf(page)).toEqual([
      ['45', undefined],
      ['', undefined],
    ])
  })

  it('loses digits that a clip of any shape hides', async () => {
    const clipped = 'q 0 0 400 300 re 70 105 30 30 re W* n BT /F 10 Tf 80 115 Td (9) Tj ET Q '
    expect(textOf(await pageOf(TEXT + clipped))).toBe('45')
    expect(textOf(await pageOf(TEXT + clipped, {}, false))).toBe('459')
  })

  it('loses digits under a soft mask', async () => {
    const objects = {
      20: '<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G 21 0 R >> >>',
      21: stream(
        '0 g 0 0 400 300 re f',
        '/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Group << /S /Transparency /CS /DeviceGray >>',
      ),
    }
    const page = await pageOf(`${TEXT} q /G gs BT /F 10 Tf 80 115 Td (9) Tj ET Q`, {
      objects,
      resources: '/ExtGState << /G 20 0 R >>',
    })
    expect(textOf(page)).toBe('45')
  })

  it('marks ink in a cell that has no characters', async () => {
    const page = await pageOf(`${TEXT} q 7 Tr BT /F 20 Tf 180 112 Td (7) Tj ET 0 g 150 100 100 40 re f Q`)
    expect(cellsOf(page)).toEqual([
      ['45', undefined],
      ['', 'cell-not-text'],
    ])
  })

  it('marks nothing for shadings, strokes across a cell and lines', async () => {
    const page = await pageOf(`0.85 g 50 100 100 40 re f 0 g ${GRID} ${TEXT} 150 100 m 250 140 l S`)
    expect(textOf(page)).toBe('45')
    expect(cellsOf(page)).toEqual([
      ['45', undefined],
      ['', undefined],
    ])
  })

  it('leaves out digits that are struck out, and sets the mark of a note apart', async () => {
    const struck = '0.5 w 60 119 m 65 119 l S BT /F 10 Tf 160 115 Td (45) Tj /F 6 Tf 4 Ts (1) Tj ET '
    expect(cellsOf(await pageOf(`BT /F 10 Tf 60 115 Td (945) Tj ET ${struck}`))).toEqual([
      ['45', 'cell-struck-out'],
      ['45[1]', 'cell-raised'],
    ])
  })

  it('takes numbers on both sides of a border for two only where they are written in one go', async () => {
    // Digits of Helvetica are 0.556 em wide: two of them end, and two begin, just at the border.
    const whole = await pageOf('BT /F 10 Tf 138.5 115 Td (12) Tj ET BT /F 10 Tf 150 115 Td (34) Tj ET ')
    expect(cellsOf(whole)).toEqual([
      ['12', undefined],
      ['34', undefined],
    ])
    const digits = [138.5, 144.06, 150, 155.56].map((x, at) => `BT /F 10 Tf ${x} 115 Td (${at + 1}) Tj ET `)
    expect(cellsOf(await pageOf(digits.join(''))).map(([, doubt]) => doubt)).toContain('cell-over-border')
  })

  it('marks the digits of a font that draws others than it says', async () => {
    const objects = {
      20: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 21 0 R >>',
      21: stream('1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <34> <0037> endbfchar'),
    }
    const page = await pageOf(`${TEXT} BT /L 10 Tf 160 115 Td (4) Tj ET`, {
      objects,
      resources: '/Font << /L 20 0 R >>',
    })
    expect(cellsOf(page)).toEqual([
      ['45', undefined],
      ['7', 'cell-unread'],
    ])
  })

  it('says that nothing was proved where that is not wanted, or where there is no table', async () => {
    expect((await pageOf(TEXT, {}, false)).proof).toBe('none')
    const bytes = rawPdf({ pages: [{ content: TEXT }] })
    const { pages } = await readPages(
      { name: 'a', path: 'a', bytes },
      { limits: DEFAULT_LIMITS, signal: null },
      engineFor('pdfium'),
    )
    expect(pages.map(({ proof }) => proof)).toEqual(['none'])
  })
})
