import { expect, test } from '@jest/globals'
import { belowFolder, furtherIn, ofYear, toLibrary } from './further-filters.js'

test('figures lead to the library by filters that are read from the address again', () => {
  const to = toLibrary({ path: belowFolder('甲[1]*'), id: ['aaaaaaaa', 'bbbbbbbb'], organ: null, batch: 7 })
  const params = new URLSearchParams(to.slice(to.indexOf('?')))
  expect(furtherIn(params)).toEqual({ path: ['甲\\[1\\]\\*/**'], id: ['aaaaaaaa', 'bbbbbbbb'], batch: '7' })
  expect(toLibrary({})).toBe('/')
  expect(belowFolder('.')).toBe('*')
  expect(toLibrary(ofYear(null))).toBe('/?yearKnown=false')
  expect(toLibrary(ofYear(2021))).toBe('/?year=2021')
})
