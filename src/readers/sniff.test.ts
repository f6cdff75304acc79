import { describe, expect, it } from '@jest/globals'
import { storedZip } from './containers/zip.js'
import { sniff, sniffFormat } from './sniff.js'
import { processorMs } from '../model/testing/processor-time.js'

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8')
const hex = (value: string, length = 600): Uint8Array => {
  const bytes = Buffer.alloc(length, 0x55)
  bytes.write(value, 0, 'hex')
  return bytes
}
const zip = (...names: string[]): Uint8Array => storedZip(new Map(names.map((name) => [name, Buffer.from('x')])))

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
/** A package that names the type of one of its parts. */
const named = (type: string, part: string): Uint8Array =>
  storedZip(
    new Map([
      ['[Content_Types].xml', Buffer.from(`<Types><Override PartName="/${part}" ContentType="${type}"/></Types>`)],
      [part, Buffer.from('x')],
    ]),
  )

/** A compound file with directory entries of these names in its second sector; `head` is the start of the last one's stream. */
function ole(names: readonly string[], head = ''): Uint8Array {
  const bytes = Buffer.alloc(512 * 12)
  bytes.write('d0cf11e0a1b11ae1', 0, 'hex')
  bytes.writeUInt16LE(9, 30)
  names.forEach((name, index) => {
    const at = 512 + index * 128
    bytes.write(name, at, 'utf16le')
    bytes.writeUInt16LE(name.length * 2 + 2, at + 64)
    bytes.writeUInt8(name === 'Root Entry' ? 5 : 2, at + 66)
    bytes.writeUInt32LE(4, at + 116)
    bytes.writeUInt32LE(4096, at + 120)
  })
  bytes.write(head, 512 * 5, 'hex')
  return bytes
}

describe('sniff', () => {
  it.each([
    ['a PDF', text('%PDF-1.7\n'), 'pdf'],
    ['a PDF behind junk', text(`\r\nHTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n`), 'pdf'],
    ['a Word package', zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml'), 'docx'],
    ['a Word package with odd slashes', zip('[Content_Types].xml', 'word\\document.xml'), 'docx'],
    ['a web page', text('<!DOCTYPE html><p>年报'), 'html'],
    ['a web page behind comments', text(`<?xml version="1.0"?>\n<!-- a > b -->\n<!-- c --><html>`), 'html'],
    ['a piece of a web page', text('正文 <p>一</p><p>二</p><td>三</td>'), 'html'],
    ['a web page in UTF-16', Buffer.from('\ufeff<html><body>年报', 'utf16le'), 'html'],
    ['a script ahead of the page', text('<script>var a = 1</script><html>'), 'html'],
    ['plain text', text('一、总体情况\n2021年，……\n'), 'text'],
    ['plain text in GBK', Buffer.from('d2bba1a2d7dccce5c7e9bff60a', 'hex'), 'text'],
    ['plain text with comparisons', text('收入 < 支出，3 > 2\n总计\t12\n'), 'text'],
    ['text that calls itself a PDF', text('dummy pdf content'), 'text'],
    ['Word 97', ole(['Root Entry', 'WordDocument'], 'eca5c10000000000000000020000'), 'doc'],
    ['a spreadsheet', zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['a spreadsheet whose parts stand elsewhere', named(SHEET_TYPE, 'book/main.xml'), 'xlsx'],
    ['an old spreadsheet', ole(['Root Entry', 'Workbook'], '0908100000060500'), 'xls'],
    ['a spreadsheet of Excel 95', ole(['Root Entry', 'Book'], '0908080000050500'), 'xls'],
    ['RTF', text('{\\rtf1\\ansi}'), 'rtf'],
    ['RTF behind what a download put ahead of it', text('\ufeff\r\n{\\rtf1\\ansi}'), 'rtf'],
  ])('reads %s', (_what, bytes, format) => {
    expect(sniff(bytes)).toEqual({ format, refusal: null })
  })

  it.each([
    ['nothing', new Uint8Array(), 'unknown', 'empty-file'],
    ['a download of zeros', new Uint8Array(4096), 'unknown', 'empty-file'],
    ['OFD', zip('OFD.xml', 'Doc_0/Document.xml'), 'ofd', 'format-ofd'],
    ['a ZIP of reports', zip('2021.docx', 'word/2020.docx'), 'archive', 'format-archive'],
    ['RAR', hex('526172211a070100'), 'archive', 'format-archive'],
    ['7z', hex('377abcaf271c'), 'archive', 'format-archive'],
    ['gzip', hex('1f8b0800'), 'archive', 'format-archive'],
    ['a binary spreadsheet', zip('[Content_Types].xml', 'xl/workbook.bin'), 'unknown', 'format-spreadsheet'],
    ['a presentation', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'unknown', 'format-presentation'],
    ['OpenDocument', zip('mimetype', 'content.xml'), 'unknown', 'format-odf'],
    ['old Word with a password', ole(['Root Entry', 'WordDocument'], 'eca5c1000000000000000001'), 'doc', 'encrypted'],
    ['Word 2', hex('dba52d00'), 'doc', 'format-old-word'],
    ['a .docx with a password', ole(['Root Entry', 'EncryptionInfo', 'EncryptedPackage']), 'docx', 'encrypted'],
    [
      'an old spreadsheet with a password',
      ole(['Root Entry', 'Workbook'], `09081000${'00'.repeat(16)}2f003600`),
      'xls',
      'encrypted',
    ],
    ['Works', ole(['Root Entry', 'MatOST']), 'unknown', 'format-wps'],
    ['a compound file of something', ole(['Root Entry', 'Other']), 'unknown', 'format-unknown'],
    ['WordML', text('<?xml version="1.0"?><w:wordDocument xmlns:w="x">'), 'wordml', 'format-wordml'],
    ['flat OPC', text('<?xml version="1.0"?><pkg:package xmlns:pkg="x">'), 'wordml', 'format-wordml'],
    [
      'MHTML',
      text(
        'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n<html>',
      ),
      'mhtml',
      'format-mhtml',
    ],
    ['PNG', hex('89504e470d0a1a0a'), 'image', 'format-image'],
    ['JPEG', hex('ffd8ffe0'), 'image', 'format-image'],
    ['TIFF', hex('4d4d002a'), 'image', 'format-image'],
    ['GIF', hex('474946383961'), 'image', 'format-image'],
    ['WebP', hex('524946460000000057454250'), 'image', 'format-image'],
    ['BMP', hex('424d0000000000000000'), 'image', 'format-image'],
    ['another XML', text('<?xml version="1.0"?><feed><entry/></feed>'), 'unknown', 'format-unknown'],
    ['junk', Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 7919) % 251)), 'unknown', 'format-unknown'],
  ])('refuses %s', (_what, bytes, format, refusal) => {
    expect(sniff(bytes)).toEqual({ format, refusal })
  })

  it('names a Word package that is cut off', () => {
    const whole = zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml')
    expect(sniffFormat(whole.subarray(0, whole.length - 120))).toBe('docx')
  })

  it('is not slowed by comments ahead of a page', async () => {
    const page = text(`${'<!-- -->'.repeat(8000)}x`)
    expect(await processorMs(() => sniff(page))).toBeLessThan(2000)
  })
})
