import { describe, expect, it } from '@jest/globals'
import { Command } from 'commander'
import { addExtractionOptions } from './extraction-flags.js'
import { extractionOf, extractionOptions } from './extraction-options.js'

const given = (...flags: readonly string[]): ReturnType<typeof extractionOf> => {
  const command = addExtractionOptions(new Command(), (key) => key)
  return extractionOf(extractionOptions.parse(command.parse(flags, { from: 'user' }).opts()), 'en')
}

describe('the flags that say how documents are read', () => {
  it('ask for nothing that was not said, and for the proof by ink', () => {
    expect(given()).toEqual({ language: 'en', limits: {}, ink: true })
  })

  it('become options of the pool', () => {
    const flags = ['--ocr', 'off', '--pdf-engine', 'pdfjs', '--no-ink', '--verify', 'render', '--timeout', '2']
    expect(given(...flags)).toEqual({
      ...{ language: 'en', limits: { deadlineMs: 2_000 } },
      ...{ ocr: 'off', pdfEngine: 'pdfjs', ink: false, verify: 'render' },
    })
  })
})
