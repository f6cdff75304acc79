import { expect, test } from '@jest/globals'
import { callFor, start } from './viewer.js'

const FILE = '/r/年报 1.pdf'

test.each([
  ['linux', 'xdg-open'],
  ['darwin', 'open'],
  ['win32', 'explorer.exe'],
] as const)('on %s the system opens the file, and is told no page that it would not know', (platform, program) => {
  expect(callFor(FILE, 3, null, platform)).toEqual({ program, args: [FILE] })
})

test.each([
  ['firefox', ['file:///r/%E5%B9%B4%E6%8A%A5%201.pdf#page=3']],
  ['/usr/bin/okular', ['-p', '3', FILE]],
  ['evince', ['-i', '3', FILE]],
  ['mupdf', [FILE, '3']],
  ['SumatraPDF.exe', ['-page', '3', FILE]],
  ['unknown-viewer', [FILE]],
])('%s is told the page in its own way', (program, args) => {
  expect(callFor(FILE, 3, program, 'linux')).toEqual({ program, args })
  expect(callFor(FILE, null, program, 'linux').args).toEqual([FILE])
})

test('a program that is not there starts nothing', async () => {
  expect(await start({ program: 'no-such-viewer-anywhere', args: [] })).toBe(false)
  expect(await start({ program: process.execPath, args: ['--version'] })).toBe(true)
})
