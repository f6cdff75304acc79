import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Evidence } from './evidence.js'
import { packedDivisions } from './divisions.js'
import { Resolver } from './identity.js'

const NOTHING: Evidence = {
  ...{ organ: null, plain: true, year: 2021, text: '', folders: [], person: null, organId: null, regionCode: null },
}

let resolver: Resolver
beforeAll(async () => {
  resolver = new Resolver(await packedDivisions())
}, 120_000)

/** The id where settled, with what settled it; else the ids of the candidates. */
function told(evidence: Partial<Evidence>): string {
  const { settled, basis, candidates, problems } = resolver.identify({ ...NOTHING, ...evidence })
  const codes = problems.map(({ code }) => code).join(' ')
  const ids = candidates.map(({ organId }) => organId).join(' ')
  return `${settled ? `${ids} by ${basis ?? '?'}` : `? ${ids}`}${codes === '' ? '' : ` (${codes})`}`
}

describe('a township', () => {
  test('is settled by its longer name', () => {
    expect(told({ organ: '湘潭县花石镇人民政府' })).toBe('430321107 by longer-name')
    expect(told({ organ: '花石镇人民政府', text: '按照部署\n湘潭县花石镇人民政府' })).toBe('430321107 by longer-name')
  })

  test('is not confused by words that run into each other', () => {
    const text = '《湖南省政务公开制度》和县委、县政府有关文件，建成县政府网站\n湘潭县花石镇人民政府'
    expect(told({ organ: '湘潭县花石镇人民政府', text })).toBe('430321107 by longer-name')
    expect(told({ organ: '和县人民政府' })).toBe('340523 by name')
    expect(told({ organ: '马鞍山市和县教育局' })).toBe('340523:教育局 by longer-name')
  })

  test('is settled by the authority above it that its text names', () => {
    const text = '严格落实《重庆市江津区人民政府办公室关于印发2021年政务公开工作要点的通知》要求'
    expect(told({ organ: '中山镇人民政府', text })).toBe('500116113 by superior')
  })

  test('is settled by a name that no other has', () => {
    expect(told({ organ: '肖寨门镇政府', year: 2020 })).toBe('210115109 by name')
    // 湟中县 became 湟中区 in 2019: one division with two codes.
    expect(told({ organ: '土门关乡人民政府' })).toBe('630106201 by name')
  })

  test('is settled by folder, area code, manifest and person', () => {
    expect(told({ organ: '花石镇', folders: ['湖南省', '湘潭县', '2021'] })).toBe('430321107 by folder')
    expect(told({ organ: '花石镇', text: '联系电话：0731-57882001' })).toBe('430321107 by area-code')
    expect(told({ organ: '花石镇', regionCode: '430321' })).toBe('430321107 by manifest')
    expect(told({ organ: '花石镇', organId: '430321107000' })).toBe('430321107 by manifest')
    expect(told({ organ: '花石镇', person: '411081116' })).toBe('411081116 by person')
  })

  test('stays open where the evidence leaves several', () => {
    expect(told({ organ: '高寨镇人民政府', text: '认真落实省、市、县的决策部署' })).toBe(
      '? 130930103 630223001 (organ-ambiguous)',
    )
    expect(told({ organ: '花石镇', text: '赴江津区学习' })).toBe('? 411081116 430321107 (organ-ambiguous)')
  })

  test('stays open where evidence contradicts', () => {
    expect(told({ organ: '花石镇', folders: ['湘潭县'], text: '禹州市人民政府办公室' })).toBe(
      '? 411081116 430321107 (organ-contradicted)',
    )
    expect(told({ organ: '肖寨门镇', text: '重庆市江津区人民政府办公室' })).toBe('? 210115109 (organ-contradicted)')
    expect(told({ organ: '花石镇', plain: false, folders: ['湘潭县'] })).toBe('? 411081116 430321107 (organ-several)')
  })

  test('that the registry lacks is never guessed', () => {
    expect(told({ organ: '虚构镇人民政府' })).toBe('?  (organ-unknown)')
    expect(told({ organ: '湘潭县虚构镇人民政府' })).toBe('? 430321 (organ-unknown)')
  })

  test('has the name of its year', () => {
    // 中山乡 of 511423 is 中山镇 since 2020, and 中山镇 of 511011 ended in 2019.
    expect(told({ organ: '中山镇', year: 2018 })).toContain('511011115')
    expect(told({ organ: '中山镇', year: 2018 })).not.toContain('511423122')
    expect(told({ organ: '中山镇', year: 2023 })).not.toContain('511011115')
    expect(told({ organ: '中山镇', year: 2023 })).toContain('511423122')
  })
})

describe('other organs', () => {
  test('governments of counties, cities and provinces', () => {
    expect(told({ organ: '江津区人民政府' })).toBe('500116 by name')
    expect(told({ organ: '北京市朝阳区人民政府' })).toBe('110105 by longer-name')
    expect(told({ organ: '朝阳区人民政府' })).toBe('? 110105 220104 (organ-ambiguous)')
    expect(told({ organ: '湖南省人民政府' })).toBe('43 by name')
  })

  test('offices of subdistricts', () => {
    expect(told({ organ: '东城区景山街道办事处' })).toBe('110101002 by longer-name')
    expect(told({ organ: '北京市东城区人民政府景山街道办事处' })).toMatch(/^110101002|^\?/u)
  })

  test('bureaus, also by their short names', () => {
    expect(told({ organ: '湘潭县教育局' })).toBe('430321:教育局 by name')
    expect(told({ organ: '湘潭县住建局' })).toBe('430321:住房城乡建设局 by name')
    expect(told({ organ: '湘潭县住房和城乡建设局' })).toBe('430321:住房城乡建设局 by name')
    expect(told({ organ: '县教育局', text: '湘潭县人民政府办公室' })).toMatch(/^\?/u)
    expect(told({ organ: '县教育局', regionCode: '430321' })).toBe('430321:教育局 by manifest')
    expect(told({ organ: '湘潭教育局' })).toMatch(/^\?/u)
  })

  test('codes that no list has do not count', () => {
    expect(told({ organ: '江津区人民政府', regionCode: '999999' })).toBe('500116 by name (organ-code-unknown)')
  })

  test('the manifest wins, and a contradiction is told', () => {
    expect(told({ organ: '江津区人民政府', organId: '430321' })).toBe('430321 by manifest (organ-contradicted)')
    expect(told({ organ: '江津区人民政府', regionCode: '430321' })).toBe('430321 by manifest (organ-contradicted)')
  })

  test('one that has ended is told', () => {
    expect(told({ organ: '下城区人民政府', year: 2023 })).toBe('330103 by name (organ-ended)')
  })
})
