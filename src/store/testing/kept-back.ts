import { expect, test } from '@jest/globals'
import type { NewAttempt } from '../store.js'
import { all, only } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { storeErrorOf } from './errors.js'
import { failedSample, fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

const X = fingerprint('x')
const OTHER_OPTIONS = 'fedcba9876543210'
const CODE = 'p_rules_issued'

const good = (version: string) => sampleRecord('x', { version })
const doubtful = (version: string) =>
  sampleRecord('x', { version, status: 'flagged', values: { [CODE]: { flags: ['low-confidence'], confidence: 0.3 } } })
const faulty = (version: string) =>
  sampleRecord('x', { version, status: 'flagged', values: { [CODE]: { flags: ['unbalanced'] } } })
const poorer = (version: string) =>
  sampleRecord('x', { version, values: { [CODE]: { value: null, state: 'blank', raw: '' } } })

/** Attempts that are worse than the one that counts, and which one people choose. */
export function keptBackOf(store: StoreOfTest): void {
  let generation = 0
  const save = async (record: NewAttempt['record'], more: Partial<NewAttempt> = {}): Promise<void> => {
    const attempt = sampleAttempt(record, { generation: ++generation, ...more })
    const key = { ...attempt.key, options: more.key?.options ?? attempt.key.options }
    expect(await store().saveAttempt({ ...attempt, key })).toBe('saved')
  }
  const withOther = (version: string) => ({ key: { sha256: X, version, options: OTHER_OPTIONS } })
  const places = async () =>
    (await store().attempts(X)).map(({ current, keptBack }) =>
      current ? 'current' : keptBack ? 'kept back' : 'former',
    )
  const begin = async (): Promise<void> => {
    await store().putNames(await store().beginBatch(sampleBatch), [sampleName('x.pdf', 'x')])
    await save(good('1.2.0'))
  }

  test.each([
    ['more doubts', doubtful],
    ['more faults', faulty],
    ['a value fewer', poorer],
  ])('an attempt by the same version with %s is kept back, and the former one goes on counting', async (_, worse) => {
    await begin()
    const before = only(await all(store().documents()))
    await save(worse('1.2.0'))
    expect(await places()).toEqual(['current', 'kept back'])
    expect(only(await all(store().documents()))).toEqual(before)
    const [first, second] = await store().attempts(X)
    expect([first?.insteadOf, second?.insteadOf]).toEqual([null, first?.id])
    // The same as what counts, or better, takes effect.
    await save(good('1.2.0'))
    expect(await places()).toEqual(['former', 'kept back', 'current'])
  })

  test('so is one by an older version, or by a newer one with options that are neither the default nor those that count', async () => {
    await begin()
    await save(doubtful('1.1.0'), { defaultOptions: true })
    await save(doubtful('1.3.0'), withOther('1.3.0'))
    expect(await places()).toEqual(['current', 'kept back', 'kept back'])
  })

  test('a newer version takes effect whatever it finds, with the default options or those that count', async () => {
    await begin()
    await save(doubtful('1.3.0'))
    expect(await places()).toEqual(['former', 'current'])
    await save(poorer('1.4.0'), { ...withOther('1.4.0'), defaultOptions: true })
    expect(await places()).toEqual(['former', 'former', 'current'])
  })

  test('a run may take whatever comes out', async () => {
    await begin()
    const batch = await store().beginBatch({ ...sampleBatch, kind: 'reprocess', always: true })
    expect(await store().batch(batch)).toMatchObject({ always: true })
    await save(doubtful('1.2.0'), { batch })
    expect(await places()).toEqual(['former', 'current'])
    expect(only(await all(store().documents()))).toMatchObject({ status: 'flagged', counts: { doubts: 1 } })
  })

  test('what counts after a failure is never held against it', async () => {
    await save(failedSample('x'))
    await save(doubtful('1.2.0'))
    expect(await places()).toEqual(['former', 'current'])
    await save(failedSample('x'))
    expect(await places()).toEqual(['former', 'current', 'former'])
  })

  test('a person decides which one counts; corrections stay, and who decided, when and why is kept', async () => {
    await begin()
    await store().addCorrections([
      {
        ...{
          sha256: X,
          kind: 'correct',
          code: 'p_rules_repealed',
          value: '9',
          readThen: '7',
          author: '王',
          note: null,
        },
      },
    ])
    await save(doubtful('1.2.0'))
    expect(await all(store().documents({ keptBack: true }))).toHaveLength(1)
    const [first, second] = await store().attempts(X)
    const use = { sha256: X, author: '李', note: 'looked at it' }
    await store().useAttempt({ ...use, attempt: second?.id ?? 0 })
    expect(await places()).toEqual(['former', 'current'])
    expect(await all(store().documents({ keptBack: true }))).toEqual([])
    const document = only(await all(store().effective()))
    expect(document).toMatchObject({ status: 'flagged', counts: { doubts: 1 } })
    expect(document.effective.values.find(({ read }) => read.code === 'p_rules_repealed')?.value).toBe(9)
    await store().useAttempt({ ...use, attempt: first?.id ?? 0, note: null })
    expect(only(await all(store().documents()))).toMatchObject({ status: 'ok', counts: { doubts: 0 } })
    expect(await all(store().documents({ keptBack: true }))).toEqual([])
    expect(await store().decisions(X)).toMatchObject([
      { kind: 'use-attempt', attempt: second?.id, author: '李', note: 'looked at it' },
      { kind: 'use-attempt', attempt: first?.id, note: null },
    ])
    expect((await store().decisions(X))[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(await store().decisions(fingerprint('y'))).toEqual([])
  })

  test('what is no attempt, failed, or was decided otherwise meanwhile is refused, and nothing changes', async () => {
    await begin()
    await save(failedSample('x'))
    await save(doubtful('1.2.0'))
    const [first, failed, third] = await store().attempts(X)
    const use = { sha256: X, author: '李', note: null }
    const codeOf = async (attempt: number | undefined, more = {}) =>
      (await storeErrorOf(store().useAttempt({ ...use, attempt: attempt ?? 0, ...more }))).code
    expect(await codeOf(999_999)).toBe('attempt-unknown')
    expect(await codeOf(failed?.id)).toBe('attempt-failed')
    expect(await codeOf(first?.id, { sha256: fingerprint('y') })).toBe('document-unknown')
    expect(await codeOf(first?.id, { instead: third?.id })).toBe('attempt-meanwhile')
    expect(await store().decisions(X)).toEqual([])
    await store().useAttempt({ ...use, attempt: third?.id ?? 0, instead: first?.id ?? 0 })
    expect(await places()).toEqual(['former', 'former', 'current'])
  })
}
