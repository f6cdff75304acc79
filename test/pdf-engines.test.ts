import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { globSync } from 'tinyglobby'
import { extractSource } from '../src/extract.js'
import type { DocumentRecord } from '../src/model/record.js'
import type { PdfEngineChoice } from '../src/model/source.js'
import { rawPdf } from '../src/readers/pdf/testing/raw-pdf.js'

/** Both PDF engines say the same of the same file, and `auto` is as good as the better of them. */

const REPORTS = join(import.meta.dirname, 'golden', 'reports')
const CASES = join(import.meta.dirname, 'cases')
const HOSTILE = join(import.meta.dirname, 'hostile')
/** Points by which boxes may differ: fonts' widths are rounded in different places. */
const SAME_PLACE = 0.5

const pdfsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .sort()

const read = async (bytes: Uint8Array, pdfEngine: PdfEngineChoice): Promise<DocumentRecord> =>
  extractSource({ name: 'a.pdf', path: 'a.pdf', bytes: new Uint8Array(bytes) }, { pdfEngine, ocr: 'off' })

/** Where two values differ by more than rounding; empty where they say the same. */
function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= (path.includes('.box') ? SAME_PLACE : 0.01) ? [] : [`${path}: ${one}, ${other}`]
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? [] : [`${path}: ${JSON.stringify(one)}, ${JSON.stringify(other)}`]
  }
  const [before, after] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    differences(before.get(key), after.get(key), `${path}.${key}`),
  )
}

describe('the golden documents', () => {
  it.each(pdfsIn(REPORTS))('%s: both engines give the same record', async (name) => {
    const bytes = readFileSync(join(REPORTS, name))
    const { extractor: theirs, ...expected } = await read(bytes, 'pdfjs')
    const { extractor: ours, ...found } = await read(bytes, 'auto')
    expect(differences(expected, found)).toEqual([])
    expect([theirs.pdfEngine, ours.pdfEngine]).toEqual(['pdfjs', 'pdfium'])
    expect(ours.options).not.toBe(theirs.options)
  })
})

/** Values that the engines read otherwise, though neither doubts them. */
function contradictions(one: DocumentRecord, other: DocumentRecord): readonly string[] {
  const values = new Map(other.records.map((record) => [record.code, record]))
  return one.records.flatMap(({ code, value, flags }) => {
    const record = values.get(code)
    if (!record) return other.problems.some(({ severity }) => severity === 'error') ? [] : [`${code}: no record`]
    const agree = record.value === value || flags.length > 0 || record.flags.length > 0
    return agree ? [] : [`${code}: ${String(value)} and ${String(record.value)}`]
  })
}

describe('the cases', () => {
  it.each(globSync('**/*.pdf', { cwd: CASES }).sort())('%s: both give the same values, or a doubt', async (name) => {
    const bytes = readFileSync(join(CASES, name))
    const [one, other] = [await read(bytes, 'auto'), await read(bytes, 'pdfjs')]
    expect(contradictions(one, other)).toEqual([])
    expect(contradictions(other, one)).toEqual([])
  })
})

/** Milliseconds: some make pdf.js work until its deadline, page by page. */
const SLOW_MS = 120_000

describe('hostile files', () => {
  const pagesOf = ({ source }: DocumentRecord): number =>
    (source.pages ?? []).filter(({ read: how }) => how === 'text-layer').length

  // The one that runs in circles takes pdf.js its whole deadline; PDFium is done at once.
  const files = pdfsIn(HOSTILE).filter((name) => !name.includes('cycle'))
  it.each(files)(
    '%s: what either engine reads, auto reads',
    async (name) => {
      const bytes = readFileSync(join(HOSTILE, name))
      const [pdfjs, pdfium, auto] = [await read(bytes, 'pdfjs'), await read(bytes, 'pdfium'), await read(bytes, 'auto')]
      expect(pagesOf(auto)).toBeGreaterThanOrEqual(Math.max(pagesOf(pdfjs), pagesOf(pdfium)))
    },
    SLOW_MS,
  )
})

describe('which engine reads', () => {
  const layered = rawPdf({
    pages: [{ content: 'BT /F 10 Tf 50 100 Td (1) Tj ET' }],
    objects: { 1: '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [] /D << >> >> >>' },
  })

  it('says the record, file by file', async () => {
    expect((await read(layered, 'auto')).extractor.pdfEngine).toBe('pdfjs')
    expect((await read(layered, 'pdfium')).extractor.pdfEngine).toBe('pdfjs')
    const plain = rawPdf({ pages: [{ content: 'BT /F 10 Tf 50 100 Td (1) Tj ET' }] })
    expect((await read(plain, 'auto')).extractor.pdfEngine).toBe('pdfium')
  })

  it('and page by page: a page with a stamp is left to pdf.js', async () => {
    const stamp = '<< /Type /Annot /Subtype /Stamp /Rect [10 10 60 60] /AP << /N 21 0 R >> >>'
    const appearance =
      '<< /Type /XObject /Subtype /Form /BBox [0 0 50 50] /Length 14 >> stream\n0 0 50 50 re f\nendstream'
    const file = rawPdf({
      pages: [
        { content: 'BT /F 10 Tf 50 100 Td (1) Tj ET' },
        { content: 'BT /F 10 Tf 50 100 Td (2) Tj ET', entries: '/MediaBox [0 0 400 300] /Annots [20 0 R]' },
      ],
      objects: { 20: stamp, 21: appearance },
    })
    expect((await read(file, 'auto')).extractor.pdfEngine).toBe('pdfium+pdfjs')
  })
})
