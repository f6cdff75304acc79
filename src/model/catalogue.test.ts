import { describe, expect, it } from '@jest/globals'
import { CATALOGUE } from './catalogue.js'
import { describe as sentences, LANGUAGES, problem, PROBLEM_CODES } from './problem.js'

describe('the catalogue', () => {
  it.each(PROBLEM_CODES)('%s: whole sentences in both languages, the same placeholders in both', (code) => {
    const placeholders = LANGUAGES.map((language) => {
      const { message, remedy } = CATALOGUE[code][language]
      expect(message).toMatch(language === 'en' ? /^[A-Z“{].*[.”]$/u : /[。”]$/u)
      expect(remedy).toMatch(language === 'en' ? /^[A-Z].*\.$/u : /。$/u)
      return new Set(message.match(/\{\w+\}/gu))
    })
    expect(placeholders[0]).toEqual(placeholders[1])
  })

  it('fills placeholders and shows those that are missing', () => {
    expect(sentences(problem('timeout', { seconds: 5 }), 'en').message).toBe(
      'Reading took longer than 5 s and was stopped.',
    )
    expect(sentences(problem('timeout'), 'en').message).toContain('{seconds}')
  })
})
