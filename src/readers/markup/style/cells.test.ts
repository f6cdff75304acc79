import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../model/block.js'
import { flowOf } from '../flow.js'
import { parseMarkup } from '../tree.js'
import { readSheets } from './sheet.js'

/** The first cell of a table that has the given one and another beside it. */
function cellOf(css: string, cell: string, head = '', foot = ''): Cell | undefined {
  const html = `<!DOCTYPE html><html><head>${head}<style>${css}</style></head><body><table><tr>${cell}<td>7</td></tr></table>${foot}</body></html>`
  const items = flowOf(parseMarkup(html, { showHidden: false, readSheets }).root, () => null)
  return items.flatMap(({ block }) => (block.kind === 'table' ? block.cells : []))[0]
}

const X = '<td>45<span class="x">9</span></td>'

describe('a cell as its page shows it', () => {
  it.each([
    ['.x{visibility:hidden}', X],
    ['.x{visibility:hidden}.y{visibility:visible}', '<td><span class="x">9<b class="y">45</b></span></td>'],
    ['.x{display:none!important}', '<td>45<span class="x" style="display:inline">9</span></td>'],
    ['#q{display:none}td span.x{display:inline}', '<td>45<span class="x" id="q">9</span></td>'],
    ['.x{display:inline}.x{display:none}', X],
    ['.x{display:none}.x{display:nonsense}', X],
    ['@media (min-width:600px){.x{display:none}}', X],
    ['@media all and (min-width: 40em){.x{display:none}}', X],
    ['@media (400px <= width < 2000px){.x{display:none}}', X],
    ['@supports (display:grid){.x{display:none}}', X],
    ['@layer a{.x{display:none}}', X],
    ['@layer a,b;@layer b{.x{display:none}}@layer a{.x{display:inline}}', X],
    ['td{ .x{display:none} }', X],
    ['td{ & > span{display:none} }', X],
    ['td{ color:red; .q{color:red} > .x, i{display:none} color:blue }', X],
    ['span[data-k="a"]{display:none}', '<td>45<span data-k="a">9</span></td>'],
    ['[data-k^=note]{display:none}', '<td>45<span data-k="note-1">9</span></td>'],
    ['tr > td > .x{display:none}', X],
    ['td i:nth-child(1){display:none}', '<td>45<i>9</i></td>'],
    ['td span:not(.z){display:none}', X],
    ['td span:not(:hover){display:none}', X],
    [':is(.x,.q){display:none}', X],
    ['td:has(span) span{display:none}', X],
    ['td b:last-child{display:none}', '<td><b>45</b><b>9</b></td>'],
    ['td b + b{display:none}', '<td><b>45</b><b>9</b></td>'],
    ['.x{font-size:0px}', X],
    ['.x{font-size:calc(1px - 1px)}', X],
    ['.x{font-size:0%}', X],
    ['.x{font:0/0 a}', X],
    ['', '<td style="font-size:0">9<span style="font-size:16px">45</span></td>'],
    ['', '<td>45<span style="font-size:1px">9</span></td>'],
    ['', '<td><span style="opacity:0"><b style="opacity:1">9</b></span>45</td>'],
    ['.x{opacity:.01}', X],
    ['.x{filter:opacity(0)}', X],
    ['.x{text-indent:-9999px}', '<td><div class="x">9</div>45</td>'],
    ['.x{display:inline-block;text-indent:-999em;overflow:hidden}', '<td><span class="x">9</span>45</td>'],
    ['.x{position:absolute;left:-9999px}', X],
    ['.x{position:fixed;top:-1000em}', X],
    ['.x{position:absolute;inset:-9999px auto auto 0}', X],
    ['.x{margin-left:-9999px}', X],
    ['.x{display:inline-block;transform:scale(0)}', X],
    ['.x{display:inline-block;transform:translateX(-9999px)}', X],
    ['.x{display:inline-block;transform:rotateY(90deg)}', X],
    ['.x{display:inline-block;scale:0}', X],
    ['.x{position:absolute;clip:rect(0,0,0,0)}', X],
    ['.x{position:absolute;clip:rect(1px,1px,1px,1px);height:1px;width:1px;overflow:hidden}', X],
    ['.x{position:absolute;clip-path:inset(50%)}', X],
    ['.x{display:inline-block;clip-path:circle(0)}', X],
    ['.x{display:inline-block;clip-path:polygon(0 0, 0 0, 0 0)}', X],
    ['.x{height:0;overflow:hidden}', '<td>45<div class="x">9</div></td>'],
    ['.x{display:inline-block;width:0;overflow:hidden}', X],
    ['', '<td>45<div style="max-height:0;overflow:hidden">9</div></td>'],
    ['.x{color:#fff}', X],
    ['td{background:#eee}.x{color:#eeeeee}', X],
    ['tr{background-color:rgb(10,20,30)}td{color:#fff}.x{color:rgb(10,20,30)}', X],
    ['.x{color:transparent}', X],
    ['.x{color:rgba(0,0,0,0)}', X],
    ['.x{-webkit-text-fill-color:transparent}', X],
    ['.x{color:hsl(0 0% 100%)}', X],
    [':root{--c:none}.x{display:var(--c)}', X],
    ['td{--c:#fff}.x{color:var(--c)}', X],
    ['.x{display:var(--nix,none)}', X],
    ['td{--b:#036}td{background:var(--b);color:#fff}.x{color:#003366}', X],
    ['', '<td>45<span hidden>9</span></td>'],
    ['', '<td>45<details><summary></summary>9</details></td>'],
    ['', '<td>45<font color="#ffffff">9</font></td>'],
    ['', '<td>45<font color=white>9</font></td>'],
    ['', '<td bgcolor="#ffff00">45<font color="yellow">9</font></td>'],
    ['.x{text-decoration:red underline line-through}', X],
    ['.x{text-decoration-line:line-through}', X],
  ])('leaves out what is not seen: %s %s', (css, cell) => {
    expect(cellOf(css, cell)).toMatchObject({ text: '45' })
    expect(cellOf(css, cell)?.doubt ?? null).toBeNull()
  })

  it.each([
    ['td span.x{display:inline}.x{display:none}', X],
    ['.x{display:none}.x{display:inline}', X],
    ['@media print{.x{display:none}}', X],
    ['@media not screen{.x{display:none}}', X],
    ['@media (max-width:600px){.x{display:none}}', X],
    ['.x:hover{display:none}', X],
    ['@layer a{.x{display:none}}.x{display:inline}', X],
    ['.x{opacity:.5}', X],
    ['.x{display:inline}', '<td>45<span hidden class="x">9</span></td>'],
    ['', '<td>45<span style="width:0">9</span></td>'],
    ['', '<td>45<span style="width:0;overflow:hidden">9</span></td>'],
    ['', '<td>45<span style="text-indent:-9999px">9</span></td>'],
    ['.x{font-size:1}', X],
    ['td{color:white;background:#036}', X],
    ['tr{background:#036}td{color:white}', X],
    ['.x{display:none', '<td>45<span>9</span></td>'],
    ['/* .x{display:none} */', X],
  ])('keeps what is seen: %s %s', (css, cell) => {
    expect(cellOf(css, cell)).toMatchObject({ text: '459' })
    expect(cellOf(css, cell)?.doubt ?? null).toBeNull()
  })

  it.each([
    ['.x{content-visibility:hidden;display:inline-block}', X, '45'],
    ['.x{font-size:4px}', X, '45'],
    ['.x{color:#eee}', X, '45'],
    ['.x{display:inline-block;width:3px;overflow:hidden}', X, '45'],
    ['td{background:url(a.png);color:#fff}', '<td>45</td>', '45'],
    ['td::first-letter{font-size:0}', '<td>945</td>', '45'],
    ['', '<td><bdo dir="rtl">54</bdo></td>', '45'],
    ['.x{display:inline-block;transform:scaleX(-1)}', '<td>4<span class="x">5</span></td>', '45'],
  ])('doubts what may not be seen: %s %s', (css, cell, text) => {
    expect(cellOf(css, cell)).toMatchObject({ text, doubt: 'cell-hidden' })
  })

  it.each([
    ['.n::after{content:"45"}', '<td><span class="n"></span></td>'],
    ['p.n:before{content:"4"}', '<td><p class="n">5</p></td>'],
    ['.n::before{content:attr(data-v)}', '<td><span class="n" data-v="45"></span></td>'],
    ['td.n::before{content:url(45.png)}', '<td class="n"></td>'],
    ['.n{counter-increment:a 45}.n::before{content:counter(a)}', '<td><span class="n"></span></td>'],
    ['.bg{background-image:url(n.png);width:20px}', '<td><div class="bg"></div></td>'],
    ['', '<td background="45.gif">&nbsp;</td>'],
    ['', '<td>4<img src="5.gif"></td>'],
    ['', '<td><canvas></canvas></td>'],
    ['', '<td><meter value="45" max="100"></meter></td>'],
    ['', '<td><my-number value="45"></my-number></td>'],
    ['', '<td><span data-bind="text: repealed"></span></td>'],
    ['', '<td><select><option>45</option><option>3</option></select></td>'],
    ['.x{float:left}', '<td>5<span class="x">4</span></td>'],
  ])('doubts what is no text: %s %s', (css, cell) => {
    expect(cellOf(css, cell)).toMatchObject({ doubt: 'cell-not-text' })
  })

  it('doubts an element that a script names', () => {
    const script = '<script>document.getElementById("v1").innerHTML="45"</script>'
    expect(cellOf('', '<td><span id="v1"></span></td>', '', script)).toMatchObject({ doubt: 'cell-not-text' })
    expect(cellOf('', '<td><span id="v2"></span></td>', '', script)?.doubt).toBeUndefined()
  })

  it.each([
    ['.n::before{content:""}', '<td><span class="n">45</span></td>'],
    ['.n::after{content:".";display:block;height:0;visibility:hidden}', '<td class="n">45</td>'],
    ['.n::before{content:"•"}', '<td><span class="n">45</span></td>'],
    ['@media (max-width:600px){td::before{content:attr(data-label)}}', '<td data-label="9">45</td>'],
    ['td{background:url(bg.png) repeat-x}', '<td>45</td>'],
    ['td{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}', '<td>45</td>'],
    ['*{margin:0;padding:0}body{font-size:62.5%}table{font-size:.9em}', '<td>45</td>'],
    ['.x{display:none}}{{;broken', '<td>45</td>'],
  ])('does not doubt what is plain: %s %s', (css, cell) => {
    expect(cellOf(css, cell)).toMatchObject({ text: '45' })
    expect(cellOf(css, cell)?.doubt ?? null).toBeNull()
  })

  it('keeps, with a doubt, what a sheet that is not at hand may bring into sight', () => {
    const link = '<link rel="stylesheet" href="a.css">'
    expect(cellOf('', '<td class="a" style="color:#fff">45</td>', link)).toMatchObject({
      text: '45',
      doubt: 'cell-hidden',
    })
    expect(cellOf('', '<td class="a">45</td>', link)?.doubt).toBeUndefined()
  })

  it('keeps the place of a cell whose text is not seen', () => {
    expect(cellOf('.x{visibility:hidden}', '<td class="x">45</td>')).toMatchObject({ text: '', column: 0 })
  })

  it.each(['.x{vertical-align:super;font-size:60%}', '.x{position:relative;top:-.5em}', '.x{vertical-align:5px}'])(
    'keeps raised digits apart: %s',
    (css) => {
      expect(cellOf(css, '<td>45<span class="x">1</span></td>')).toMatchObject({ text: '45[1]' })
    },
  )
})
