import { expect, test } from '@jest/globals'
import { all, only } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { failedSample, fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

/** Extractions and what counts of them. */
export function attemptsOf(store: StoreOfTest): void {
  const put = async (path: string, content: string): Promise<number> => {
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(batch, [sampleName(path, content)])
    return batch
  }

  test('an attempt makes its document what it read', async () => {
    const batch = await put('a/x.pdf', 'x')
    const record = sampleRecord('x', { year: 2022, form: '2021', organ: '乙市教育局' })
    expect(await store().saveAttempt(sampleAttempt(record, { batch }))).toBe('saved')
    expect(only(await all(store().documents()))).toMatchObject({
      ...{ path: 'a/x.pdf', status: 'ok', organ: '乙市教育局', year: 2022, form: '2021', version: '1.2.0' },
      ...{ title: record.report?.title, counts: record.counts, failure: null, codes: [] },
    })
    const document = only(await all(store().effective()))
    expect(document.effective.record).toEqual(record)
    expect(document.effective.values.map(({ read }) => read)).toEqual(record.records)
    expect(document.allNames.map(({ path }) => path)).toEqual(['a/x.pdf'])
  })

  test('the record of an attempt is kept as it was, and is found by the attempt', async () => {
    await put('x.pdf', 'x')
    const record = sampleRecord('x')
    await store().saveAttempt(sampleAttempt(record))
    const attempt = only(await store().attempts(fingerprint('x')))
    expect(attempt).toEqual({
      id: attempt.id,
      key: { sha256: fingerprint('x'), version: '1.2.0', options: '0123456789abcdef' },
      ...{ generation: 1, batch: null, startedAt: '2026-01-02T03:04:05.000Z', finishedAt: '2026-01-02T03:04:06.500Z' },
      ...{ elapsedMs: 12, status: 'ok', failure: null, current: true, keptBack: false, insteadOf: null },
    })
    expect(await store().attemptRecord(attempt.id)).toEqual(record)
    expect(await store().attemptRecord(attempt.id + 1)).toBeNull()
    expect(await store().attempts(fingerprint('never seen'))).toEqual([])
  })

  test('the attempts of a batch are followed in parts, each once', async () => {
    const batch = await put('x.pdf', 'x')
    const other = await put('y.pdf', 'y')
    await store().saveAttempt(sampleAttempt(sampleRecord('x'), { batch }))
    await store().saveAttempt(sampleAttempt(sampleRecord('y'), { batch: other }))
    await store().saveAttempt(sampleAttempt(failedSample('z'), { batch }))
    const [first] = await store().attemptsOfBatch(batch, 0, 1)
    expect(first).toEqual(only(await store().attempts(fingerprint('x'))))
    const behind = await store().attemptsOfBatch(batch, first?.id ?? 0, 10)
    expect(behind).toMatchObject([{ key: { sha256: fingerprint('z') }, batch, status: 'failed' }])
    expect(await store().attemptsOfBatch(batch, behind[0]?.id ?? 0, 10)).toEqual([])
  })

  test('a job that ran twice leaves one result: once per key and generation', async () => {
    await put('x.pdf', 'x')
    const first = sampleAttempt(sampleRecord('x', { number: 1 }))
    const second = sampleAttempt(sampleRecord('x', { number: 2 }))
    expect(await store().saveAttempt(first)).toBe('saved')
    expect(await store().saveAttempt(second)).toBe('present')
    expect(only(await all(store().effective())).effective.values[0]?.value).toBe(1)
    expect(await store().saveAttempt({ ...second, generation: 2 })).toBe('saved')
    expect(only(await all(store().effective())).effective.values[0]?.value).toBe(2)
  })

  test('two that save the same at the same time save it once', async () => {
    await put('x.pdf', 'x')
    const attempt = sampleAttempt(sampleRecord('x'))
    const outcomes = await Promise.all([attempt, attempt, attempt].map((each) => store().saveAttempt(each)))
    expect(outcomes.sort()).toEqual(['present', 'present', 'saved'])
    expect(await store().attempts(fingerprint('x'))).toHaveLength(1)
  })

  test('another version or other options are another attempt; all are kept as history, the oldest first', async () => {
    await put('x.pdf', 'x')
    const record = sampleRecord('x', { number: 1 })
    const attempt = sampleAttempt(record)
    const newer = sampleAttempt(sampleRecord('x', { number: 2, version: '1.3.0' }))
    await store().saveAttempt(attempt)
    await store().saveAttempt({ ...attempt, key: { ...attempt.key, options: 'fedcba9876543210' } })
    await store().saveAttempt(newer)
    const attempts = await store().attempts(fingerprint('x'))
    expect(attempts.map(({ key, current }) => [key.version, key.options, current])).toEqual([
      ...[
        ['1.2.0', '0123456789abcdef', false],
        ['1.2.0', 'fedcba9876543210', false],
      ],
      ['1.3.0', '0123456789abcdef', true],
    ])
    expect(only(await all(store().documents())).version).toBe('1.3.0')
    expect(await store().attemptRecord(attempts[0]?.id ?? 0)).toEqual(record)
  })

  test('an attempt that fails never takes the place of one that did not', async () => {
    await put('x.pdf', 'x')
    await store().saveAttempt(sampleAttempt(sampleRecord('x')))
    await store().saveAttempt(sampleAttempt(failedSample('x', 'timeout', '1.3.0')))
    expect(only(await all(store().documents()))).toMatchObject({ status: 'ok', version: '1.2.0', failure: null })
    const attempts = await store().attempts(fingerprint('x'))
    expect(attempts.map(({ status, current }) => [status, current])).toEqual([
      ['ok', true],
      ['failed', false],
    ])
    expect(attempts[1]?.failure).toEqual({ code: 'timeout', class: 'permanent', message: 'timeout.' })
  })

  test('of attempts that all failed the latest counts, until one does not', async () => {
    await put('x.pdf', 'x')
    await store().saveAttempt(sampleAttempt(failedSample('x', 'encrypted')))
    await store().saveAttempt(sampleAttempt(failedSample('x', 'timeout'), { generation: 2 }))
    expect(only(await all(store().documents()))).toMatchObject({
      ...{
        status: 'failed',
        failure: { code: 'timeout', class: 'permanent' },
        codes: ['timeout'],
        counts: { values: 0 },
      },
    })
    await store().saveAttempt(sampleAttempt(sampleRecord('x'), { generation: 3 }))
    expect(only(await all(store().documents()))).toMatchObject({ status: 'ok', failure: null, codes: [] })
  })

  test('what failed for a reason that passes takes nothing from the attempt after it', async () => {
    await put('x.pdf', 'x')
    for (const code of ['unreadable-input', 'office-missing', 'unreadable-input'])
      expect(await store().saveAttempt(sampleAttempt(failedSample('x', code)))).toBe('saved')
    expect(await store().saveAttempt(sampleAttempt(sampleRecord('x')))).toBe('saved')
    expect(only(await all(store().documents())).status).toBe('ok')
    expect((await store().attempts(fingerprint('x'))).map(({ current }) => current)).toEqual([
      ...[false, false, false, true],
    ])
  })

  test('a document that came without a file is called as its record has it', async () => {
    await store().saveAttempt(sampleAttempt(sampleRecord('x', { path: 'sent/x.pdf' })))
    expect(only(await all(store().documents()))).toMatchObject({ path: 'sent/x.pdf', names: 0, current: true })
  })

  test('attempts of different documents may be saved at once', async () => {
    const contents = Array.from({ length: 20 }, (_, index) => `document ${index}`)
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(
      batch,
      contents.map((content) => sampleName(`${content}.pdf`, content)),
    )
    await Promise.all(contents.map((content) => store().saveAttempt(sampleAttempt(sampleRecord(content), { batch }))))
    const documents = await all(store().documents({ status: ['ok'] }))
    expect(documents.map(({ sha256 }) => sha256).sort()).toEqual(contents.map(fingerprint).sort())
  })
}
