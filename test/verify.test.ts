import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, jest } from '@jest/globals'
import { extractSource, type ExtractOptions } from '../src/extract.js'
import type { DocumentRecord } from '../src/model/record.js'
import { withoutLinks } from '../src/readers/office/rendered.js'

/** LibreOffice starts afresh for each document. */
jest.setTimeout(600_000)

const TEST = import.meta.dirname
const CODE = 'p_normative_docs_repealed'
const page = readFileSync(join(TEST, 'cases', 'kinds', '14-hidden-by-css.a.html'), 'utf8')

const verified = (name: string, bytes: Uint8Array, options: ExtractOptions = {}): Promise<DocumentRecord> =>
  extractSource({ name, path: name, bytes }, { verify: 'render', limits: { deadlineMs: 300_000 }, ...options })

const golden = (name: string): Uint8Array => readFileSync(join(TEST, 'golden', 'reports', name))

const flagged = ({ records }: DocumentRecord): number => records.filter(({ flags }) => flags.length > 0).length

describe('values held against the pages that LibreOffice prints', () => {
  it.each(['docx-2019.docx', 'doc-2021.doc', 'html-2021.html'])('are proved where both agree: %s', async (name) => {
    const record = await verified(name, golden(name))
    expect(record.problems.map(({ code }) => code)).not.toContain('render-differs')
    expect(flagged(record)).toBe(flagged(await extractSource({ name, path: name, bytes: golden(name) })))
    expect(record.source.pages?.map(({ proof }) => proof)).toContain('render')
  })

  it('are a doubt where the page shows something else, which is kept', async () => {
    const cell = '<td>45<span style="opacity:0">9</span></td>'
    const record = await verified('a.html', Buffer.from(page.replace('<td>45<span class="hide">9</span></td>', cell)))
    const value = record.records.find(({ code }) => code === CODE)
    expect(value).toMatchObject({ value: 45, flags: ['low-confidence'], alternatives: ['459'] })
    expect(record.problems.map(({ code }) => code)).toContain('render-differs')
    expect(flagged(record)).toBe(1)
  })

  it('wait for LibreOffice where it is missing', async () => {
    const record = await verified('docx-2019.docx', golden('docx-2019.docx'), { soffice: join(TEST, 'nowhere') })
    expect(record.status).toBe('failed')
    expect(record.problems.map(({ code }) => code)).toEqual(['office-missing'])
  })

  it('are left as they are in documents with pages of their own', async () => {
    const bytes = golden('pdf-2019-blanks.pdf')
    const record = await verified('a.pdf', bytes, { soffice: join(TEST, 'nowhere') })
    expect(record.records).toEqual((await extractSource({ name: 'a.pdf', path: 'a.pdf', bytes })).records)
  })
})

describe('a web page that is printed', () => {
  it.each([
    '<img src="http://a.cn/1.png">',
    "<a href='//a.cn'>1</a>",
    '<td background=http://a.cn/1.png>',
    '<link rel=stylesheet href=http://a.cn/1.css>',
    '<style>@import "http://a.cn/1.css";td{background:url(http://a.cn/1.png)}</style>',
    '<iframe src="http://a.cn"></iframe>',
    '<object data="http://a.cn/1.svg"></object>',
    '<script src="http://a.cn/1.js"></script>',
    '<base href="http://a.cn">',
    '<svg><image xlink:href="http://a.cn/1.png"/></svg>',
  ])('leads nowhere: %s', (html) => {
    const printed = Buffer.from(withoutLinks(Buffer.from(html))).toString('utf8')
    expect(printed).not.toContain('a.cn')
  })

  it('keeps the pictures that it holds', () => {
    const html = '<img src="data:image/png;base64,AA==">'
    expect(Buffer.from(withoutLinks(Buffer.from(html))).toString('utf8')).toContain(html)
  })
})
