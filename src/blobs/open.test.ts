import { expect, test } from '@jest/globals'
import { isBlobsUrl, openBlobs } from './open.js'

test('originals live in a folder or in a bucket', async () => {
  expect((await openBlobs('file:///shared/originals')).place).toBe('/shared/originals')
  expect((await openBlobs('http://KEY:SECRET@127.0.0.1:9000/reports/a')).place).toBe('http://127.0.0.1:9000/reports/a/')
})

test.each(['', '/shared/originals', 'file://host/shared', 'redis://127.0.0.1/0', 'http://127.0.0.1:9000/'])(
  'nothing lives in %s',
  (url) => {
    expect(isBlobsUrl(url)).toBe(false)
  },
)
