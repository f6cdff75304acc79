import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { extractSource } from '../src/extract.js'
import { severityOf, type ProblemCode } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import { rawPdf } from '../src/readers/pdf/testing/raw-pdf.js'
import { silentlyWrong } from './support/silent.js'
import { readTruth } from './support/truth.js'

/** Sound reports cut short or under a wrong name, and files that are none: each ends in a typed problem. */

const REPORTS = join(import.meta.dirname, 'golden', 'reports')
const golden = (name: string): Uint8Array => readFileSync(join(REPORTS, name))

const extracted = async (name: string, content: Uint8Array | string): Promise<DocumentRecord> =>
  extractSource({ name, path: name, bytes: Buffer.from(content) })

describe('reports cut short', () => {
  const names = ['pdf-2021-blocks.pdf', 'pdf-2021-cid.pdf', 'docx-2021.docx', 'html-2021.html', 'txt-2019.txt']
  const cases = names.flatMap((name) => [10, 50, 90].map((percent) => [name, percent] as const))

  it.each(cases)('%s at %d %%: never sound, never silently wrong', async (name, percent) => {
    const bytes = golden(name)
    const record = await extracted(name, bytes.subarray(0, (bytes.length * percent) / 100))
    expect(record.status).not.toBe('ok')
    expect(record.problems.filter(({ severity }) => severity !== 'info')).not.toEqual([])
    const truth = readTruth(join(REPORTS, name.replace(/\.\w+$/, '.truth.json')))
    expect(silentlyWrong(record, truth)).toEqual([])
  })
})

describe('reports under a wrong name are read all the same', () => {
  it.each([
    ['docx-2019.docx', 'report.pdf', 'docx'],
    ['pdf-2021-cid.pdf', 'report.doc', 'pdf'],
    ['html-2021.html', 'report.doc', 'html'],
    ['txt-2019.txt', 'report.pdf', 'text'],
  ])('%s as %s', async (name, wrong, format) => {
    const record = await extracted(wrong, golden(name))
    expect(record).toMatchObject({ status: 'ok', source: { name: wrong, format } })
  })
})

const page = { content: '' }

describe('what is no report fails and says why', () => {
  it.each<[string, string, Uint8Array | string, ProblemCode]>([
    ['an empty file', 'a.pdf', '', 'empty-file'],
    ['blanks only', 'a.txt', ' \n\t\n', 'empty-file'],
    [
      'an error page',
      'a.pdf',
      '<html><head><title>404 Not Found</title></head><body>nginx</body></html>',
      'error-page',
    ],
    ['an error page in words', 'a.doc', '<html><body>对不起，您访问的页面不存在！</body></html>', 'error-page'],
    ['an answer of a server', 'a.pdf', '{"code":404,"msg":"文件不存在"}', 'not-a-report'],
    [
      'bytes without sense',
      'a.pdf',
      Buffer.from(Array.from({ length: 999 }, (_, n) => (n * n * 7) % 256)),
      'format-unknown',
    ],
    ['another document', 'a.txt', '关于开展安全生产检查的通知\n各单位：\n请按要求开展检查。\n', 'not-a-report'],
    ['a PDF of one blank page', 'a.pdf', rawPdf({ pages: [page] }), 'not-a-report'],
    [
      'a page tree that leads back to itself',
      'a.pdf',
      rawPdf({ pages: [], objects: { 2: '<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>' } }),
      'damaged-file',
    ],
    [
      'a page tree that claims less than none, of a blank page',
      'a.pdf',
      rawPdf({ pages: [page], objects: { 2: '<< /Type /Pages /Count -5 /Kids [100 0 R] >>' } }),
      'not-a-report',
    ],
    ['tags without end', 'a.html', `<html><body>${'<p>1'.repeat(400_000)}`, 'text-too-long'],
  ])('%s', async (_what, name, content, code) => {
    const record = await extracted(name, content)
    expect(record).toMatchObject({ status: 'failed', records: [], problems: [{ code }] })
    expect(severityOf(code)).toBe('error')
  })
})
