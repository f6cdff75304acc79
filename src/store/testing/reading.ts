import { expect, test } from '@jest/globals'
import type { DocumentRecord } from '../../model/record.js'
import type { DocumentFilter, NewName } from '../store.js'
import { all } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { failedSample, fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

type Found = DocumentRecord['problems'][number]
const found = (code: string, severity: Found['severity']): Found => ({
  ...{ code, severity, message: '…', page: null, table: null },
})

/** Finding, filtering and counting documents. */
export function readingOf(store: StoreOfTest): void {
  const put = async (path: string, record: DocumentRecord | null, name: Partial<NewName> = {}): Promise<number> => {
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(batch, [sampleName(path, path, name)])
    if (record) await store().saveAttempt(sampleAttempt(record, { batch }))
    return batch
  }
  /** Six documents that differ in everything that can be asked for. */
  const six = async (): Promise<readonly number[]> => [
    await put('hunan/2022/a.pdf', sampleRecord('hunan/2022/a.pdf', { year: 2022, version: '1.10.0' })),
    await put('hunan/2023/b.pdf', sampleRecord('hunan/2023/b.pdf', { year: 2023, form: '2019', version: '1.9.0' })),
    await put(
      'gansu/doubt.pdf',
      sampleRecord('gansu/doubt.pdf', {
        ...{ year: 2023, status: 'flagged', problems: [found('value-unparsed', 'doubt')], version: '1.10.0-rc.1' },
        values: { p_rules_issued: { state: 'text', value: null, raw: '见附件', flags: ['unparsed'] } },
      }),
    ),
    await put(
      'gansu/fault.pdf',
      sampleRecord('gansu/fault.pdf', {
        ...{ year: 2023, status: 'flagged', problems: [found('unbalanced', 'fault'), found('row-unknown', 'doubt')] },
        values: { a_granted_all: { flags: ['unbalanced'] } },
      }),
    ),
    await put('gansu/failed.pdf', failedSample('gansu/failed.pdf', 'encrypted')),
    await put('waits.doc', null, { format: 'doc' }),
  ]
  const paths = async (filter: DocumentFilter): Promise<readonly string[]> =>
    (await all(store().documents(filter))).map(({ path }) => path)

  test('documents come sorted by path, code point by code point', async () => {
    await six()
    expect(await paths({})).toEqual([
      ...['gansu/doubt.pdf', 'gansu/failed.pdf', 'gansu/fault.pdf', 'hunan/2022/a.pdf', 'hunan/2023/b.pdf'],
      'waits.doc',
    ])
  })

  test('that holds for every script', async () => {
    const sorted = ['Z.pdf', 'a.pdf', '乙市.pdf', '甲县.pdf', 'ｚ.pdf', '😀.pdf']
    for (const path of sorted.toReversed()) await put(path, null)
    expect(await paths({})).toEqual(sorted)
    expect(await paths({ paths: ['[甲乙]*'] })).toEqual(['乙市.pdf', '甲县.pdf'])
  })

  test.each<[string, DocumentFilter, readonly string[]]>([
    ['status', { status: ['failed', 'pending'] }, ['gansu/failed.pdf', 'waits.doc']],
    ['a doubt', { doubts: true }, ['gansu/doubt.pdf', 'gansu/fault.pdf']],
    ['a fault', { faults: true }, ['gansu/fault.pdf']],
    ['no fault, but a doubt', { faults: false, doubts: true }, ['gansu/doubt.pdf']],
    ['codes of problems', { codes: ['encrypted', 'unbalanced'] }, ['gansu/failed.pdf', 'gansu/fault.pdf']],
    ['years', { years: [2022, 2021] }, ['hunan/2022/a.pdf']],
    ['formats of files', { formats: ['doc'] }, ['waits.doc']],
    ['a year that is not known', { yearKnown: false }, ['gansu/failed.pdf', 'waits.doc']],
    ['forms', { forms: ['2019'] }, ['hunan/2023/b.pdf']],
    ['a glob within one folder', { paths: ['hunan/*'] }, []],
    ['first folders', { folders: ['hunan', ''] }, ['hunan/2022/a.pdf', 'hunan/2023/b.pdf', 'waits.doc']],
    ['no other folder', { folders: ['huna', 'hunan/2022x'] }, []],
    ['a glob over folders', { paths: ['hunan/**'] }, ['hunan/2022/a.pdf', 'hunan/2023/b.pdf']],
    ['one of several globs', { paths: ['*.doc', '**/b.pdf'] }, ['hunan/2023/b.pdf', 'waits.doc']],
    ['fingerprints', { sha256: [fingerprint('waits.doc'), fingerprint('?')] }, ['waits.doc']],
    ['all of several', { years: [2023], status: ['flagged'], faults: true }, ['gansu/fault.pdf']],
    ['a number of a main value', { value: { code: 'a_granted_all', from: 7, below: 8 } }, NUMBERED],
    ['a number without an end', { value: { code: 'a_granted_all', from: 8 } }, []],
    ['a number below another', { years: [2022], value: { code: 'a_granted_all', below: 7.5 } }, ['hunan/2022/a.pdf']],
    ['nothing of an empty list', { status: [] }, []],
    [
      'an extractor before a version: 1.9.0 is before 1.10.0-rc.1, and that before 1.10.0',
      { extractorBefore: '1.10.0' },
      ['gansu/doubt.pdf', 'gansu/failed.pdf', 'gansu/fault.pdf', 'hunan/2023/b.pdf'],
    ],
    [
      'an extractor before a pre-release',
      { extractorBefore: '1.10.0-rc.1' },
      ['gansu/failed.pdf', 'gansu/fault.pdf', 'hunan/2023/b.pdf'],
    ],
  ])('documents are found by %s', async (_, filter, expected) => {
    await six()
    expect(await paths(filter)).toEqual(expected)
    expect((await store().tally(filter)).documents).toBe(expected.length)
    expect(await store().count(filter)).toBe(expected.length)
    const extracted = expected.filter((path) => path !== 'waits.doc')
    expect((await all(store().effective(filter))).map(({ path }) => path)).toEqual(extracted)
  })

  test.each<[string, DocumentFilter, readonly string[]]>([
    ['a part of the organ', { organs: ['花石镇'] }, ['b.pdf', 'c.pdf']],
    ['two characters of it', { organs: ['花石'] }, ['b.pdf', 'c.pdf']],
    ['one', { organs: ['花'] }, ['b.pdf', 'c.pdf']],
    ['one of several organs', { organs: ['教育局', '湘潭县花石镇人民政府'] }, ['a.pdf', 'c.pdf']],
    ['nothing that is only like it', { organs: ['石花镇', '花镇石', '%', '_', '花石镇教育局'] }, []],
    ['what would be syntax elsewhere', { organs: ['"花石镇"', 'organ : 花', 'a*b', '\0'] }, []],
    ['a part of the title', { titles: ['市教育局2022年'] }, ['a.pdf']],
    ['part of an organ, a title or a path', { search: ['花石镇', 'a.pdf'] }, ['a.pdf', 'b.pdf', 'c.pdf']],
    ['part of nothing', { search: ['a*.pdf', '%'] }, []],
    ['organ and year', { organs: ['花石镇'], years: [2021] }, ['c.pdf']],
    ['what a manifest gives', { given: { 县: '湘潭县' } }, ['c.pdf']],
    ['all that a manifest gives', { given: { 县: '湘潭县', 类: '乡' } }, []],
    ['the first digits of fingerprints', { sha256: [fingerprint('a.pdf').slice(0, 8), 'ffffffffff'] }, ['a.pdf']],
  ])('documents are found by %s', async (_, filter, expected) => {
    await put('a.pdf', sampleRecord('a.pdf', { organ: '乙市教育局', year: 2022 }))
    await put('b.pdf', sampleRecord('b.pdf', { organ: '花石镇人民政府', year: 2022 }))
    const given = { 县: '湘潭县', 类: '镇' }
    await put('c.pdf', sampleRecord('c.pdf', { organ: '湘潭县花石镇人民政府', year: 2021 }), { given })
    await put('waits.pdf', null)
    expect(await paths(filter)).toEqual(expected)
    expect((await store().tally(filter)).documents).toBe(expected.length)
  })

  test('documents are found by what they hold', async () => {
    await put('a.pdf', sampleRecord('a.pdf'))
    const { counts, ...record } = sampleRecord('budget.pdf')
    const none = { ...counts, values: 0, numbers: 0 }
    await put('budget.pdf', { ...record, content: 'tables', counts: none, report: null, records: [], checks: [] })
    await put('failed.pdf', sampleRecord('failed.pdf', { status: 'failed' }))
    expect(await paths({ contents: ['tables'] })).toEqual(['budget.pdf'])
    expect(await paths({ contents: ['annual-report'] })).toEqual(['a.pdf'])
    expect((await all(store().documents())).map(({ content }) => content)).toEqual(['annual-report', 'tables', null])
    expect([...(await store().tally()).content]).toEqual([
      ['annual-report', 1],
      ['tables', 1],
    ])
  })

  test('an organ is found by the name that a person corrected it to, and no longer by the one that was read', async () => {
    await put('b.pdf', sampleRecord('b.pdf', { organ: '花石镇人民政府' }))
    const said = { code: 'report.organ', value: '石鼓镇人民政府', readThen: '花石镇人民政府' }
    const who = { author: '王', note: null, kind: 'correct', sha256: fingerprint('b.pdf') } as const
    await store().addCorrections([{ ...said, ...who }])
    expect(await paths({ organs: ['石鼓镇'] })).toEqual(['b.pdf'])
    expect(await paths({ organs: ['花石镇'] })).toEqual([])
  })

  test('documents are found by the batch that found or extracted them', async () => {
    const batches = await six()
    expect(await paths({ batch: batches[1] ?? 0 })).toEqual(['hunan/2023/b.pdf'])
    const again = await store().beginBatch({ ...sampleBatch, kind: 'reprocess' })
    await store().saveAttempt(sampleAttempt(sampleRecord('hunan/2022/a.pdf'), { batch: again, generation: 2 }))
    expect(await paths({ batch: again })).toEqual(['hunan/2022/a.pdf'])
  })

  test('a document is found by its path as found, its file, or eight digits of its fingerprint', async () => {
    await six()
    await store().putNames(await store().beginBatch(sampleBatch), [sampleName('copy/b.pdf', 'hunan/2023/b.pdf')])
    const sha256 = fingerprint('hunan/2023/b.pdf')
    const references = ['hunan/2023/b.pdf', '/in/hunan/2023/b.pdf', 'copy/b.pdf', '/in/copy/b.pdf']
    for (const reference of [...references, sha256, sha256.slice(0, 8), sha256.slice(0, 12).toUpperCase()])
      expect((await store().find(reference)).map((row) => row.sha256)).toEqual([sha256])
    for (const reference of ['b.pdf', sha256.slice(0, 7), '', '%', 'hunan/2023/b_pdf'])
      expect(await store().find(reference)).toEqual([])
  })

  test('a file that was replaced is found with both of its documents', async () => {
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(batch, [sampleName('x.pdf', 'old')])
    await store().putNames(batch, [sampleName('x.pdf', 'new')])
    expect((await store().find('x.pdf')).map(({ sha256 }) => sha256).sort()).toEqual(
      [fingerprint('old'), fingerprint('new')].sort(),
    )
  })

  test('a tally says how many documents there are, by what they are', async () => {
    await six()
    await store().putNames(await store().beginBatch(sampleBatch), [sampleName('copy.doc', 'waits.doc')])
    expect(await store().tally()).toEqual({
      documents: 6,
      duplicates: 1,
      status: new Map([...ENTRIES.status]),
      code: new Map([...ENTRIES.code]),
      form: new Map([...ENTRIES.form]),
      content: new Map([...ENTRIES.content]),
      year: new Map([...ENTRIES.year]),
      folder: new Map([...ENTRIES.folder]),
      author: new Map(),
    })
    expect([...(await store().tally({ paths: ['gansu/**'] })).status]).toEqual([
      ['failed', 1],
      ['flagged', 2],
    ])
  })

  test('what is read while it is written comes once each, in pages', async () => {
    const contents = Array.from({ length: 1_100 }, (_, index) => `d${String(index).padStart(4, '0')}`)
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(
      batch,
      contents.map((content) => sampleName(content, content)),
    )
    const seen: string[] = []
    for await (const { path } of store().documents()) {
      if (seen.length === 10)
        await store().putNames(batch, [sampleName('a new one', 'a'), sampleName('z new one', 'z')])
      seen.push(path)
    }
    expect(seen).toEqual([...contents, 'z new one'])
  })
}

/** All that were read have the same numbers. */
const NUMBERED = ['gansu/doubt.pdf', 'gansu/fault.pdf', 'hunan/2022/a.pdf', 'hunan/2023/b.pdf']

const ENTRIES = {
  status: [
    ['failed', 1],
    ['flagged', 2],
    ['ok', 2],
    ['pending', 1],
  ],
  code: [
    ['encrypted', 1],
    ['row-unknown', 1],
    ['unbalanced', 1],
    ['value-unparsed', 1],
  ],
  form: [
    ['2019', 1],
    ['2021', 3],
  ],
  content: [['annual-report', 4]],
  year: [
    ['2022', 1],
    ['2023', 3],
  ],
  folder: [
    ['', 1],
    ['gansu', 3],
    ['hunan', 2],
  ],
} as const
