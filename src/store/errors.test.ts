import { expect, test } from '@jest/globals'
import { LANGUAGES } from '../model/problem.js'
import { STORE_ERROR_CODES, StoreError } from './errors.js'

test('each error says what happened and what to do, in both languages', () => {
  const details = {
    folder: 'F',
    file: 'F/f',
    reason: 'R',
    found: 'N',
    sha256: 'S',
    code: 'C',
    value: 'V',
    database: 'D',
    missing: 'M',
    author: 'A',
    at: 'T',
    said: 'W',
    attempt: 1,
  }
  for (const code of STORE_ERROR_CODES) {
    const error = new StoreError(code, details)
    for (const language of LANGUAGES) {
      const { message, remedy } = error.told(language)
      expect(message + remedy).not.toContain('{')
      expect(/\p{sc=Han}/u.test(message) && /\p{sc=Han}/u.test(remedy)).toBe(language === 'zh')
    }
    expect(error.message).toBe(Object.values(error.told('en')).join(' '))
  }
})
