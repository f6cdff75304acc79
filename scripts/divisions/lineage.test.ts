import { describe, expect, test } from '@jest/globals'
import { lineagesOf } from './lineage.js'
import { registered, stemOf } from './names.js'

const list = (year: number, ...divisions: readonly (readonly [code: string, name: string])[]) => ({
  year,
  divisions: divisions.map(([code, name]) => ({ code, name })),
})

const spansOf = (lists: Parameters<typeof lineagesOf>[0]): readonly string[] =>
  lineagesOf(lists).map(({ spans }) =>
    spans.map(({ code, name, from, to }) => `${code} ${name} ${from}-${to}`).join(', '),
  )

describe('lineages', () => {
  test('a county that became a district takes its townships along', () => {
    expect(
      spansOf([
        list(2019, ['63', '青海省'], ['6301', '西宁市'], ['630122', '湟中县'], ['630122201', '土门关乡']),
        list(2020, ['63', '青海省'], ['6301', '西宁市'], ['630106', '湟中区'], ['630106201', '土门关乡']),
      ]).slice(2),
    ).toEqual([
      '630122 湟中县 2019-2019, 630106 湟中区 2020-2020',
      '630122201 土门关乡 2019-2019, 630106201 土门关乡 2020-2020',
    ])
  })

  test('a town that became a subdistrict is one division', () => {
    expect(
      spansOf([
        list(2019, ['430321', '甲县'], ['430321100', '乙镇甲镇']),
        list(2020, ['430321', '甲县'], ['430321001', '乙镇甲街道']),
      ]),
    ).toContain('430321100 乙镇甲镇 2019-2019, 430321001 乙镇甲街道 2020-2020')
  })

  test('a code that went to another place is not followed', () => {
    expect(
      spansOf([
        list(2019, ['430321', '甲县'], ['430321100', '东山镇']),
        list(2020, ['430321', '甲县'], ['430321100', '西河镇']),
      ]),
    ).toEqual(['430321 甲县 2019-2020', '430321100 东山镇 2019-2019', '430321100 西河镇 2020-2020'])
  })

  test('a county whose townships went to another one has it as its successor', () => {
    const [, gone] = lineagesOf([
      list(2020, ['330105', '拱墅区'], ['330103', '下城区'], ['330103001', '长庆街道']),
      list(2021, ['330105', '拱墅区'], ['330105011', '长庆街道']),
    ])
    expect(gone?.successor?.spans[0]?.name).toBe('拱墅区')
  })
})

test('names of older lists are brought to the newer form', () => {
  expect(['景山街道办事处', '铁西办事处', '春雷街道办', '花石镇'].map(registered)).toEqual([
    '景山街道',
    '铁西街道',
    '春雷街道',
    '花石镇',
  ])
  expect(['洪泽县', '洪泽区', '和县', '某某满族乡'].map(stemOf)).toEqual(['洪泽', '洪泽', '和县', '某某'])
})
