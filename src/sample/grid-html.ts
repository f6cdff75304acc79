import type { TableRecord } from '../model/record.js'

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

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
