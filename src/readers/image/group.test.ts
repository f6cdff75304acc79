import { describe, expect, it } from '@jest/globals'
import { gapProblems, groupPages, pageName } from './group.js'

/** The groups by their names: `a+b` is one document. */
const groupsOf = (...names: string[]): readonly string[] =>
  groupPages(names).map((group) => group.map((index) => names[index]).join('+'))

describe('a name', () => {
  it.each([
    ['x-1.jpg', 1],
    ['x_01.png', 1],
    ['x (2).png', 2],
    ['x（2）.PNG', 2],
    ['1.jpg', 1],
    ['年报3.jpeg', 3],
    ['第1页.png', 1],
    ['第十二页.png', 12],
    ['花石镇2021年年报 第 3 页 共 5 页.jpg', 3],
    ['扫描_页面_4.tif', 4],
    ['IMG_0007.jpg', 7],
    ['scan-003页.jpg', 3],
  ])('%s is page %i', (name, page) => {
    expect(pageName(name)?.page).toBe(page)
  })

  it.each(['年报.jpg', '2021.jpg', '花石镇2021.png', '20220115.jpg', 'IMG_4711.jpg', '报告2022-01-15.jpg', 'x'])(
    '%s tells no page',
    (name) => {
      expect(pageName(name)).toBeNull()
    },
  )
})

describe('pictures of one folder', () => {
  it('are documents by what their names share, in page order', () => {
    expect(
      groupsOf('a-10.jpg', 'a-2.jpg', 'a-1.jpg', ...[3, 4, 5, 6, 7, 8, 9].map((n) => `a-${n}.jpg`), 'b.jpg'),
    ).toEqual(['a-1.jpg+a-2.jpg+a-3.jpg+a-4.jpg+a-5.jpg+a-6.jpg+a-7.jpg+a-8.jpg+a-9.jpg+a-10.jpg', 'b.jpg'])
    expect(groupsOf('甲2021-1.jpg', '乙2021-1.jpg', '甲2021-2.jpg', '乙2021-2.jpg')).toEqual([
      '甲2021-1.jpg+甲2021-2.jpg',
      '乙2021-1.jpg+乙2021-2.jpg',
    ])
    expect(groupsOf('第一页.png', '第三页.png', '第二页.png')).toEqual(['第一页.png+第二页.png+第三页.png'])
    expect(groupsOf('1.jpg', '2.JPG', '3.png')).toEqual(['1.jpg+2.JPG+3.png'])
  })

  it('whose first bears no number, as file managers name copies', () => {
    expect(groupsOf('x (2).png', 'x (3).png', 'x.png')).toEqual(['x.png+x (2).png+x (3).png'])
    expect(groupsOf('x (1).png', 'x (2).png', 'x.png')).toEqual(['x.png+x (1).png+x (2).png'])
    expect(groupsOf('x-1.png', 'x-2.png', 'x.png')).toEqual(['x-1.png+x-2.png', 'x.png'])
  })

  it('of several years, days or cameras stand alone', () => {
    expect(groupsOf('2019.jpg', '2020.jpg')).toEqual(['2019.jpg', '2020.jpg'])
    expect(groupsOf('甲2022-01-15.jpg', '甲2022-01-16.jpg')).toHaveLength(2)
    expect(groupsOf('p-3.jpg', 'p-17.jpg', 'p-240.jpg')).toHaveLength(3)
    expect(groupsOf('x-1.jpg')).toEqual(['x-1.jpg'])
  })

  it('that show the same pages twice are told apart by format, or not at all', () => {
    expect(groupsOf('x-1.jpg', 'x-1.png', 'x-2.jpg', 'x-2.png')).toEqual(['x-1.jpg+x-2.jpg', 'x-1.png+x-2.png'])
    expect(groupsOf('x-1.jpg', 'x-01.jpg', 'x-2.jpg')).toHaveLength(3)
  })
})

describe('missing pages', () => {
  const missing = (...names: string[]): unknown => gapProblems(names)[0]?.details.missing ?? null

  it('are told', () => {
    expect(missing('x-1.jpg', 'x-2.jpg', 'x-4.jpg')).toBe('3')
    expect(missing('x-2.jpg', 'x-3.jpg')).toBe('1')
    expect(missing('x-1.jpg', 'x-2.jpg', 'x-3.jpg')).toBeNull()
    expect(missing('x-0.jpg', 'x-1.jpg')).toBeNull()
    expect(missing('x.jpg', 'x (2).jpg')).toBeNull()
    expect(missing('x.jpg', 'x (3).jpg')).toBe('2')
  })

  it('are not made up where names say nothing', () => {
    expect(missing('front.jpg', 'back.jpg')).toBeNull()
    expect(missing('document', 'document')).toBeNull()
    expect(missing('a-1.jpg', 'b-3.jpg')).toBeNull()
  })
})
