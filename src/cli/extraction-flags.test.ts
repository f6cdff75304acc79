import { describe, expect, it } from '@jest/globals'
import { Command } from 'commander'
import { command, kitFor } from './command.js'
import { EXTRACTION_OPTIONS, extractionOf } from './extraction-flags.js'

async function given(...flags: readonly string[]): Promise<unknown> {
  const made = new Command()
  let taken: unknown = null
  const register = command({
    options: EXTRACTION_OPTIONS,
    run: ({ language }, options) => {
      taken = extractionOf(options, language)
      return 0
    },
  })
  register(made, kitFor('en'), () => undefined)
  await made.parseAsync(flags, { from: 'user' })
  return taken
}

describe('the flags that say how documents are read', () => {
  it('ask for nothing that was not said, and for the proof by ink', async () => {
    expect(await given()).toEqual({ language: 'en', limits: {}, ink: true })
  })

  it('become options of the pool', async () => {
    const flags = ['--ocr', 'off', '--pdf-engine', 'pdfjs', '--no-ink', '--verify', 'render', '--timeout', '2']
    expect(await given(...flags)).toEqual({
      ...{ language: 'en', limits: { deadlineMs: 2_000 } },
      ...{ ocr: 'off', pdfEngine: 'pdfjs', ink: false, verify: 'render' },
    })
  })
})
