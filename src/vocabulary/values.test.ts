import { describe, expect, it } from '@jest/globals'
import { headingUnit, readText, withoutUnit } from './values.js'

const number = (text: string, signed = false): number | string => {
  const { state, value } = readText(text, signed)
  return value ?? state
}

describe('readText', () => {
  it.each([
    ['0', 0],
    ['15', 15],
    ['１２', 12],
    [' 7\u00a0', 7],
    ['-3', -3],
    ['－３', -3],
    ['− 4', -4],
    ['+3', 3],
    ['-0', 0],
    ['1,234', 1234],
    ['1，234', 1234],
    ['12,345,678', 12345678],
    ['1\u00a0234', 1234],
    ['48811.1', 48811.1],
    ['0.06', 0.06],
    ['10599．5', 10599.5],
  ])('%j is the number %j', (text, value) => {
    expect(number(text)).toBe(value)
  })

  it.each(['', ' ', '\u3000', '\u00a0', '\n \u200b'])('%j is blank', (text) => {
    expect(number(text)).toBe('blank')
  })

  it.each(['/', '／', '—', '——', '-', '－', '--', '–', '无', '⽆', '暂无', '\\'])('%j is a dash', (text) => {
    expect(number(text)).toBe('dash')
  })

  it.each(['1 234', '12 13', '1 2', '12,34', '1,2345', '007', '00', '.5', '5.', '1.234.567', '1, 234'])(
    '%j has more than one reading',
    (text) => {
      expect(number(text)).toBe('uncertain')
    },
  )

  it.each([
    '约12',
    '零',
    '〇',
    'O',
    '○',
    '50%',
    '2021-01-05',
    '2021年',
    '12/13',
    '3-5',
    '5（含3）',
    '↑3',
    '△4',
    '1、234',
    '十二',
    '12件8件',
    '(4)',
  ])('%j is text', (text) => {
    expect(['text', 'uncertain']).toContain(number(text))
  })

  it('reads ornate digits', () => {
    expect(readText('𝟒𝟓')).toEqual({ state: 'number', value: 45, unit: null })
    expect(readText('4\ufe0f\u20e35\ufe0f\u20e3')).toEqual({ state: 'number', value: 45, unit: null })
  })

  it('reads units in the cell, and scales nothing', () => {
    expect(readText('12000元')).toEqual({ state: 'number', value: 12000, unit: '元' })
    expect(readText('25.1 万元')).toEqual({ state: 'number', value: 25.1, unit: '万元' })
    expect(readText('5（件）')).toEqual({ state: 'number', value: 5, unit: '件' })
    expect(readText('5人次').unit).toBe('人次')
  })

  it('reads worded signs only where a sign is meant', () => {
    expect(number('增3', true)).toBe(3)
    expect(number('减少 4', true)).toBe(-4)
    expect(number('减4')).toBe('text')
    expect(number('增-3', true)).toBe('text')
  })
})

describe('units of headings', () => {
  it.each([
    ['本年收费金额（单位：万元）', '万元'],
    ['本年收费金额(单位:元)', '元'],
    ['采购总金额（万元）', '万元'],
    ['本年制发件数', null],
    ['本年增/减', null],
    ['（本列数据的勾稽关系为：第一项加第二项之和）', null],
  ])('%s → %s', (heading, unit) => {
    expect(headingUnit(heading)).toBe(unit)
  })

  it('are no part of the heading', () => {
    expect(withoutUnit('本年收费金额（单位：万元）')).toBe('本年收费金额')
    expect(withoutUnit('采购总金额（万元）')).toBe('采购总金额')
  })
})
