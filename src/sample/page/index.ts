import { escapeHtml } from '../../model/html.js'
import type { Language } from '../../model/problem.js'
import type { TableRecord } from '../../model/record.js'
import { RESULT_COLUMNS } from '../results.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'
import { TEXTS, textsIn } from './texts.js'

/** One value to look at. */
export interface Item {
  readonly number: number
  readonly document: string
  readonly path: string
  readonly organ: string | null
  readonly year: number | null
  readonly code: string
  /** From the outermost heading in, in the language of the page. */
  readonly label: readonly string[]
  /** The label in the other language. */
  readonly other: string
  readonly value: number | null
  readonly state: string
  readonly raw: string | null
  readonly unit: string | null
  readonly stratum: string
  readonly stratum_values: number
  readonly pageNumber: number | null
  /** Files beside the page: the cell, and its whole page. */
  readonly close?: string
  readonly page?: string
  /** HTML of the table, where there is no picture. */
  readonly grid?: string
  /** Why there is no picture of a document with pages. */
  readonly hint?: 'noPicture' | 'noCell'
}

/** The page, whole but for its pictures. `id` tells samples apart in one browser's storage. */
export function samplePage(items: readonly Item[], id: string, language: Language): string {
  const tell = (key: keyof typeof TEXTS): string => escapeHtml(TEXTS[key][language])
  const data = JSON.stringify({ id, texts: textsIn(language), columns: RESULT_COLUMNS, items }).replace(/</g, '\\u003c')
  const button = (name: string, text: string, key: string, classes = ''): string =>
    `<button type="button" id="${name}"${classes}>${text}<kbd>${key}</kbd></button>`
  const answer = (name: 'right' | 'wrong' | 'unclear', key: string): string =>
    button(name, tell(name), key, ` class="answer ${name}" aria-pressed="false"`)
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tell('title')} – nianbao</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${tell('title')}</h1><p>${tell('intro')}</p></header>
<main>
<div class="bar" id="bar" role="img" aria-label="${tell('progress')}"></div>
<div class="counts" aria-live="polite"><span id="counts"></span><span id="left"></span></div>
<p class="done" id="done" hidden>${tell('done')}</p>
<section class="card">
<div class="what">
<div><p class="path" id="path"></p><p class="other" id="other"></p><p class="from" id="from"></p></div>
<div class="value"><span>${tell('read')}</span><strong id="value"></strong> <small id="unit"></small></div>
</div>
<div class="picture" id="picture"></div>
<div class="answers">
${answer('right', '1')}${answer('wrong', '2')}${answer('unclear', '3')}
<input id="note" aria-label="${tell('note')}" placeholder="${tell('note')}">
${button('whole', tell('wholePage'), 'P')}${button('back', tell('back'), '←')}${button('next', tell('next'), '→')}
</div>
</section>
<nav class="all" id="all" aria-label="${tell('progress')}"></nav>
</main>
<footer><button type="button" id="download">${tell('download')}</button><span>${tell('saved')}</span><span>${tell('keys')}</span></footer>
<script type="application/json" id="sample">${data}</script>
<script>${SCRIPT}</script>
</body>
</html>
`
}

/** A table of a document without pages, as HTML, with one of its cells marked. */
export function gridHtml(table: TableRecord, marked: { readonly row: number; readonly column: number }): string {
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const cells = table.cells
      .filter((cell) => cell.row === row)
      .map((cell) => {
        const here = cell.row === marked.row && cell.column === marked.column
        const span = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''}`
        return `<td${span}${here ? ' class="marked"' : ''}>${escapeHtml(cell.text)}</td>`
      })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table class="grid">${rows.join('')}</table>`
}
