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

  test('is not settled by its name alone in a year that no list holds', () => {
    expect(told({ organ: '肖寨门镇政府', year: 2025 })).toBe('? 210115109 (organ-out-of-lists)')
    expect(told({ organ: '肖寨门镇政府', year: null })).toBe('? 210115109 (organ-out-of-lists)')
    expect(told({ organ: '肖寨门镇政府', year: 2025, text: '联系电话：024-57882001' })).toBe('210115109 by name')
    expect(told({ organ: '湘潭县花石镇政府', year: 2025 })).toBe('430321107 by longer-name')
    expect(told({ organ: '湘潭县人民政府', year: 2025 })).toBe('430321 by name')
  })

  test('is settled by folder, manifest and person', () => {
    expect(told({ organ: '花石镇', folders: ['湖南省', '湘潭县', '2021'] })).toBe('430321107 by folder')
    expect(told({ organ: '花石镇', regionCode: '430321' })).toBe('430321107 by manifest')
    expect(told({ organ: '花石镇', organId: '430321107000' })).toBe('430321107 by manifest')
    expect(told({ organ: '花石镇', person: '411081116' })).toBe('411081116 by person')
  })

  test('is never settled by a telephone number alone', () => {
    // One of the two towns lies in the province of 0731: it only comes first.
    expect(told({ organ: '花石镇', text: '联系电话：0731-57882001' })).toBe('? 430321107 411081116 (organ-ambiguous)')
    const text = '联系电话：0731-57882001\n湘潭县花石镇人民政府'
    expect(told({ organ: '湘潭县花石镇人民政府', text })).toBe('430321107 by longer-name')
    expect(told({ organ: '湘潭县花石镇人民政府', text: text.replace('0731', '0371') })).toBe(
      '? 430321107 (organ-contradicted)',
    )
  })

  test('is not settled by places that are only visited, written to or taken as a model', () => {
    for (const text of [
      '赴禹州市人民政府办公室学习考察政务公开工作。',
      '借鉴《禹州市人民政府办公室关于政务公开的意见》的做法。',
      '收到禹州市政务公开办公室来函1件。',
      '赴禹州市花石镇参观。',
    ])
      expect(told({ organ: '花石镇', text })).toBe('? 411081116 430321107 (organ-ambiguous)')
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
    expect(told({ organ: '市教育局', regionCode: '430321' })).toBe('? 430321:教育局 (organ-contradicted)')
    expect(told({ organ: '湘潭县文化旅游局（湘潭县文物局）' })).toBe('430321:文化旅游局 by name')
    expect(told({ organ: '湘潭教育局' })).toMatch(/^\?/u)
  })

  test('bureaus without a place have those of text and folders as candidates', () => {
    expect(told({ organ: '县教育局' })).toBe('?  (organ-unplaced)')
    expect(told({ organ: '县教育局', folders: ['湖南省', '湘潭市', '湘潭县'] })).toBe(
      '? 430321:教育局 (organ-unplaced)',
    )
    expect(told({ organ: '教育局', text: '按照湘潭县人民政府办公室要求' })).toBe('? 430321:教育局 (organ-unplaced)')
    expect(told({ organ: '县教育局', text: '赴湘潭县人民政府办公室学习' })).toBe('?  (organ-unplaced)')
  })

  test('leagues and prefectures are governed by 行政公署', () => {
    expect(told({ organ: '锡林郭勒盟行政公署' })).toBe('1525 by name')
    expect(told({ organ: '塔城地区行署' })).toBe('6542 by name')
  })

  test('districts whose names are words of their own', () => {
    expect(told({ organ: '晋城市城区人民政府' })).toBe('140502 by longer-name')
    expect(told({ organ: '阳泉市郊区教育局' })).toBe('140311:教育局 by longer-name')
    expect(told({ organ: '郊区人民政府' })).toMatch(/^\? .*140311/u)
  })

  test('counties of two characters, where nothing else can be meant', () => {
    const text = '在寿县委、寿县政府的正确领导下\n安丰镇人民政府'
    expect(told({ organ: '安丰镇人民政府', text })).toBe('340422111 by superior')
    expect(told({ organ: '兴化市安丰镇人民政府', text: `${text}\n兴化市安丰镇人民政府` })).toMatch(
      /^\? .*contradicted/u,
    )
  })

  test('institutions of towns, zones and places that no list holds are none of the county’s bureaus', () => {
    for (const organ of ['湘潭县花石镇财政所', '武鸣区府城镇中心学校', '庄河市石城乡卫生院', '长沙市高新区教育局'])
      expect(told({ organ })).toMatch(/^\?.*organ-unknown/u)
    expect(told({ organ: '攀枝花市虚构区教育局' })).toMatch(/^\?.*organ-unknown/u)
  })

  test('names that end as places do are bureaus all the same', () => {
    for (const body of ['乡村振兴局', '城市管理局', '市场监督管理局', '自然保护区管理局', '市政管理处', '乡镇企业局'])
      expect(told({ organ: `湘潭县${body}` })).toBe(`430321:${body} by name`)
    expect(told({ organ: '攀枝花市公安局仁和分局' })).toBe('5104:公安局仁和分局 by name')
    expect(told({ organ: '湘潭县人民政府办' })).toBe('430321:人民政府办公室 by name')
  })

  test('two organs in one report', () => {
    expect(told({ organ: '湘潭县教育局、湘潭县体育局' })).toMatch(/^\? .*organ-several/u)
    expect(told({ organ: '湘潭县财政局和审计局' })).toMatch(/^\? .*organ-several/u)
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
