import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { ask, codeOf } from './testing/ask.js'
import { extracted, text } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

/** Doubts of one kind in one document, confirmed at once. */

// A loaded machine takes its time.
jest.setTimeout(120_000)

const UNSURE = { flags: ['low-confidence'] } as const
const ALIKE = ['p_rules_issued', 'a_granted_nat', 'a_granted_all']

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** A report of zeros, so that every equation holds, with some that were not read surely. */
const unsure = async (town: string, more: Parameters<typeof sampleRecord>[1] = {}): Promise<string> =>
  extracted(server, text(town), `${town}.txt`, {
    ...{ number: 0, status: 'flagged' },
    ...more,
    values: { ...Object.fromEntries(ALIKE.map((code) => [code, UNSURE])), ...more.values },
  })

const confirm = async (id: string, codes: readonly string[], together = true) =>
  ask(server, `/v1/documents/${id}/confirmations`, { method: 'POST', token: server.writer, json: { codes, together } })

const tidy = async (id: string): Promise<readonly string[]> =>
  String((await ask(server, `/v1/export?format=csv&table=tidy&id=${id}`)).body).split('\r\n')

describe('doubts of one kind', () => {
  test('are told apart from others, and from those that are answered alone', async () => {
    const id = await unsure('甲', { values: { p_rules_repealed: { flags: ['unit-differs'] } } })
    const { body } = await ask(server, `/v1/doubts?id=${id}`)
    const { documents } = body as { documents: { doubts: { code: string; about: string; together: boolean }[] }[] }
    const told = new Map(documents[0]?.doubts.map(({ code, about, together }) => [code, [about, together]]))
    for (const code of ALIKE) expect([code, told.get(code)]).toEqual([code, ['reading', true]])
    const units = (await ask(server, `/v1/doubts?id=${id}&about=unit`)).body
    expect(units).toMatchObject({ documents: [{ doubts: [{ about: 'unit' }] }] })
    expect((await ask(server, `/v1/doubts?id=${id}&about=place`)).body).toMatchObject({ documents: [] })
  })

  test('are confirmed at once; history and exports tell with how many', async () => {
    const id = await unsure('乙')
    const { status, body } = await confirm(id, ALIKE)
    expect(status).toBe(200)
    expect(body).toMatchObject({ corrections: ALIKE.map((code) => ({ code, kind: 'confirm', together: 3 })) })
    const [head = '', ...rows] = await tidy(id)
    const column = head.split(',').indexOf('confirmed_together')
    const row = rows.find((each) => each.includes(',p_rules_issued,')) ?? ''
    expect([column > 0, row.split(',').at(column)]).toEqual([true, '3'])
    expect(await ask(server, `/v1/documents?id=${id}&author=writer`)).toMatchObject({ body: { documents: [{ id }] } })
  })

  test('of two kinds are not', async () => {
    const id = await unsure('丙', { values: { p_rules_repealed: { flags: ['unit-differs'] } } })
    const refused = await confirm(id, [...ALIKE, 'p_rules_repealed'])
    expect([refused.status, codeOf(refused)]).toEqual([422, 'statement-invalid'])
    expect(JSON.stringify(refused.body)).toContain('p_rules_repealed cannot be confirmed together')
    expect((await ask(server, `/v1/documents/${id}`)).body).toMatchObject({ corrections: [] })
  })

  test('are never confirmed at once where an equation does not hold with them', async () => {
    const id = await unsure('丁', { values: { a_granted_all: { ...UNSURE, value: 5, raw: '5' } } })
    const refused = await confirm(id, ALIKE)
    expect([refused.status, codeOf(refused)]).toEqual([422, 'statement-invalid'])
    expect(JSON.stringify(refused.body)).toContain('an equation that it stands in does not hold')
    expect((await confirm(id, ['a_granted_all'])).status).toBe(200)
  })
})

test('an attempt is compared with the one that counts', async () => {
  const id = await extracted(server, text('戊'), '戊.txt', { number: 0 })
  const record = sampleRecord(text('戊'), {
    path: 'upload:/戊.txt',
    number: 0,
    values: { p_rules_issued: { value: 9, raw: '9' } },
  })
  await server.backend.store.saveAttempt(sampleAttempt(record, { generation: 2 }))
  const { body: whole } = await ask(server, `/v1/documents/${id}`)
  const { attempts } = whole as { attempts: { id: number; current: boolean }[] }
  const before = attempts.find(({ current }) => !current)?.id ?? 0
  const { status, body } = await ask(server, `/v1/documents/${id}/attempts/${before}/comparison`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ before, values: [{ code: 'p_rules_issued', kind: 'value', before: {}, after: {} }] })
  expect(codeOf(await ask(server, `/v1/documents/${id}/attempts/999999/comparison`))).toBe('attempt-unknown')
})

test('a list is sorted, page by page, and filtered by folder, content and person', async () => {
  for (const [town, year] of [
    ['己', 2021],
    ['庚', 2023],
    ['辛', 2022],
  ] as const)
    await extracted(server, text(`排${town}`), `sorted/${town}.txt`, { year, number: 0 })
  const years: unknown[] = []
  let cursor = ''
  do {
    const { body } = await ask(server, `/v1/documents?path=upload:/sorted/*&sort=year&order=desc&limit=1${cursor}`)
    const page = body as { documents: { year: number }[]; next: string | null }
    years.push(...page.documents.map(({ year }) => year))
    cursor = page.next === null ? '' : `&cursor=${page.next}`
  } while (cursor !== '')
  expect(years).toEqual([2023, 2022, 2021])
  expect((await ask(server, '/v1/documents?folder=no')).body).toMatchObject({ documents: [] })
  expect((await ask(server, '/v1/documents?content=tables')).body).toMatchObject({ documents: [] })
  expect((await ask(server, '/v1/documents?author=nobody')).body).toMatchObject({ documents: [] })
  expect(codeOf(await ask(server, '/v1/documents?sort=size'))).toBe('invalid-request')
  const { body } = await ask(server, '/v1/counts?folder=upload:')
  expect(body).toMatchObject({ folder: { 'upload:': expect.any(Number) }, author: { writer: expect.any(Number) } })
})

describe('doubts of a format without pages', () => {
  test('may be confirmed together by their rows, but for those whose sum would fail', async () => {
    const cellOf = (row: number, column: number) => ({ table: 't1', row, column })
    const unread = { state: 'uncertain', value: null, flags: ['uncertain-column'] } as const
    const id = await unsure('庚', {
      values: {
        p_rules_issued: { ...unread, raw: '3', cell: cellOf(1, 1) },
        p_rules_repealed: { ...unread, raw: '4', cell: null },
        a_received_new_nat: { ...unread, raw: '2', cell: cellOf(2, 1) },
      },
    })
    const { body } = await ask(server, `/v1/doubts?id=${id}&about=place`)
    const { documents } = body as { documents: { doubts: { code: string; together: boolean }[] }[] }
    const told = new Map(documents[0]?.doubts.map(({ code, together }) => [code, together]))
    expect(told.get('p_rules_issued')).toBe(true)
    expect(told.get('p_rules_repealed')).toBe(false)
    // 2 applications of persons in a total of 0.
    expect(told.get('a_received_new_nat')).toBe(false)
  })
})
