import { expect, test } from '@jest/globals'
import type { NewCorrection } from '../../effective/correction.js'
import { all, only } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { storeErrorOf } from './errors.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

const CODE = 'p_rules_issued'
const X = fingerprint('x')

const said = (value: string, more: Partial<NewCorrection> = {}): NewCorrection => ({
  ...{ sha256: X, kind: 'correct', code: CODE, value, readThen: '7', author: '王', note: null },
  ...more,
})

/** People take statements back, and two of them may speak at the same time. */
export function withdrawalsOf(store: StoreOfTest): void {
  const extracted = async (): Promise<void> => {
    await store().putNames(await store().beginBatch(sampleBatch), [sampleName('x.pdf', 'x')])
    await store().saveAttempt(sampleAttempt(sampleRecord('x')))
  }
  const counting = async () => {
    const value = only(await all(store().effective())).effective.values.find(({ read }) => read.code === CODE)
    return [value?.value, value?.corrected]
  }
  const withdraw = async (author = '李'): Promise<void> => {
    const standing = (await store().corrections(X)).filter(({ kind }) => kind !== 'withdraw')
    const gone = new Set((await store().corrections(X)).map(({ withdraws }) => withdraws))
    const id = standing.findLast((each) => !gone.has(each.id))?.id ?? 0
    await store().addCorrections([
      { ...said('', { value: null, kind: 'withdraw', author, note: 'a slip' }), withdraws: id },
    ])
  }

  test('what is withdrawn counts no more: the statement before does, else what was read', async () => {
    await extracted()
    await store().addCorrections([said('9')])
    await store().addCorrections([said('12')])
    expect(await counting()).toEqual([12, 'corrected'])
    await withdraw()
    expect(await counting()).toEqual([9, 'corrected'])
    await withdraw()
    expect(await counting()).toEqual([7, 'no'])
    expect(only(await all(store().documents()))).toMatchObject({ status: 'ok', counts: { doubts: 0 } })
    await store().addCorrections([said('5')])
    expect(await counting()).toEqual([5, 'corrected'])
  })

  test('the history keeps what was said, and who took it back, when and why', async () => {
    await extracted()
    await store().addCorrections([said('9', { note: 'page 2', asPrinted: true, seen: 0 })])
    await withdraw()
    const [first, second] = await store().corrections(X)
    expect(first).toMatchObject({
      kind: 'correct',
      value: '9',
      note: 'page 2',
      asPrinted: true,
      seen: 0,
      withdraws: null,
    })
    expect(second).toMatchObject({ kind: 'withdraw', author: '李', note: 'a slip', withdraws: first?.id, value: null })
    expect(second?.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  test('nothing is withdrawn twice, nor what does not stand any more', async () => {
    await extracted()
    await store().addCorrections([said('9')])
    const [first] = await store().corrections(X)
    await withdraw()
    const again = { ...said('', { value: null, kind: 'withdraw' }), withdraws: first?.id ?? 0 }
    const error = await storeErrorOf(store().addCorrections([again]))
    expect(error).toMatchObject({ code: 'withdrawn-meanwhile', details: { code: CODE, author: '李' } })
    expect(await store().corrections(X)).toHaveLength(2)
  })

  test('who saw an earlier version is refused where another one said otherwise of the same value, with what was said', async () => {
    await extracted()
    await store().addCorrections([said('9', { author: '张' })])
    const error = await storeErrorOf(store().addCorrections([said('8', { seen: 0 })]))
    expect(error).toMatchObject({ code: 'said-meanwhile', details: { code: CODE, author: '张', said: '9' } })
    // Nobody spoke of another value; the same may be said twice; and who knows a statement may say otherwise.
    await store().addCorrections([said('8', { code: 'p_rules_repealed', seen: 0 }), said('9', { seen: 0 })])
    const last = (await store().corrections(X)).at(-1)?.id ?? 0
    await store().addCorrections([said('8', { seen: last })])
    expect(await counting()).toEqual([8, 'corrected'])
    await withdraw('赵')
    const late = await storeErrorOf(store().addCorrections([said('6', { seen: last })]))
    expect(late).toMatchObject({ code: 'withdrawn-meanwhile', details: { author: '赵' } })
  })

  test('of two who say different things at the same time one is refused', async () => {
    await extracted()
    const outcomes = await Promise.allSettled(
      ['3', '4'].map(async (value) => store().addCorrections([said(value, { seen: 0 })])),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await store().corrections(X)).toHaveLength(1)
  })
}
