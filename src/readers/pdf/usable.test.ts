import { describe, expect, test } from '@jest/globals'
import type { PaintedGlyph, PaintedPage } from './engine.js'
import { judge, type Usability } from './usable.js'

const REPORT = '一、总体情况。本机关全年主动公开政府信息共126条，收到申请3件，均已按时答复。第二十条第（一）项制发件数0'
const NUMBERS = '1,024.5% (3) 0 0 12 / — 无 A4 NO.7'

interface Looks {
  readonly mapped?: boolean
  readonly width?: number
  readonly font?: string
}

/** A line of glyphs, half an em wide for ASCII and an em for all else. */
function line(text: string, { mapped = true, width, font = 'Song' }: Looks = {}): PaintedGlyph[] {
  return Array.from(text.replace(/ /g, ''), (char, index) => ({
    text: char,
    box: [index * 10, 0, index * 10 + (width ?? (char < '\u0080' ? 5 : 10)), 10],
    size: 10,
    heading: 0,
    visible: true,
    colour: [0, 0, 0],
    mapped,
    font,
    order: index,
  }))
}

function judgeGlyphs(...lines: readonly PaintedGlyph[][]): Usability {
  const glyphs = lines.flat()
  const page: PaintedPage = {
    width: 600,
    height: 800,
    rotation: 0,
    glyphs,
    paths: [],
    pictures: [],
    damage: null,
    engine: 'pdfjs',
  }
  return judge(page, glyphs)
}

const textOf = ({ glyphs }: Usability): string => glyphs.map(({ text }) => text).join('')

describe('judge', () => {
  test.each([
    ['prose', REPORT],
    ['numbers alone', NUMBERS],
    ['a page number', '-4-'],
    ['English', 'The quick brown fox jumps over the lazy dog; 12 of 34 applications.'],
    ['traditional characters and units', '㎡ ① Ⅱ 臺灣 ℃ 「」〔2022〕18號'],
  ])('%s is text', (_, text) => {
    expect(judgeGlyphs(line(text))).toMatchObject({ read: 'text-layer', problem: null })
  })

  test.each([
    ['private use', '\ue001\ue002\ue003\ue004\uf031\uf032'.repeat(10)],
    ['control characters', '\u0003\u0012\u0007\u0013'.repeat(10)],
    ['GBK read as Latin', 'ÕþÎñ¹«¿ªÐÅÏ¢Äê¶È±¨¸æ'.repeat(3)],
    ['random Han', '齻龘靐爩鱻麤厵灥靇龗飝驫癵籱饢'.repeat(3)],
    ['random scripts', 'ກขഅᚠ߷ߐሀᠠកཀ'.repeat(5)],
  ])('%s is garbled', (_, text) => {
    expect(judgeGlyphs(line(text))).toMatchObject({ read: 'unreadable', problem: 'garbled-text' })
  })

  test('ASCII as wide as its em is Chinese in disguise: its digits must not be read', () => {
    const result = judgeGlyphs(line('!"#$%&0123456789ABCDEFGHIJ', { width: 10 }))
    expect(result.read).toBe('unreadable')
    expect(textOf(result)).not.toMatch(/\d/)
  })

  test.each(['España, Türkiye and Côte d’Ivoire paid £12½', 'The commission met members from Łódź'])(
    'letters of other Latin alphabets are kept within words: %s',
    (words) => {
      expect(textOf(judgeGlyphs(line(words)))).toBe(words.replace(/ /g, ''))
    },
  )

  test('a wide m is an m', () => {
    expect(textOf(judgeGlyphs(line('Female', { width: 9.5 }).filter(({ text }) => text === 'm')))).toBe('m')
  })

  test('a font without a map is not believed, though its codes look like digits', () => {
    const result = judgeGlyphs(line(REPORT), line('3508', { mapped: false, font: 'Subset' }))
    expect(result.read).toBe('text-layer')
    expect(textOf(result)).toBe(`${REPORT}${'\ufffd'.repeat(4)}`)
  })

  test('digits of a font most of whose other characters are senseless are not believed', () => {
    const result = judgeGlyphs(line(REPORT.repeat(4)), line('\u0001\u0002\u0003\u000412', { font: 'Subset' }))
    expect(textOf(result).endsWith('\ufffd\ufffd')).toBe(true)
  })

  test('a few bullets of a symbol font are no problem, a paragraph of it is', () => {
    const bullets = judgeGlyphs(line(REPORT.repeat(3)), line('\uf06c\uf06c\uf06c', { font: 'Wingdings' }))
    expect(bullets).toMatchObject({ read: 'text-layer', problem: null })
    const part = judgeGlyphs(line(REPORT.repeat(3)), line('\uf06c'.repeat(12), { font: 'Wingdings' }))
    expect(part).toMatchObject({ read: 'text-layer', problem: 'garbled-text' })
  })

  test('codes that happen to be Unicode are believed where they make Chinese', () => {
    const result = judgeGlyphs(line('本年度政府信息公开工作总体情况和处理结果', { mapped: false }))
    expect(result).toMatchObject({ read: 'text-layer', problem: null })
  })
})
