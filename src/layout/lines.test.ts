import { describe, expect, it } from '@jest/globals'
import { joinLines, linesOf, lineText } from './lines.js'
import { text } from './testing/pages.js'

const joined = (lines: readonly string[], right: number): string =>
  joinLines(linesOf(lines.flatMap((line, index) => text(line, 0, index * 12))).map((line) => ({ line, right })))

describe('lines', () => {
  it('reads glyphs in any order, top to bottom and left to right', () => {
    const glyphs = [...text('下', 0, 12), ...text('行政', 0, 0), ...text('许可', 20, 0)].reverse()
    expect(linesOf(glyphs).map(lineText)).toEqual(['行政许可', '下'])
  })

  it('puts no space between CJK characters, and one between words and numbers that stand apart', () => {
    expect(linesOf(text('共12 件', 0, 0)).map(lineText)).toEqual(['共12件'])
    expect(linesOf([...text('12', 0, 0), ...text('34', 14, 0)]).map(lineText)).toEqual(['12 34'])
    expect(linesOf([...text('某局', 0, 0), ...text('某日', 60, 0)]).map(lineText)).toEqual(['某局 某日'])
  })

  it('joins wrapped lines: labels, one character a line, a number cut where the cell ends', () => {
    expect(joined(['（四）无', '法提供'], 42)).toBe('（四）无法提供')
    expect(joined(['三', '、', '本'], 12)).toBe('三、本')
    expect(joined(['123', '45'], 18)).toBe('12345')
  })

  it('never glues numbers of two lines that had room', () => {
    expect(joined(['12', '34'], 60)).toBe('12 34')
    expect(joined(['65', '182'], 12)).toBe('65 182')
  })

  it('tells room by the side on which it is: numbers may be set to the right', () => {
    const set = (lines: readonly string[], right: number): string => {
      const glyphs = lines.flatMap((line, index) => text(line, right - 4 - line.length * 5, index * 12))
      return joinLines(linesOf(glyphs).map((line) => ({ line, left: 0, right })))
    }
    expect(set(['45', '78'], 60)).toBe('45 78')
    expect(set(['123', '45'], 24)).toBe('12345')
  })

  it('counts the white between the characters of a line that is spaced out', () => {
    const joinedAt = (gap: number): string => {
      const glyphs = [...text('1', 25 - gap, 0), ...text('3', 30, 0), ...text('6', 30, 12)]
      return joinLines(linesOf(glyphs).map((line) => ({ line, left: 16.5 - gap, right: 38.5 })))
    }
    expect(joinedAt(1.5)).toBe('136')
    expect(joinedAt(0)).toBe('13 6')
  })
})
