import { expect, test } from '@jest/globals'
import { finding } from '../../findings/finding.js'
import type { FindingRow, WaitingDocument } from '../store.js'
import type { StoreOfTest } from './describe-store.js'
import { all, only } from './lists.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

/** Findings: which documents wait for theirs, and what is kept of them. */
export function findingsOfStore(current: StoreOfTest): void {
  const REPORT = { organId: '430321', year: 2023, scope: 'organ' }
  const BEFORE = { ...REPORT, year: 2022 }
  const [X, Y] = [fingerprint('x'), fingerprint('y')]

  const add = async (content: string): Promise<void> => {
    const batch = await current().beginBatch(sampleBatch)
    await current().putNames(batch, [sampleName(`${content}.pdf`, content)])
    await current().saveAttempt(sampleAttempt(sampleRecord(content), { batch }))
  }
  const waiting = async (step: 'identify' | 'compute'): Promise<readonly WaitingDocument[]> =>
    current().waitingForFindings(step, 10)
  const names = (documents: readonly WaitingDocument[]): readonly string[] => documents.map(({ sha256 }) => sha256)
  /** This year's report and last year's, with one finding that speaks of both. */
  const pair = async (): Promise<void> => {
    await add('x')
    await add('y')
    const [x, y] = await waiting('identify')
    if (!x || !y) throw new Error('both wait')
    await current().noteReports([
      { ...x, report: REPORT },
      { ...y, report: BEFORE },
    ])
    for (const { sha256, ticket } of await waiting('compute')) {
      const findings = sha256 === X ? [finding('carried-over', { printed: 1, expected: 4 })] : []
      await current().putFindings({ sha256, ticket, lastYear: sha256 === X ? Y : null, findings })
    }
  }
  const rows = async (filter = {}): Promise<readonly FindingRow[]> => all(current().findings(filter))

  test('a document waits from when it is read until its findings are there', async () => {
    await add('x')
    expect(names(await waiting('identify'))).toEqual([X])
    expect(await current().countWaiting()).toBe(1)
    const [x] = await waiting('identify')
    await current().noteReports(x ? [{ ...x, report: REPORT }] : [])
    expect(await waiting('identify')).toEqual([])
    expect(await waiting('compute')).toMatchObject([{ sha256: X, report: REPORT }])
    const [ticket] = await waiting('compute')
    const found = { sha256: X, ticket: ticket?.ticket ?? 0, lastYear: null, findings: [] }
    expect(await current().putFindings(found)).toBe(true)
    expect(await current().countWaiting()).toBe(0)
  })

  test('findings are kept as they are, with last year’s report', async () => {
    await pair()
    expect(await rows()).toEqual([
      {
        ...{
          sha256: X,
          path: 'x.pdf',
          organ: '甲县人民政府',
          year: 2023,
          number: 1,
          organId: '430321',
          scope: 'organ',
        },
        lastYear: { sha256: Y, path: 'y.pdf' },
        finding: finding('carried-over', { printed: 1, expected: 4 }),
      },
    ])
    expect(await current().documentsOfReport(BEFORE)).toEqual([Y])
    expect(await current().countFindings()).toEqual([
      { rule: 'carried-over', severity: 'must', findings: 1, documents: 1 },
    ])
    expect(await current().countWaiting()).toBe(0)
  })

  test('they are found by rule, severity and document, and a list goes on behind a row', async () => {
    await pair()
    expect(await rows({ rules: ['carried-over'], severities: ['must'], years: [2023] })).toHaveLength(1)
    expect(await rows({ rules: ['unit'] })).toEqual([])
    expect(await rows({ severities: ['note'] })).toEqual([])
    expect(await rows({ sha256: [Y] })).toEqual([])
    const row = only(await rows())
    expect(await all(current().findings({}, { after: row }))).toEqual([])
    expect(await all(current().findings({}, { after: { ...row, number: 0 }, limit: 1 }))).toEqual([row])
  })

  test('a correction of last year’s report makes both wait, once it is known whose it is', async () => {
    await pair()
    const said = { sha256: Y, kind: 'correct', code: 'p_rules_issued', value: '9', readThen: '7' } as const
    await current().addCorrections([{ ...said, author: '王', note: null }])
    expect(names(await waiting('identify'))).toEqual([Y])
    expect(await waiting('compute')).toEqual([])
    const [y] = await waiting('identify')
    await current().noteReports(y ? [{ ...y, report: BEFORE }] : [])
    expect(names(await waiting('compute'))).toEqual([X, Y])
  })

  test('a report that becomes another year’s or organ’s lets those wait that were compared with it', async () => {
    await pair()
    await current().removeDocument({ sha256: Y, author: '王', note: null })
    const [y] = await waiting('identify')
    await current().noteReports(y ? [{ ...y, report: null }] : [])
    expect(names(await waiting('compute'))).toEqual([X, Y])
    expect(await current().documentsOfReport(BEFORE)).toEqual([])
  })

  test('what was computed of an earlier state is not written', async () => {
    await pair()
    await current().outdateFindings('1')
    await current().outdateFindings('2')
    const [x, y] = await waiting('identify')
    await current().noteReports(x && y ? [{ ...x, report: REPORT }] : [])
    const [earlier] = await waiting('compute')
    // Last year’s report is identified only now.
    await current().noteReports(y ? [{ ...y, report: BEFORE }] : [])
    const found = { sha256: X, ticket: earlier?.ticket ?? 0, lastYear: null, findings: [] }
    expect(await current().putFindings(found)).toBe(false)
    expect(names(await waiting('compute'))).toEqual([X, Y])
    expect(await rows()).toHaveLength(1)
    const [known] = await waiting('compute')
    await current().noteReports(known ? [{ ...known, report: null }] : [])
    expect(await current().documentsOfReport(REPORT)).toEqual([X])
  })

  test('a later version computes all anew, an earlier one nothing', async () => {
    await current().outdateFindings('2')
    await pair()
    await current().outdateFindings('2')
    await current().outdateFindings('1')
    expect(await current().countWaiting()).toBe(0)
    await current().outdateFindings('3')
    expect(names(await waiting('identify'))).toEqual([X, Y])
  })

  test('findings of documents that are removed or gone are in no list', async () => {
    await pair()
    await current().removeDocument({ sha256: X, author: '王', note: null })
    expect(await rows()).toEqual([])
    await current().restoreDocument({ sha256: X, author: '王', note: null })
    expect(await rows()).toHaveLength(1)
    expect(names(await waiting('identify'))).toEqual([X])
    const batch = await current().beginBatch(sampleBatch)
    await current().markVanished(batch, '/in')
    expect(await rows()).toEqual([])
    expect(names(await waiting('identify'))).toEqual([X, Y])
  })

  test('they touch nothing of the document', async () => {
    await pair()
    const [document] = await all(current().documents({ sha256: [X] }))
    expect(document).toMatchObject({ status: 'ok', codes: [], counts: { doubts: 0, faults: 0 } })
  })
}
