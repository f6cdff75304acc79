import { describe, expect, it } from '@jest/globals'
import { decisiveOptions, optionsDigest } from './extract.js'

describe('the options that an extraction is known by', () => {
  it('are the same where a default is named', () => {
    const named = { limits: { pages: 2_000 }, ocr: 'ppocr', pdfEngine: 'auto', ink: true, verify: 'none' } as const
    expect(decisiveOptions(named)).toEqual(decisiveOptions({}))
    expect(optionsDigest(named)).toBe(optionsDigest({}))
  })

  it.each([
    ['a limit', { limits: { pages: 3 } }],
    ['a recogniser', { ocr: 'off' }],
    ['an engine', { pdfEngine: 'pdfium' }],
    ['values that are not held against the page', { ink: false }],
    ['pages that LibreOffice prints', { verify: 'render' }],
  ] as const)('differ by %s', (_, options) => {
    expect(optionsDigest(options)).not.toBe(optionsDigest({}))
  })
})
