import { describe, expect, it } from '@jest/globals'
import { posix, win32 } from 'node:path'
import { isBelow, namesGiven, onDisk, shownPath, textOfName } from './file-names.js'

/** 年报.pdf, 年报 2021(1).docx and 联通, a name that is UTF-8 by chance, in GBK. */
const GBK = ['c4eab1a82e706466', 'c4eab1a820323032312831292e646f6378', 'c1aacda8']
const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

describe('a file name that is no UTF-8', () => {
  it.each([...GBK, 'ff', 'e5b9b4c4ea', 'eebe80', 'f09f98', '61c3', 'efbbbf61'])(
    'leads back to its bytes: %s',
    (hex) => {
      const disk = onDisk(textOfName(bytesOf(hex)))
      expect(Buffer.from(disk).toString('hex')).toBe(hex)
    },
  )

  it('is shown as GBK, or its bytes are', () => {
    expect(shownPath(`a/${textOfName(bytesOf(GBK[0] ?? ''))}`)).toBe('a/年报.pdf')
    expect(shownPath(textOfName(bytesOf('61ff')))).toBe('a%FF')
  })

  it('is as it is where it is UTF-8', () => {
    expect(textOfName(Buffer.from('年报\ufffd.pdf'))).toBe('年报\ufffd.pdf')
    expect(onDisk('年报.pdf')).toBe('年报.pdf')
    expect(shownPath('年报.pdf')).toBe('年报.pdf')
  })
})

describe('arguments that are no UTF-8', () => {
  const line = Buffer.concat(GBK.flatMap((hex) => [bytesOf(hex), Buffer.from([0])]))
  const given = GBK.map((hex) => bytesOf(hex).toString())

  it('are taken from the command line, each once', () => {
    expect(namesGiven(given, line).map(shownPath).slice(0, 2)).toEqual(['年报.pdf', '年报 2021(1).docx'])
    expect(namesGiven(['a', given[0] ?? ''], line)[0]).toBe('a')
  })

  it('are left as they are where nothing tells', () => {
    expect(namesGiven(given, null)).toEqual(given)
    expect(namesGiven(['\ufffd'], line)).toEqual(['\ufffd'])
  })
})

describe('what stands below a folder', () => {
  it.each([
    ['/a/b', '/a', posix, true],
    ['/a/..b', '/a', posix, true],
    ['/a', '/', posix, true],
    ['/a', '/a', posix, false],
    ['/ab', '/a', posix, false],
    ['/b', '/a', posix, false],
    ['C:\\Reports\\2021\\a.pdf', 'c:\\reports', win32, true],
    ['C:\\a.pdf', 'C:\\', win32, true],
    ['C:\\reports2\\a.pdf', 'C:\\reports', win32, false],
    ['D:\\reports\\a.pdf', 'C:\\reports', win32, false],
    ['\\\\server\\share\\a.pdf', '\\\\server\\share', win32, true],
  ])('%s below %s', (file, folder, path, below) => {
    expect(isBelow(file, folder, path)).toBe(below)
  })
})
