import { describe, expect, test } from '@jest/globals'
import { parseS3Url, placeOfS3 } from './location.js'

describe('the address of a bucket', () => {
  test('names server, key, secret, bucket and prefix', () => {
    const location = parseS3Url('http://KEY:a%2Fb@127.0.0.1:9000/reports/originals/2024?region=cn-north-1')
    expect(location).toEqual({
      ...{ endpoint: 'http://127.0.0.1:9000', region: 'cn-north-1', bucket: 'reports', prefix: 'originals/2024/' },
      credentials: { accessKeyId: 'KEY', secretAccessKey: 'a/b' },
    })
    expect(location && placeOfS3(location)).toBe('http://127.0.0.1:9000/reports/originals/2024/')
  })

  test("may be Amazon's own, with the key that the machine has", () => {
    const location = parseS3Url('s3://reports/originals?region=eu-west-1')
    expect(location).toEqual({
      ...{ endpoint: null, region: 'eu-west-1', bucket: 'reports', prefix: 'originals/', credentials: null },
    })
    expect(location && placeOfS3(location)).toBe('s3://reports/originals/')
  })

  test.each([
    'reports',
    'ftp://host/reports',
    'http://host',
    'http://host/',
    'http://KEY@host/reports',
    'http://KEY:%zz@host/reports',
    'http://host/Not_A_Bucket',
    's3://',
  ])('%s is none', (text) => {
    expect(parseS3Url(text)).toBeNull()
  })
})
