import { describe, expect, it } from '@jest/globals'
import { decodeText } from './encoding.js'

const REPORT = '一、总体情况\n2021年，本机关认真贯彻落实《中华人民共和国政府信息公开条例》。\n'

/** In encodings that Node cannot write. */
const GBK = Buffer.from('d2bba1a2d7dccce5c7e9bff60ab1bebbfab9d8d5feb8aed0c5cfa2b9abbfaa', 'hex')
const GBK_TEXT = '一、总体情况\n本机关政府信息公开'
const BIG5 = Buffer.from('ac46a9b2b8eab054a4bdb67da57ea67eabd7b3f8a769', 'hex')
const BIG5_TEXT = '政府資訊公開外年度報告'

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

describe('decodeText', () => {
  it('reads UTF-8 with and without a mark', () => {
    expect(decodeText(Buffer.from(REPORT))).toEqual({ text: REPORT, encoding: 'utf-8' })
    expect(decodeText(Buffer.from(`\ufeff${REPORT}`)).text).toBe(REPORT)
  })

  it('reads UTF-16 of either order with and without a mark', () => {
    for (const mark of ['', '\ufeff']) {
      expect(decodeText(Buffer.from(mark + REPORT, 'utf16le'))).toEqual({ text: REPORT, encoding: 'utf-16le' })
      expect(decodeText(utf16be(mark + REPORT))).toEqual({ text: REPORT, encoding: 'utf-16be' })
    }
  })

  it('reads GBK and Big5 that nothing declares', () => {
    expect(decodeText(GBK)).toEqual({ text: GBK_TEXT, encoding: 'gb18030' })
    expect(decodeText(BIG5)).toEqual({ text: BIG5_TEXT, encoding: 'big5' })
  })

  it.each(['gb2312', 'GBK', 'gb18030', 'cp936', 'utf-8', 'iso-8859-1', 'big5', 'utf-16', 'nonsense', ''])(
    'reads GBK declared as %s',
    (declared) => {
      expect(decodeText(GBK, declared).text).toBe(GBK_TEXT)
    },
  )

  it.each(['gb2312', 'gbk', 'big5', 'iso-8859-1', 'utf-16le', 'shift_jis'])(
    'reads UTF-8 declared as %s',
    (declared) => {
      expect(decodeText(Buffer.from(REPORT), declared)).toEqual({ text: REPORT, encoding: 'utf-8' })
    },
  )

  it('reads plain ASCII whatever is declared, and other languages as declared', () => {
    expect(decodeText(Buffer.from('Bush hid the facts'), 'gbk').text).toBe('Bush hid the facts')
    expect(decodeText(Buffer.from('caf\u00e9', 'latin1'), 'iso-8859-1').text).toBe('café')
  })

  it('survives a broken byte in GBK and in UTF-8', () => {
    expect(decodeText(Buffer.concat([GBK, Buffer.from([0xff]), GBK]), 'gb2312').text).toContain(GBK_TEXT)
    expect(decodeText(Buffer.concat([Buffer.from(REPORT), Buffer.from([0xe4]), Buffer.from(REPORT)])).text).toContain(
      '总体情况',
    )
  })
})
