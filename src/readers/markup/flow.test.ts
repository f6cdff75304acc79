import { describe, expect, it } from '@jest/globals'
import type { Block, Table } from '../../model/block.js'
import { flowOf } from './flow.js'
import { readSheets } from './style/sheet.js'
import { parseMarkup } from './tree.js'

const blocks = (html: string, showHidden = false): readonly Block[] =>
  flowOf(parseMarkup(html, { showHidden, readSheets }).root, () => null).map(({ block }) => block)
const paragraphs = (html: string): readonly string[] =>
  blocks(html).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const tables = (html: string): readonly Table[] =>
  blocks(html).flatMap((block) => (block.kind === 'table' ? [block] : []))
const kinds = (html: string): string =>
  blocks(html)
    .map(({ kind }) => kind[0])
    .join('')
/** The texts of a one-row table of two cells, the first of them given. */
const cell = (html: string): string | undefined => tables(`<table><tr><td>${html}<td>x</table>`)[0]?.cells[0]?.text

describe('paragraphs', () => {
  it('joins a word cut into spans, without spaces', () => {
    expect(paragraphs('<p><span>总</span><span>体</span><b>情</b>况<span>1</span><span>2</span></p>')).toEqual([
      '总体情况12',
    ])
  })

  it('collapses white space, and drops line breaks of the source between Chinese characters', () => {
    expect(paragraphs('<p>\n  　　政府信息\n   公开&nbsp;&nbsp;工作\u200b报告　</p>')).toEqual([
      '政府信息公开 工作报告',
    ])
  })

  it('takes lines, text of divs and list items as paragraphs, and keeps their order', () => {
    expect(paragraphs('前<div>一<br>二<p>三</p>四</div><ol><li>五<li>六</ol>后')).toEqual([
      '前',
      '一',
      '二',
      '三',
      '四',
      '五',
      '六',
      '后',
    ])
  })

  it('tells headings and alignment', () => {
    const html =
      '<h2>一、<br>总体情况</h2><p align=right>某局</p><div style="text-align: center"><p>标题</p></div><center>中</center>'
    expect(blocks(html)).toMatchObject([
      { text: '一、总体情况', level: 2, align: null },
      { text: '某局', level: null, align: 'right' },
      { text: '标题', align: 'center' },
      { text: '中', align: 'center' },
    ])
  })

  it('does not take prose for a heading because a tag was left open', () => {
    expect(blocks(`<h1><p>${'政府信息公开'.repeat(40)}</p></h1>`)).toMatchObject([{ level: null }])
  })

  it('leaves out what is not shown', () => {
    const html =
      '<style>.no, #gone { color: red; display: none } @media print { .yes { display: none } }</style><script>一</script>' +
      '<p hidden>二</p><p style="DISPLAY : none">三</p><p class="a no">四</p><p id=gone>五</p><!-- 六 --><noscript>七</noscript>' +
      '<template>八</template><p class=yes>九</p><p>十<del>百</del><s>千</s></p><option>万</option>'
    expect(paragraphs(html)).toEqual(['九', '十', '万'])
  })

  it('keeps lines of preformatted text', () => {
    expect(paragraphs('<pre>一、总体情况\n  正文\n</pre>')).toEqual(['一、总体情况', '正文'])
  })

  it('gives pictures, but not those that keep a place', () => {
    expect(
      blocks('<p>表<img src=a.png width=600 height="300px">后<img src=dot.gif width=1 height=1></p>'),
    ).toMatchObject([{ text: '表' }, { kind: 'picture', bytes: null, width: 600, height: 300 }, { text: '后' }])
  })

  it('reads markup nested without end', () => {
    expect(paragraphs(`${'<div>'.repeat(50_000)}深`)).toEqual(['深'])
    expect(paragraphs(`<p>${'<span>'.repeat(50_000)}深`)).toEqual(['深'])
    expect(blocks('<table><tr><td>1<td>2'.repeat(2_000)).length).toBeGreaterThan(0)
  })
})

