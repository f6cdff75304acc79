import { describe, expect, it } from '@jest/globals'
import { withoutMarks } from '../markup/text.js'
import { withUsualPrefixes } from './namespaces.js'
import { revealBody } from './reveal.js'
import { themeOf } from './colours.js'
import { numbersOf } from './numbering.js'
import { styleSheet } from './styles.js'
import { everyElement, parseTree, textOf } from './tree.js'

const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
const table = (cell: string, cellProperties = '', tableProperties = ''): string =>
  `<w:tbl><w:tblPr>${tableProperties}</w:tblPr><w:tr><w:tc><w:tcPr>${cellProperties}</w:tcPr><w:p>${cell}</w:p></w:tc></w:tr></w:tbl>`

const SETTINGS = { numbers: numbersOf(''), showsPageColour: true }

/** Gives the shown text of a body, and why it is a doubt. */
function shown(body: string, styles = ''): readonly [string, string | null] {
  const nodes = parseTree(revealBody(body, styleSheet(`<w:styles>${styles}</w:styles>`, themeOf('')), SETTINGS)) ?? []
  const text = everyElement(nodes, 'w:t').map(({ children }) => textOf(children))
  const { text: plain, doubt } = withoutMarks(text.join(''))
  return [plain, doubt]
}

describe('colours against what lies behind', () => {
  const white = run('9', '<w:color w:val="FFFFFF"/>')
  const dark = '<w:shd w:val="clear" w:fill="1F3864"/>'

  it.each([
    ['white on white', table(run('45') + white), '45', null],
    ['white on a dark cell', table(white, dark), '9', null],
    ['white on a highlight', table(run('9', '<w:highlight w:val="black"/><w:color w:val="FFFFFF"/>')), '9', null],
    ['red on red', table(run('9', '<w:color w:val="FF0000"/>'), '<w:shd w:val="clear" w:fill="FF0000"/>'), '', null],
    ['light grey on white', table(run('9', '<w:color w:val="EEEEEE"/>')), '9', 'cell-hidden'],
    ['outlined without fill', table(run('9', '<w14:textFill><w14:noFill/></w14:textFill>')), '9', 'cell-hidden'],
    ['squeezed', table(run('9', '<w:w w:val="1"/>')), '9', 'cell-hidden'],
    ['automatic on black', table(run('9'), '<w:shd w:val="solid" w:color="000000"/>'), '9', null],
  ])('shows %s as it is seen', (_, body, text, doubt) => {
    expect(shown(body)).toStrictEqual([text, doubt])
  })

  it('takes the shade of the part of a table style that applies', () => {
    const style = `<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:tcPr>${dark}</w:tcPr></w:tblStylePr></w:style>`
    const named = '<w:tblStyle w:val="T"/>'
    expect(shown(table(white, '', `${named}<w:tblLook w:firstRow="1"/>`), style)).toStrictEqual(['9', null])
    expect(shown(table(white, '', `${named}<w:tblLook w:firstRow="0"/>`), style)).toStrictEqual(['', null])
  })
})

describe('cells that show something else than text', () => {
  it.each([
    ['a drawing', '<w:r><w:drawing/></w:r>', '', 'cell-not-text'],
    ['a number of a list', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', '', 'cell-not-text'],
    ['raised before plain', run('1', '<w:vertAlign w:val="superscript"/>') + run('45'), '145', 'cell-raised'],
    ['small behind plain', run('45') + run('1', '<w:sz w:val="12"/>'), '451', 'cell-raised'],
    ['all raised alike', run('4', '<w:position w:val="4"/>') + run('5', '<w:position w:val="4"/>'), '45', null],
  ])('marks %s', (_, cell, text, doubt) => {
    expect(shown(table(cell))).toStrictEqual([text, doubt])
  })
})

describe('fields', () => {
  const mark = (type: string, inside = ''): string =>
    `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`
  const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
  const entries =
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="3"/><w:listEntry w:val="45"/></w:ddList></w:ffData>'

  it.each([
    ['a saved result', mark('begin') + code('=1+1') + mark('separate') + run('45') + mark('end'), '45', null],
    ['no result', mark('begin') + code('=1+1') + mark('separate') + mark('end'), '', 'cell-not-text'],
    ['a drop-down', mark('begin', entries) + code('FORMDROPDOWN') + mark('separate') + mark('end'), '45', null],
    ['a check box', mark('begin') + code('FORMCHECKBOX') + mark('end'), '', 'cell-not-text'],
    ['an end without a beginning', run('45') + mark('end'), '45', 'cell-not-text'],
    [
      'a field in an instruction',
      mark('begin') +
        code('IF') +
        mark('begin') +
        code('X') +
        mark('separate') +
        run('9') +
        mark('end') +
        mark('separate') +
        run('45') +
        mark('end'),
      '45',
      null,
    ],
  ])('shows %s', (_, cell, text, doubt) => {
    expect(shown(table(cell))).toStrictEqual([text, doubt])
  })
})

describe('namespaces', () => {
  it('gives the usual prefix to a default namespace, and another one to a foreign user of it', () => {
    const uri = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const xml = `<document xmlns="${uri}" xmlns:q="${uri}" xmlns:m="urn:other"><r q:val="1"><m:t/></r></document>`
    expect(withUsualPrefixes(xml)).toMatch(
      /^<w:document xmlns:[^>]*><w:r w:val="1"><foreign-m:t\/><\/w:r><\/w:document>$/,
    )
  })
})
