import { expect, test } from '@jest/globals'
import { jobData } from './bullmq/job-data.js'

test('a job that version 0.2.0 left in Redis is read: its lists become parts', () => {
  const job = {
    key: { sha256: 'k', version: '0.2.0', options: 'o' },
    ...{ batch: 3, generation: 1, call: 'c' },
    extraction: { limits: { pages: 1, fileMb: 2, unpackedMb: 3 }, ocr: 'off', pdfEngine: 'auto' },
  }
  const source = (lists: object): unknown =>
    jobData.parse({ ...job, source: { name: 'n', path: 'p', ...lists } }).source
  expect(source({ files: ['/in/甲.pdf'], digests: ['k'] })).toEqual({
    ...{ name: 'n', path: 'p', parts: [{ name: '甲.pdf', file: '/in/甲.pdf', sha256: 'k' }] },
  })
  // A server named files of uploads by their names alone.
  expect(source({ files: ['1.png', '2.png'], digests: ['a', 'b'], names: ['1.png', '2.png'] })).toEqual({
    ...{ name: 'n', path: 'p' },
    parts: [
      { name: '1.png', sha256: 'a' },
      { name: '2.png', sha256: 'b' },
    ],
  })
  const parts = [{ name: 'x', sha256: 'a' }]
  expect(source({ parts })).toEqual({ name: 'n', path: 'p', parts })
})
