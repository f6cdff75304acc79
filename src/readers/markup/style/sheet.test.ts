import { describe, expect, it } from '@jest/globals'
import { flowOf } from '../flow.js'
import { parseMarkup } from '../tree.js'
import { readSheets } from './sheet.js'

/** The texts of the cells that a page shows; `quirks` as pages are without a doctype. */
function shownBy(head: string, { quirks = false } = {}): readonly string[] {
  const html = `${quirks ? '' : '<!DOCTYPE html>'}<html><head>${head}</head><body><table><tr><td>45<i class="x">9</i></td><td>45<b class="Y">9</b></td></tr></table></body></html>`
  const { root } = parseMarkup(html, { showHidden: false, readSheets })
  return flowOf(root, () => null).flatMap(({ block }) =>
    (block.kind === 'table' ? block.cells : []).map(({ text }) => text),
  )
}

const styled = (...sheets: readonly string[]): string => sheets.map((sheet) => `<style>${sheet}</style>`).join('')
const linked = (sheet: string): string => `<link rel="stylesheet" href="data:text/css,${encodeURIComponent(sheet)}">`

const PLAIN = ['459', '459']
const FIRST_CUT = ['45', '459']
const SECOND_CUT = ['459', '45']

describe('sheets that are remembered', () => {
  it('are those of the page itself, in whatever order pages come', () => {
    const pages: readonly (readonly [string, readonly string[]])[] = [
      [styled('.x{display:none}'), FIRST_CUT],
      [styled('.Y{display:none}'), SECOND_CUT],
      [styled('.x{display:none}', '.x{display:inline}'), PLAIN],
      [styled('.x{display:inline}', '.x{display:none}'), FIRST_CUT],
      [styled('.x{display:none}.x{display:inline}'), PLAIN],
      [styled(''), PLAIN],
      ['', PLAIN],
      [styled('@media print{.x{display:none}}'), PLAIN],
      [styled('@media screen{.x{display:none}}'), FIRST_CUT],
    ]
    for (const [head, cells] of [...pages, ...pages.toReversed(), ...pages]) expect(shownBy(head)).toEqual(cells)
  })

  it('keep apart the same text in a page of quirks', () => {
    const sheet = styled('.y{display:none}')
    for (let round = 0; round < 2; round++) {
      expect(shownBy(sheet)).toEqual(PLAIN)
      expect(shownBy(sheet, { quirks: true })).toEqual(SECOND_CUT)
    }
  })

  it('keep apart where one sheet ends and the next begins', () => {
    // A comment that is left open reaches to the end of its sheet and no further.
    expect(shownBy(styled('.q{top:0}/*', '.x{display:none}'))).toEqual(FIRST_CUT)
    expect(shownBy(styled('.q{top:0}/*.x{display:none}'))).toEqual(PLAIN)
    expect(shownBy(linked('.q{top:0}/*') + linked('.x{display:none}'))).toEqual(FIRST_CUT)
    expect(shownBy(linked('.q{top:0}/*\0.x{display:none}'))).toEqual(PLAIN)
    expect(readSheets(['.q{top:0}/*', '.x{top:0}'], false)).toHaveLength(2)
    expect(readSheets(['.q{top:0}/*\0.x{top:0}'], false)).toHaveLength(1)
    expect(readSheets(['.q{top:0}/* ', '.x{top:0}'], false)).toHaveLength(2)
  })

  it('go by what stands in a sheet and not by its address or the base of the page', () => {
    const page = (sheet: string, base: string): string =>
      `<base href="${base}"><link rel="stylesheet" href="site.css">${styled(sheet)}`
    expect(shownBy(page('.x{display:none}', 'https://a.example/'))).toEqual(FIRST_CUT)
    expect(shownBy(page('.Y{display:none}', 'https://a.example/'))).toEqual(SECOND_CUT)
    expect(shownBy(page('.x{display:none}', 'https://b.example/'))).toEqual(FIRST_CUT)
    expect(shownBy(linked('.x{display:none}'))).toEqual(FIRST_CUT)
    expect(shownBy(linked('.Y{display:none}'))).toEqual(SECOND_CUT)
  })

  it('are the same when so many others came between that they were forgotten', () => {
    const before = readSheets(['.x{display:none}'], false)
    expect(readSheets(['.x{display:none}'], false)).toBe(before)
    const filler = '/**/'.repeat(40_000)
    for (let at = 0; at < 12; at++) readSheets([`.q${String(at)}{top:0}${filler}`], false)
    expect(readSheets(['.x{display:none}'], false)).not.toBe(before)
    expect(shownBy(styled('.x{display:none}'))).toEqual(FIRST_CUT)
  })
})

describe('selectors that are tried without the matcher', () => {
  const both = ['45', '45']
  it.each([
    ['td .x', FIRST_CUT],
    ['table>tbody>tr td>I.x', FIRST_CUT],
    ['td+td .Y', SECOND_CUT],
    ['td ~ td > b', SECOND_CUT],
    ['td ~ td > i', PLAIN],
    ['div td .x', PLAIN],
    ['body html .x', PLAIN],
    ['tr tr .x', PLAIN],
    ['html * > .x', FIRST_CUT],
    ['html > td .x', PLAIN],
    ['.y', PLAIN],
    ['td:hover .x', PLAIN],
  ])('%s matches what it matches through the matcher', (selector, cells) => {
    expect(shownBy(styled(`${selector}{display:none}`))).toEqual(cells)
    expect(shownBy(styled(`${selector}:not(#q){display:none}`))).toEqual(cells)
  })

  it.each([
    ['.x,.Y', both],
    ['.x,,.Y', PLAIN],
    ['.x,', PLAIN],
    [',.x', PLAIN],
    ['.x:unknown,.Y', PLAIN],
    ['.x,1y', PLAIN],
  ])('%s is a list that browsers take as a whole or not at all', (list, cells) => {
    expect(shownBy(styled(`${list}{display:none}`))).toEqual(cells)
  })
})
