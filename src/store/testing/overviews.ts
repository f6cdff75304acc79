import { expect, test } from '@jest/globals'
import { all } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { failedSample, fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

/** The counts of an overview. */
export function overviewsOf(store: StoreOfTest): void {
  const fill = async (): Promise<void> => {
    const batch = await store().beginBatch(sampleBatch)
    const paths = ['甲/2022.pdf', '甲/2023.pdf', 'failed.pdf', 'waits.pdf', 'gone.pdf']
    await store().putNames(
      batch,
      paths.map((path) => sampleName(path, path)),
    )
    const values = {
      p_rules_issued: { flags: ['low-confidence'] },
      a_granted_all: { flags: ['low-confidence'] },
    } as const
    for (const year of [2022, 2023])
      await store().saveAttempt(sampleAttempt(sampleRecord(`甲/${year}.pdf`, { year, number: 0, values })))
    await store().saveAttempt(sampleAttempt(sampleRecord('gone.pdf')))
    await store().saveAttempt(sampleAttempt(failedSample('failed.pdf')))
    await store().putNames(batch, [sampleName('gone.pdf', 'waits.pdf')])
  }
  const granted = async (): Promise<readonly unknown[]> =>
    (await all(store().numbers()))
      .filter(({ code }) => code === 'a_granted_all')
      .map(({ path, organ, year, value, flagged }) => [path, organ, year, value, flagged])

  test('documents that are alike are one, with what they hold', async () => {
    await fill()
    const alike = await store().alike()
    expect(alike.map(({ documents }) => documents).toSorted()).toEqual([1, 1, 1, 1, 1])
    expect(alike.find(({ year, current }) => year === 2022 && current)).toMatchObject({
      ...{ status: 'ok', folder: '甲', format: 'pdf', form: '2021', codes: [], flagged: 2 },
    })
    expect(alike.find(({ status }) => status === 'failed')).toMatchObject({
      codes: ['encrypted'],
      values: 0,
      folder: '',
    })
    expect(alike.filter(({ current }) => !current)).toMatchObject([{ documents: 1 }])
    expect((await store().alike({ folders: ['甲'] })).length).toBe(2)
  })

  test('reports that are there come by their paths, with organ and year', async () => {
    await fill()
    expect((await all(store().reports())).map(({ path, organ, year }) => [path, organ, year])).toEqual([
      ['甲/2022.pdf', '甲县人民政府', 2022],
      ['甲/2023.pdf', '甲县人民政府', 2023],
    ])
  })

  test('main values come as they count, also when a person has corrected one or taken that back', async () => {
    await fill()
    const organ = '甲县人民政府'
    const [first, second] = ['甲/2022.pdf', '甲/2023.pdf']
    expect(await granted()).toEqual([
      [first, organ, 2022, 0, true],
      [second, organ, 2023, 0, true],
    ])
    const said = { sha256: fingerprint(first), code: 'a_granted_all', readThen: '0', author: '王', note: null }
    await store().addCorrections([{ ...said, kind: 'correct', value: '0' }])
    expect((await granted())[0]).toEqual([first, organ, 2022, 0, false])
    // Equations that no longer hold flag it, too.
    await store().addCorrections([{ ...said, kind: 'correct', value: '12' }])
    expect((await granted())[0]).toEqual([first, organ, 2022, 12, true])
    for (const { id } of (await store().corrections()).toReversed())
      await store().addCorrections([{ ...said, kind: 'withdraw', value: null, withdraws: id }])
    expect((await granted())[0]).toEqual([first, organ, 2022, 0, true])
    const other = sampleRecord(first, {
      ...{ year: 2022, number: 0, version: '1.3.0' },
      values: { a_granted_all: { value: null, state: 'blank', raw: '' } },
    })
    await store().saveAttempt(sampleAttempt(other))
    expect(await granted()).toEqual([[second, organ, 2023, 0, true]])
  })
}
