import { expect, test } from '@jest/globals'
import { LANGUAGES } from '../model/problem.js'
import { assertFingerprint, BLOB_ERROR_CODES, BlobError } from './errors.js'

test('each error says what happened and what to do, in both languages', () => {
  const details = { place: 'P', folder: 'D', file: 'F', reason: 'R', sha256: 'S' }
  for (const code of BLOB_ERROR_CODES) {
    const error = new BlobError(code, details)
    for (const language of LANGUAGES) {
      const { message, remedy } = error.told(language)
      expect(message + remedy).not.toContain('{')
      expect(/\p{sc=Han}/u.test(message) && /\p{sc=Han}/u.test(remedy)).toBe(language === 'zh')
    }
    expect(error.message).toBe(Object.values(error.told('en')).join(' '))
  }
})

test('only fingerprints are names', () => {
  assertFingerprint('0123456789abcdef'.repeat(4))
  for (const name of ['', '../etc/passwd', 'ab', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])
    expect(() => {
      assertFingerprint(name)
    }).toThrow(BlobError)
})
