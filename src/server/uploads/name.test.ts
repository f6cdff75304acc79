import { describe, expect, test } from '@jest/globals'
import { isAbsolute } from 'node:path'
import { Refusal } from '../errors/refusal.js'
import { baseOf, fileOfUpload, pathOfUpload } from '../../ingest/uploaded.js'
import { uploadName } from './name.js'

describe('the name of an upload', () => {
  test.each([
    'report.pdf',
    '花石镇/2021年 年报（终稿）.docx',
    'a/b/c.txt',
    '…',
    '.hidden',
    'a..b',
    '~',
    '-rf',
    '$HOME',
    '%2e%2e',
  ])('may be %j', (name) => {
    expect(uploadName(name)).toBe(name)
  })

  test.each([
    ...[
      '',
      '   ',
      '../x.pdf',
      'a/../../x.pdf',
      '..',
      'a/..',
      './x',
      '/etc/passwd',
      '//server/x',
      'C:\\x.pdf',
      'C:x.pdf',
    ],
    ...['\\\\server\\share\\x', '..\\x', 'a\\b', 'x\0.pdf', 'x\n.pdf', 'x\u202Efdp.exe', 'a//b', 'a/ /b', 'a/'],
    ...['\uD800.pdf', 'x'.repeat(256), '年'.repeat(86), `${'a/'.repeat(500)}b`],
  ])('may not be %j', (name) => {
    expect(() => uploadName(name)).toThrow(Refusal)
  })

  test('is one, however its accents were typed', () => {
    expect(uploadName('re\u0301sume\u0301.pdf')).toBe('r\u00E9sum\u00E9.pdf')
  })

  test('is no path of a disk, and another one’s content does not replace it', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
    expect(isAbsolute(fileOfUpload(a, 'x.pdf'))).toBe(false)
    expect(fileOfUpload(a, 'x.pdf')).not.toBe(fileOfUpload(b, 'x.pdf'))
    expect(pathOfUpload('县/x.pdf')).toBe('upload:/县/x.pdf')
    expect(baseOf(pathOfUpload('县/x.pdf'))).toBe('x.pdf')
  })
})
