import { describe, expect, test } from '@jest/globals'
import { shownText } from './characters.js'

describe('shownText', () => {
  test('radicals are the characters that they look like', () => {
    expect(Array.from('⼈⺠政府⼆〇⼆⼀年⻚⻔', shownText).join('')).toBe('人民政府二〇二一年页门')
  })

  test('all else stays as it is printed', () => {
    expect(Array.from('１２（一）①㎡ﬁ', shownText).join('')).toBe('１２（一）①㎡ﬁ')
  })
})
