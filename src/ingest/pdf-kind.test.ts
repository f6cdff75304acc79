import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PdfKind } from './pdf-kind.js'

function isScan(bytes: Uint8Array, chunk = bytes.length): boolean {
  const kind = new PdfKind()
  for (let at = 0; at < bytes.length; at += chunk) kind.push(bytes.subarray(at, at + chunk))
  return kind.isScan
}

const object = (dictionary: string, bytes: number): string =>
  `7 0 obj\n<< ${dictionary} >>\nstream\n${'x'.repeat(bytes)}\nendstream\nendobj\n`
const pdf = (...objects: string[]): Uint8Array => Buffer.from(`%PDF-1.5\n${objects.join('')}trailer\n<< >>\n%%EOF`)

const PICTURE = object('/Type /XObject /Subtype /Image /Length 5 0 R', 9_000)
const CONTENT = object('/Filter /FlateDecode /Length 3000', 3_000)

describe('a PDF is a scan', () => {
  test('where pictures make most of its bytes', () => {
    expect(isScan(pdf(CONTENT, PICTURE))).toBe(true)
    expect(isScan(pdf(CONTENT, PICTURE, CONTENT, CONTENT, CONTENT))).toBe(false)
  })

  test('not where a font is embedded, whatever kind', () => {
    for (const font of ['/Length1 400', '/Subtype /CIDFontType0C', '/Subtype/Type1C', '/Subtype /OpenType'])
      expect(isScan(pdf(PICTURE, object(`${font} /Length 400`, 400)))).toBe(false)
  })

  test('also where it was cut short inside a picture', () => {
    expect(isScan(pdf(PICTURE).subarray(0, 6_000))).toBe(true)
  })

  test.each([1, 7, 100, 4_096])('in pieces of %d bytes as in one', (chunk) => {
    expect(isScan(pdf(CONTENT, PICTURE), chunk)).toBe(true)
    expect(isScan(pdf(PICTURE, object('/Length1 400', 400)), chunk)).toBe(false)
  })

  const root = join(import.meta.dirname, '../..')
  test.each(
    [
      ...readdirSync(join(root, 'samples')).map((name) => join('samples', name)),
      ...readdirSync(join(root, 'test/golden/reports')).map((name) => join('test/golden/reports', name)),
      'test/golden-scans/scan-2021-seal.pdf',
    ].filter((name) => name.endsWith('.pdf')),
  )('%s, as its name says', (name) => {
    expect(isScan(readFileSync(join(root, name)), 65_536)).toBe(name.includes('scan-'))
  })
})

describe('the pages of a scan', () => {
  const pagesOf = (bytes: Uint8Array, chunk = bytes.length): number => {
    const kind = new PdfKind()
    for (let at = 0; at < bytes.length; at += chunk) kind.push(bytes.subarray(at, at + chunk))
    return kind.pages
  }
  const page = '3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 2 >>\nendobj\n'

  test.each([100_000, 777, 1])('are those that stand in the open, in pieces of %d bytes', (chunk) => {
    // Strips: several pictures on a page.
    expect(pagesOf(pdf(page, PICTURE, PICTURE, PICTURE, page, PICTURE), chunk)).toBe(2)
    expect(pagesOf(pdf(PICTURE, PICTURE, page), chunk)).toBe(1)
  })

  test('are as many as its pictures where pages are hidden in streams', () => {
    expect(pagesOf(pdf(PICTURE, PICTURE, PICTURE))).toBe(3)
    expect(pagesOf(pdf(CONTENT))).toBe(1)
  })
})
