import { describe, expect, it } from '@jest/globals'
import { DEFAULT_LIMITS, type Source } from '../model/source.js'
import { boundMarkup, boundText } from './bounds.js'
import { read } from './index.js'
import { processorMs } from '../model/testing/processor-time.js'

const tooLong = expect.objectContaining({ problem: expect.objectContaining({ code: 'text-too-long' }) })

const sourceOf = (text: string): Source => ({ name: 'x', path: 'x', bytes: Buffer.from(text) })
const options = { limits: DEFAULT_LIMITS, signal: null, soffice: null }

describe('content far longer than any report is refused early', () => {
  it.each([
    ['plain text', '一、总体情况\n'.repeat(400_000)],
    ['a web page of tags', `<html><body>${'<p>1</p>'.repeat(200_000)}`],
    ['a web page of words', `<html><body>${'公开政府信息。'.repeat(2_000_000)}`],
  ])('%s', async (_what, text) => {
    const ms = await processorMs(async () => {
      await expect(read(sourceOf(text), options)).rejects.toEqual(tooLong)
    })
    expect(ms).toBeLessThan(5_000)
  })
})

describe('what reports have passes', () => {
  it('long prose', () => {
    expect(() => {
      boundText('公开政府信息。'.repeat(100_000))
    }).not.toThrow()
  })

  it('a tag for each character, and large pictures in the page itself', () => {
    const picture = `<img src="data:image/png;base64,${'A'.repeat(20_000_000)}">`
    expect(() => {
      boundMarkup('<span>公</span>'.repeat(100_000) + picture)
    }).not.toThrow()
  })
})