describe('cells', () => {
  it('joins paragraphs and lines, with a space between Latin words only', () => {
    expect(cell('<p>（四）无</p><p>法提供</p>')).toBe('（四）无法提供')
    expect(cell('annual<br>report')).toBe('annual report')
    expect(cell('<div>12</div><div>件</div>')).toBe('12件')
  })

  it('does not let a raised digit run into a number', () => {
    expect(cell('12<sup>2</sup>')).toBe('12[2]')
    expect(cell('m<sup>2</sup>')).toBe('m2')
    expect(cell('12<sup><a href="#footnote-1">[1]</a></sup>')).toBe('12')
  })

  it('does not take struck-out digits, nor a cell with only those for blank', () => {
    expect(cell('<s>12</s>13')).toBe('13')
    expect(cell('<s>12</s>')).toBe('〔12〕')
  })

  it('does not take a picture for a blank', () => {
    expect(cell('<img src=digits.png>')).toBe('〔图片〕')
    expect(cell('<img src=dot.gif width=1>')).toBe('')
    expect(cell('&nbsp;')).toBe('')
  })

  it.each([
    '45<b style="font-size:0">9</b>',
    '45<b style="opacity: 0">9</b>',
    '45<b style="position:absolute;left:-9999px">9</b>',
    '45<b style="display:inline-block;width:0;overflow:hidden">9</b>',
    '45<b style="color:#fff">9</b>',
    '45<b style="font-size:1pt">9</b>',
    '<style>@media screen{.no{display:none}}</style>45<b class=no>9</b>',
    '<style>td .no{opacity:0}</style>45<b class=no>9</b>',
    '<b style="text-decoration:line-through">9</b>45',
  ])('leaves out digits that a reader does not see: %s', (html) => {
    expect(cell(html)).toBe('45')
  })

  it.each(['45<b style="vertical-align:super">1</b>', '45<a href="#fn1">1</a>', '45<small>1</small>'])(
    'does not let the number of a note run into a number: %s',
    (html) => {
      expect(cell(html)).toBe('45[1]')
    },
  )

  it.each([
    '<select><option>3<option selected>45</select>',
    '<textarea>45</textarea>',
    '<svg><text>45</text></svg>',
    '<canvas></canvas>',
    '<script>document.write(45)</script>',
    '<div style="background:url(45.png)">&nbsp;</div>',
    '<style>.n::before{content:"45"}</style><i class=n></i>',
  ])('doubts a cell that shows something which is not its text: %s', (html) => {
    expect(tables(`<table><tr><td>${html}<td>x</table>`)[0]?.cells[0]?.doubt).toBe('cell-not-text')
  })

  it('reads form fields and tables of one cell as text', () => {
    expect(cell('<input value=7>')).toBe('7')
    expect(cell('<table><tr><td>3.危及</td></tr><tr><td>“三安全”</td></tr></table>')).toBe('3.危及“三安全”')
  })
})

describe('tables', () => {
  it('survives missing end tags', () => {
    expect(tables('<table><tr><td>a<td>b<tr><td>c<td>d</table>')[0]).toMatchObject({ rows: 2, columns: 2 })
  })

  it('prints heads first and feet last, and keeps the caption', () => {
    const [table] = tables(
      '<table><caption>表1 <b>公开</b></caption><tfoot><tr><td>z<td>z</tfoot><tbody><tr><td>b<td>b</tbody><thead><tr><th>a<th>a</thead></table>',
    )
    expect(table?.caption).toBe('表1 公开')
    expect(table?.cells.map(({ text }) => text).join('')).toBe('aabbzz')
  })

  it('drops the row of widths that Word ends its tables with', () => {
    const [table] = tables(
      '<table><tr><td>a<td>b<![if !supportMisalignedColumns]><tr height=0><td><td></tr><![endif]></table>',
    )
    expect(table?.rows).toBe(1)
  })

  it('dissolves a layout table around text and tables', () => {
    const data = '<table><tr><td>规章<td>1<tr><td>规范性文件<td>2</table>'
    expect(kinds(`<table><tr><td>菜单<td><p>一</p>${data}<p>二</p>${data}</table>`)).toBe('pptpt')
    expect(kinds(`<table><tr><td><h1>题</h1></td></tr><tr><td>${data}</td></tr></table>`)).toBe('pt')
    expect(kinds(`<table role=presentation><tr><td>左<td>右</table>`)).toBe('pp')
  })

  it('dissolves the columns of a page', () => {
    const article = `<h2>一、总体情况</h2><p>${'工作'.repeat(300)}</p><h2>二、主动公开</h2><p>正文</p>`
    expect(kinds(`<table><tr><td>栏目<td>${article}</table>`)).toBe('ppppp')
  })

  it('keeps a data table with a table in a cell, and gives that one behind it', () => {
    const html =
      '<table><tr><td>项目<td>说明与备注说明与备注<tr><td>甲<td><table><tr><td>1<td>2</table><tr><td>乙丙丁戊<td>其他内容</table>'
    const [outer, inner] = tables(html)
    expect(outer?.cells.map(({ text }) => text)).toEqual([
      '项目',
      '说明与备注说明与备注',
      '甲',
      '〔表格〕',
      '乙丙丁戊',
      '其他内容',
    ])
    expect(inner?.cells.map(({ text }) => text)).toEqual(['1', '2'])
  })

  it('lets no alignment into a table from outside', () => {
    expect(blocks('<div align=center><table><tr><td><p>一</p></td></tr></table></div>')).toMatchObject([
      { align: null },
    ])
  })
})
