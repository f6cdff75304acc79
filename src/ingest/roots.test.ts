import { expect, test } from '@jest/globals'
import { posix, win32 } from 'node:path'
import { parseGlob } from './roots.js'

test.each([
  ['reports/*.pdf', posix, 'reports', 'a.pdf'],
  ['/*.pdf', posix, '/', 'a.pdf'],
  ['*.pdf', posix, '.', 'a.pdf'],
  ['reports\\2021\\*.pdf', win32, 'reports/2021', 'a.pdf'],
  ['C:\\reports\\**\\*.pdf', win32, 'C:/reports', '2021/a.pdf'],
  ['C:\\*.pdf', win32, 'C:/', 'a.pdf'],
  ['\\\\server\\share\\*.pdf', win32, '//server/share', 'a.pdf'],
])('%s begins with a folder and matches what is below', async (glob, path, base, found) => {
  const parsed = await parseGlob(glob, path)
  expect(parsed?.base).toBe(base)
  expect(parsed?.matches(found)).toBe(true)
  expect(parsed?.matches('a.docx')).toBe(false)
})

test('a backslash is part of a name where it parts no folders', async () => {
  expect(await parseGlob('a\\b.pdf', posix)).toBeNull()
  expect(await parseGlob('C:\\reports\\a.pdf', win32)).toBeNull()
})
