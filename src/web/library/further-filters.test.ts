import { expect, test } from '@jest/globals'
import { belowFolder, furtherIn, ofYear, rangeIn, toLibrary, within } from './further-filters.js'

test('figures lead to the library by filters that are read from the address again', () => {
  const to = toLibrary({ path: belowFolder('甲[1]*'), id: ['aaaaaaaa', 'bbbbbbbb'], organ: null, batch: 7 })
  const params = new URLSearchParams(to.slice(to.indexOf('?')))
  expect(furtherIn(params)).toEqual({ path: ['甲\\[1\\]\\*/**'], id: ['aaaaaaaa', 'bbbbbbbb'], batch: '7' })
  expect(toLibrary({})).toBe('/')
  expect(belowFolder('.')).toBe('*')
  expect(toLibrary(ofYear(null))).toBe('/?yearKnown=false')
  expect(toLibrary(ofYear(2021))).toBe('/?year=2021')
})

test('an address of the library is narrowed by the filters of the page it stands on', () => {
  expect(within('?search=县&year=2020', '/?year=2021')).toBe(
    `/?${new URLSearchParams([
      ['year', '2021'],
      ['search', '县'],
    ]).toString()}`,
  )
  expect(within('current=true', '/')).toBe('/?current=true')
  expect(within('', '/?year=2021')).toBe('/?year=2021')
  expect(within('?year=2021', '/documents/x?code=a')).toBe('/documents/x?code=a')
})

test('a range of numbers is told as the charts tell it', () => {
  const told = ['a:10:20', 'a:0:1', 'a::0', 'a:5000:'].map((each) => rangeIn(each)?.range)
  expect(told).toEqual(['10–19', '0', '< 0', '≥ 5000'])
  expect([rangeIn('a'), rangeIn('a::')]).toEqual([null, null])
})
