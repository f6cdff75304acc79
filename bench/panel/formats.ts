import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { escapeHtml } from '../../src/model/html.js'
import { ZipWriter } from '../../src/export/zip.js'
import type { MadeBlock, MadeCell, MadeTable } from './blocks.js'

/** Made reports as web pages, plain text, Word files and PDF files. */

export const MADE_FORMATS = ['html', 'txt', 'docx', 'pdf'] as const
export type MadeFormat = (typeof MADE_FORMATS)[number]

/** A PDF file that is still to be drawn. */
export interface Waiting {
  readonly path: string
  readonly blocks: readonly MadeBlock[]
}

/** Writes a report; a PDF file only becomes one of those that are drawn together. */
export async function writeReport(
  file: string,
  format: MadeFormat,
  blocks: readonly MadeBlock[],
  waiting: Waiting[],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  if (format === 'pdf') waiting.push({ path: file, blocks })
  else if (format === 'docx') await writeDocx(file, blocks)
  else await writeFile(file, format === 'html' ? asHtml(blocks) : asText(blocks))
}

/** Draws all PDF files in one process. */
export async function drawPdfs(folder: string, waiting: readonly Waiting[]): Promise<void> {
  const list = join(folder, 'pdf.jsonl')
  await writeFile(list, waiting.map((each) => JSON.stringify(each)).join('\n'))
  const script = join(import.meta.dirname, '../../../bench/panel/draw_pdf.py')
  execFileSync('/usr/bin/python3', [script, list], { stdio: ['ignore', 'ignore', 'inherit'] })
}

const TAGS = { title: 'h1', heading: 'h2', paragraph: 'p', right: 'p' } as const

export function asHtml(blocks: readonly MadeBlock[]): string {
  const span = ({ columns = 1, rows = 1 }: MadeCell): string =>
    `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`
  const row = (cells: readonly MadeCell[]): string =>
    `<tr>${cells.map((cell) => `<td${span(cell)}>${escapeHtml(cell.text)}</td>`).join('')}</tr>`
  const body = blocks.map((block) =>
    block.kind === 'table'
      ? `<table border="1">${block.rows.map(row).join('')}</table>`
      : `<${TAGS[block.kind]}>${escapeHtml(block.text)}</${TAGS[block.kind]}>`,
  )
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"></head><body>\n${body.join('\n')}\n</body></html>`
}

/** Cells end with a bar, as text extractors leave them. */
const asText = (blocks: readonly MadeBlock[]): string =>
  blocks
    .map((block) =>
      block.kind === 'table'
        ? block.rows.flatMap((row) => row.map(({ text, columns = 1 }) => `${text} ${'|'.repeat(columns)}`)).join('\n')
        : `${block.kind === 'right' ? '                    ' : ''}${block.text}`,
    )
    .join('\n')

const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

async function writeDocx(file: string, blocks: readonly MadeBlock[]): Promise<void> {
  const paragraph = (text: string, align = ''): string =>
    `<w:p>${align && `<w:pPr><w:jc w:val="${align}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r></w:p>`
  const align = { title: 'center', heading: '', paragraph: '', right: 'right' } as const
  const body = blocks.map((block) =>
    block.kind === 'table' ? wordTable(block.rows, paragraph) : paragraph(block.text, align[block.kind]),
  )
  const zip = await ZipWriter.create(file)
  for (const [path, text] of [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELATIONS],
    [
      'word/document.xml',
      `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${WORD}"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`,
    ],
  ] as const) {
    const entry = zip.entry(path)
    await entry.write(text)
    await entry.close()
  }
  await zip.close()
}

/** Word wants a cell in every row that a merged one reaches over. */
function wordTable(rows: MadeTable, paragraph: (text: string) => string): string {
  const open = new Map<number, { rows: number; columns: number }>()
  const lines = rows.map((cells) => {
    const waiting = [...cells]
    const line: string[] = []
    let column = 0
    const goOn = (): boolean => {
      const above = open.get(column)
      if (!above) return false
      line.push(wordCell({ text: '', columns: above.columns }, '<w:vMerge/>', paragraph))
      if (above.rows > 1) open.set(column, { ...above, rows: above.rows - 1 })
      else open.delete(column)
      column += above.columns
      return true
    }
    for (;;) {
      while (goOn());
      const cell = waiting.shift()
      if (!cell) break
      const { columns = 1, rows: reach = 1 } = cell
      line.push(wordCell(cell, reach > 1 ? '<w:vMerge w:val="restart"/>' : '', paragraph))
      if (reach > 1) open.set(column, { rows: reach - 1, columns })
      column += columns
    }
    return `<w:tr>${line.join('')}</w:tr>`
  })
  return `<w:tbl><w:tblPr/>${lines.join('')}</w:tbl>`
}

const wordCell = ({ text, columns = 1 }: MadeCell, merge: string, paragraph: (text: string) => string): string =>
  `<w:tc><w:tcPr>${columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''}${merge}</w:tcPr>${paragraph(text)}</w:tc>`
