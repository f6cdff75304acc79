import { describe, expect, it } from '@jest/globals'
import { layoutPages } from './index.js'
import { page, paragraphsOf, text } from './testing/pages.js'

const FULL = '一'.repeat(40)

/** Prose from x 100 to 500. */
const prose = (lines: readonly [line: string, left: number, top: number, size?: number][]): ReturnType<typeof page> =>
  page(1, { glyphs: lines.flatMap(([line, left, top, size]) => text(line, left, top, size)) })

const said = (...pages: ReturnType<typeof page>[]): (readonly [string, string | null])[] =>
  paragraphsOf(layoutPages(pages)).map((paragraph) => [paragraph.text, paragraph.align] as const)

describe('paragraphs', () => {
  it('joins wrapped lines; headings, title, signature and date stay apart', () => {
    expect(
      said(
        prose([
          ['某县政府信息公开工作年度报告', 188, 40, 16],
          ['一、总体情况', 120, 80],
          ['一'.repeat(38), 120, 100],
          [FULL, 100, 120],
          ['完。', 100, 140],
          ['一'.repeat(38), 120, 160],
          ['某县人民政府', 440, 200],
          ['2023年1月12日', 435, 220],
        ]),
      ),
    ).toEqual([
      ['某县政府信息公开工作年度报告', 'center'],
      ['一、总体情况', 'left'],
      [`${'一'.repeat(78)}完。`, 'left'],
      ['一'.repeat(38), 'left'],
      ['某县人民政府', 'right'],
      ['2023年1月12日', 'right'],
    ])
  })

  it('goes on over a page break, past page numbers and running heads', () => {
    const sheet = (number: number, lines: readonly string[]): ReturnType<typeof page> =>
      page(number, {
        glyphs: [
          ...text('某县政府信息公开', 240, 30),
          ...lines.flatMap((line, index) => text(line, 100, 100 + index * 20)),
          ...text(`- ${String(number)} -`, number % 2 === 0 ? 100 : 470, 770),
        ],
      })
    const paragraphs = paragraphsOf(layoutPages([sheet(1, [FULL, FULL]), sheet(2, [FULL, '完。'])]))
    expect(paragraphs.map(({ text: own }) => own)).toEqual([`${FULL.repeat(3)}完。`])
    expect(paragraphs[0]?.boxes).toEqual([
      { page: 1, box: [100, 100, 500, 130] },
      { page: 2, box: [100, 100, 500, 130] },
    ])
  })

  it('keeps the only line of a page, which is its first and its last', () => {
    expect(said(prose([['某县人民政府', 440, 40]])).map(([line]) => line)).toEqual(['某县人民政府'])
  })

  it('takes no number for a page number that ends a number of the text, or lies farther in than the text', () => {
    const row = (top: number): ReturnType<typeof text> => text('规章和规范性文件', 190, top)
    const texts = (glyphs: ReturnType<typeof text>): string =>
      paragraphsOf(layoutPages([page(1, { glyphs: [...text(FULL, 100, 400), ...glyphs] })]))
        .map((paragraph) => paragraph.text)
        .join('|')
    expect(texts([...row(750), ...text('3', 203, 761)])).toContain('3')
    expect(texts([...row(735), ...text('3', 300, 745), ...row(760)])).toContain('3')
    expect(texts([...row(735), ...text('3', 300, 770)])).not.toContain('3')
  })

  it('takes no rows of numbers for running heads, though all pages have them', () => {
    const sheet = (number: number): ReturnType<typeof page> =>
      page(number, { glyphs: [...text('1', 200, 40), ...text('2', 300, 40), ...text(FULL, 100, 400)] })
    const printed = JSON.stringify(
      layoutPages([sheet(1), sheet(2)]).map((block) => ('text' in block ? block.text : block)),
    )
    expect(printed.match(/1 2|"1"/gu)).toHaveLength(2)
  })

  it.each(['- 4 -', '第 3 页 共 8 页', '3/8', '12', '— 2 —'])('takes out the page number %s', (number) => {
    expect(said(prose([[FULL, 100, 400], [number, 290, 770]]))).toEqual([[FULL, 'left']]) // prettier-ignore
  })
})
