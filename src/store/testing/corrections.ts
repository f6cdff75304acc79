import { expect, test } from '@jest/globals'
import type { NewCorrection } from '../../effective/correction.js'
import type { StoredDocument } from '../store.js'
import { all, only } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

const CODE = 'p_rules_issued'

const said = (content: string, more: Partial<NewCorrection> = {}): NewCorrection => ({
  ...{ sha256: fingerprint(content), kind: 'correct', code: CODE, value: '9', readThen: '7', author: '王', note: null },
  ...more,
})

/** Tests corrections and confirmations. */
export function correctionsOf(store: StoreOfTest): void {
  const extracted = async (content: string): Promise<void> => {
    await store().putNames(await store().beginBatch(sampleBatch), [sampleName(`${content}.pdf`, content)])
    await store().saveAttempt(sampleAttempt(sampleRecord(content)))
  }
  const valueOf = ({ effective }: StoredDocument) => effective.values.find(({ read }) => read.code === CODE)

  test('corrections are kept with author, time and note, in the order in which they came', async () => {
    await extracted('x')
    await extracted('y')
    await store().addCorrections([said('x', { note: 'see page 2' }), said('y', { value: '' })])
    await store().addCorrections([said('x', { kind: 'confirm', value: null })])
    const found = await store().corrections()
    expect(found.map(({ sha256, kind, value }) => [sha256, kind, value])).toEqual([
      [fingerprint('x'), 'correct', '9'],
      [fingerprint('y'), 'correct', ''],
      [fingerprint('x'), 'confirm', null],
    ])
    expect(found[0]).toMatchObject({ code: CODE, readThen: '7', author: '王', note: 'see page 2' })
    expect(found[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(found.map(({ id }) => id)).toEqual(found.map(({ id }) => id).sort((a, b) => a - b))
    expect(await store().corrections(fingerprint('x'))).toHaveLength(2)
    expect(await store().corrections(fingerprint('z'))).toEqual([])
  })

  test('documents are found and counted by who said something of them', async () => {
    for (const content of ['x', 'y', 'z']) await extracted(content)
    await store().addCorrections([said('x'), said('y', { author: '李' }), said('y', { author: '王' })])
    await store().addCorrections([said('z', { author: '李' })])
    const [taken] = await store().corrections(fingerprint('z'))
    const back = { kind: 'withdraw', value: null, author: '赵', withdraws: taken?.id ?? 0 } as const
    await store().addCorrections([said('z', back)])
    const found = async (...authors: readonly string[]): Promise<readonly string[]> =>
      (await all(store().documents({ authors }))).map(({ path }) => path)
    expect(await found('王')).toEqual(['x.pdf', 'y.pdf'])
    expect(await found('李', '赵')).toEqual(['y.pdf'])
    expect(await store().count({ authors: ['王', '李'] })).toBe(2)
    const names = [
      ['李', 1],
      ['王', 2],
    ] as const
    expect((await store().tally()).author).toEqual(new Map(names))
    expect((await all(store().documents())).map(({ authors }) => authors)).toEqual([['王'], ['李', '王'], []])
  })

  test('a confirmation tells with how many it was made', async () => {
    await extracted('x')
    await store().addCorrections([said('x', { kind: 'confirm', value: '7', together: 12 }), said('x')])
    expect((await store().corrections()).map(({ together }) => together)).toEqual([12, null])
  })

  test('a correction counts at once: value, checks, status and counts', async () => {
    await extracted('x')
    const count = only(await all(store().documents())).counts?.numbers ?? 0
    await store().addCorrections([said('x', { value: '' })])
    const document = only(await all(store().effective()))
    expect(valueOf(document)).toMatchObject({ value: null, state: 'blank', corrected: 'corrected', read: { value: 7 } })
    expect(document.counts?.numbers).toBe(count - 1)
    expect(only(await all(store().documents())).counts).toEqual(document.effective.counts)
    // Seven everywhere adds up to nothing: once a person says something of its table, its equations are tried again.
    await store().addCorrections([said('x', { code: 'a_granted_all', value: '8' })])
    expect(only(await all(store().documents({ faults: true })))).toMatchObject({
      ...{ status: 'flagged', codes: ['unbalanced'] },
    })
  })

  test('the code of an organ is stated, and touches neither report nor status', async () => {
    await extracted('x')
    const before = only(await all(store().effective())).effective
    const named = said('x', { code: 'report.organ_id', value: '430321107', readThen: null })
    await store().addCorrections([named])
    const { effective } = only(await all(store().effective()))
    expect(effective).toEqual({ ...before, organId: '430321107', correctedFacts: ['report.organ_id'] })
    await expect(store().addCorrections([{ ...named, value: 'Xiangtan' }])).rejects.toMatchObject({
      code: 'correction-invalid',
    })
    await expect(store().addCorrections([{ ...named, kind: 'confirm', value: null }])).rejects.toMatchObject({
      code: 'correction-invalid',
    })
  })

  test('facts of the report are corrected like values', async () => {
    await extracted('x')
    await store().addCorrections([
      said('x', { code: 'report.year', value: '2020', readThen: '2023' }),
      said('x', { code: 'report.organ', value: '丙镇人民政府', readThen: '甲县人民政府' }),
    ])
    expect(only(await all(store().documents({ years: [2020] })))).toMatchObject({ organ: '丙镇人民政府', status: 'ok' })
    expect(only(await all(store().effective())).effective.correctedFacts).toEqual(['report.organ', 'report.year'])
  })

  test('corrections survive that the document is extracted again; what is read otherwise now is a conflict', async () => {
    await extracted('x')
    await store().addCorrections([said('x')])
    const same = sampleRecord('x', { version: '1.3.0' })
    await store().saveAttempt(sampleAttempt(same))
    expect(valueOf(only(await all(store().effective())))).toMatchObject({ value: 9, conflict: false })
    const values = { [CODE]: { value: 6, raw: '6' } }
    await store().saveAttempt(sampleAttempt(sampleRecord('x', { version: '1.4.0', values })))
    const document = only(await all(store().effective({ codes: ['correction-conflict'] })))
    expect(valueOf(document)).toMatchObject({ value: 9, conflict: true, read: { value: 6 } })
    expect(document).toMatchObject({ status: 'flagged', version: '1.4.0' })
    await store().addCorrections([said('x', { readThen: '6' })])
    expect(only(await all(store().documents())).codes).toEqual([])
  })

  test('a document may be corrected before it is extracted', async () => {
    await store().putNames(await store().beginBatch(sampleBatch), [sampleName('x.pdf', 'x')])
    await store().addCorrections([said('x')])
    expect(only(await all(store().documents())).status).toBe('pending')
    await store().saveAttempt(sampleAttempt(sampleRecord('x')))
    expect(valueOf(only(await all(store().effective())))?.value).toBe(9)
  })

  test('a value is of its kind, or as the page prints it, or as it was read and confirmed', async () => {
    await extracted('x')
    const amount = said('x', { code: 'p_fees_amount', value: '1.5' })
    const half = said('x', { value: '1.5' })
    for (const wrong of [
      half,
      said('x', { value: '-1' }),
      { ...amount, value: '-1' },
      said('x', { code: 'report.year', value: '202' }),
    ]) {
      await expect(store().addCorrections([wrong])).rejects.toMatchObject({ code: 'correction-invalid' })
      await store().addCorrections([{ ...wrong, asPrinted: true }])
    }
    await store().addCorrections([amount, { ...half, kind: 'confirm' }])
    expect(only(await all(store().effective())).effective.report?.year).toBe(202)
    expect(valueOf(only(await all(store().effective())))?.value).toBe(1.5)
  })

  test('of an unknown document, of an unknown code, or with what is no number, nothing is said at all', async () => {
    await extracted('x')
    const wrong = [said('never seen'), said('x', { code: 'no_such_code' }), said('x', { value: 'many' })]
    const year = said('x', { code: 'report.year', value: 'last year' })
    for (const each of [...wrong, year])
      await expect(store().addCorrections([said('x'), each])).rejects.toMatchObject({ name: 'StoreError' })
    expect(await store().corrections()).toEqual([])
    expect(valueOf(only(await all(store().effective())))?.value).toBe(7)
  })
}
