import { expect, test } from '@jest/globals'
import { sortKeyOf } from '../order.js'
import type { DocumentFilter, DocumentPage, DocumentRow, Sort } from '../store.js'
import { all } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

/** Lists in parts, for those who come back for more. */
export function pagesOf(store: StoreOfTest): void {
  const put = async (...paths: readonly string[]): Promise<void> => {
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(
      batch,
      paths.map((path) => sampleName(path, path)),
    )
  }
  const page = async (part: DocumentPage, filter: DocumentFilter = {}): Promise<readonly DocumentRow[]> =>
    all(store().documents(filter, part))
  const pathsOf = (rows: readonly DocumentRow[]): readonly string[] => rows.map(({ path }) => path)
  /** All documents, in parts of this size. */
  const walk = async (
    limit: number,
    filter: DocumentFilter = {},
    sort: Sort = { by: 'path' },
  ): Promise<readonly string[]> => {
    const found: string[] = []
    let after: DocumentPage['after']
    for (;;) {
      const rows = await page({ limit, sort, ...(after && { after }) }, filter)
      found.push(...pathsOf(rows))
      const last = rows.at(-1)
      after = last && { ...last, key: sortKeyOf(last, sort.by) }
      if (rows.length < limit) return found
    }
  }

  test('a part holds as many as are asked for, in the order of the whole', async () => {
    await put('c.pdf', 'a.pdf', 'b.pdf')
    expect(pathsOf(await page({ limit: 2 }))).toEqual(['a.pdf', 'b.pdf'])
    expect(pathsOf(await page({ limit: 9 }))).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
    expect(await page({ limit: 0 })).toEqual([])
  })

  test('the next part begins behind the last row, also where that row is gone', async () => {
    await put('a.pdf', 'b.pdf', 'c.pdf')
    const [a] = await page({ limit: 1 })
    expect(pathsOf(await page({ ...(a && { after: a }) }))).toEqual(['b.pdf', 'c.pdf'])
    expect(pathsOf(await page({ after: { path: 'b.txt', sha256: '0'.repeat(64) } }))).toEqual(['c.pdf'])
    expect(await page({ after: { path: 'c.pdf', sha256: 'f'.repeat(64) } })).toEqual([])
  })

  test('parts of any size give each document once, in every script', async () => {
    const paths = ['Z.pdf', 'a.pdf', 'b/一.pdf', 'b/二.pdf', '乙市.pdf', '甲县.pdf', 'ｚ.pdf', '😀.pdf']
    await put(...paths)
    for (const limit of [1, 2, 3, 8, 9]) expect(await walk(limit)).toEqual(paths)
  })

  test('a large part is whole', async () => {
    const paths = Array.from({ length: 1_100 }, (_, index) => `d${String(index).padStart(4, '0')}`)
    await put(...paths)
    expect(pathsOf(await page({ limit: 1_050 }))).toEqual(paths.slice(0, 1_050))
  })

  test('parts of a filtered list skip what does not belong to it', async () => {
    await put('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf')
    for (const path of ['b.pdf', 'd.pdf']) await store().saveAttempt(sampleAttempt(sampleRecord(path)))
    expect(await walk(1, { status: ['pending'] })).toEqual(['a.pdf', 'c.pdf'])
    expect(await walk(1, { status: ['ok'] })).toEqual(['b.pdf', 'd.pdf'])
  })

  test.each<[Sort['by'], readonly string[], readonly string[]]>([
    ['path', ['a', 'b', 'c', 'd', 'w', 'x'], ['x', 'w', 'd', 'c', 'b', 'a']],
    ['organ', ['c', 'a', 'd', 'b', 'w', 'x'], ['b', 'd', 'a', 'c', 'x', 'w']],
    ['year', ['d', 'a', 'b', 'c', 'w', 'x'], ['c', 'b', 'a', 'd', 'x', 'w']],
    ['status', ['b', 'a', 'c', 'd', 'w', 'x'], ['x', 'w', 'd', 'c', 'a', 'b']],
    ['doubts', ['a', 'c', 'd', 'b', 'w', 'x'], ['b', 'd', 'c', 'a', 'x', 'w']],
    ['faults', ['a', 'b', 'c', 'd', 'w', 'x'], ['d', 'c', 'b', 'a', 'x', 'w']],
  ])('a list by %s gives each document once, those without a value last', async (by, rising, falling) => {
    await put('x', 'w', 'd', 'c', 'b', 'a')
    const flagged = { p_rules_issued: { flags: ['unparsed'] } } as const
    for (const [path, more] of [
      ['a', { organ: '乙市', year: 2022 }],
      ['b', { organ: '😀镇', year: 2022, status: 'flagged', values: flagged }],
      ['c', { organ: 'A town', year: 2023 }],
      ['d', { organ: 'ｚ镇', year: 2021 }],
    ] as const)
      await store().saveAttempt(sampleAttempt(sampleRecord(path, more)))
    for (const limit of [1, 2, 4, 7]) {
      expect(await walk(limit, {}, { by })).toEqual(rising)
      expect(await walk(limit, {}, { by, descending: true })).toEqual(falling)
    }
    const of2022 = (paths: readonly string[]): readonly string[] => paths.filter((path) => 'ab'.includes(path))
    expect(await walk(1, { years: [2022] }, { by })).toEqual(of2022(rising))
  })

  test('documents that come while a list is walked shift nothing', async () => {
    await put('b.pdf', 'd.pdf')
    const [b] = await page({ limit: 1 })
    await put('a.pdf', 'c.pdf')
    expect(pathsOf(await page({ limit: 2, ...(b && { after: b }) }))).toEqual(['c.pdf', 'd.pdf'])
  })
}
