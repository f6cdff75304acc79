import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { ask, codeOf, form, upload } from './testing/ask.js'
import { CODE, extracted, text, UNKNOWN } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('what people say', () => {
  const say = async (id: string, what: 'corrections' | 'confirmations', json: unknown) =>
    ask(server, `/v1/documents/${id}/${what}`, { token: server.writer, json })

  test('counts at once, with who said it', async () => {
    const id = await extracted(server, text('corrected'), 'corrected.txt')
    const { status, body } = await say(id, 'corrections', {
      corrections: [
        { code: CODE, value: 12, note: 'page 2' },
        { code: 'report.organ', value: '乙市教育局' },
        { code: 'p_rules_repealed', value: null },
      ],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      document: { id, organ: '乙市教育局' },
      corrections: [
        { code: CODE, value: '12', author: 'writer', note: 'page 2', readThen: '7' },
        { code: 'report.organ', value: '乙市教育局' },
        { code: 'p_rules_repealed', value: '' },
      ],
    })
    const again = await say(id, 'corrections', { corrections: [{ code: 'report.organ', value: '乙市教育局' }] })
    expect((again.body as { corrections: readonly unknown[] }).corrections).toHaveLength(3)
  })

  test('may be in another one’s name', async () => {
    const id = await extracted(server, text('author'), 'author.txt')
    const { body } = await say(id, 'corrections', { author: '王芳', corrections: [{ code: CODE, value: 1 }] })
    expect(body).toMatchObject({ corrections: [{ author: '王芳' }] })
  })

  test('confirms what is flagged, or what is named', async () => {
    const id = await extracted(server, text('doubtful'), 'doubtful.txt', {
      status: 'flagged',
      values: {
        [CODE]: { flags: ['low-confidence'], confidence: 0.4 },
        p_rules_repealed: { flags: ['not-found'], state: 'not-found', value: null, raw: null },
      },
    })
    const { status, body } = await say(id, 'confirmations', {})
    expect(status).toBe(200)
    expect(body).toMatchObject({ corrections: [{ kind: 'confirm', code: CODE }], unconfirmed: ['p_rules_repealed'] })
    const named = await say(id, 'confirmations', { codes: ['report.year'] })
    expect(named.body).toMatchObject({ corrections: [{}, { kind: 'confirm', code: 'report.year', value: '2023' }] })
  })

  test('is refused as a whole where some of it cannot be', async () => {
    const id = await extracted(server, text('refused'), 'refused.txt')
    const good = { code: CODE, value: 1 }
    for (const bad of [
      { code: 'p_rules_isued', value: 1 },
      { code: CODE, value: 'many' },
      { code: CODE, value: -1 },
      { code: 'report.year', value: 'last year' },
    ]) {
      const answer = await say(id, 'corrections', { corrections: [good, bad] })
      expect([answer.status, codeOf(answer)]).toEqual([422, 'statement-invalid'])
    }
    const { body } = await ask(server, `/v1/documents/${id}`)
    expect(body).toMatchObject({ corrections: [] })
  })

  test('is refused where a value is of another kind, unless the page prints it so', async () => {
    const id = await extracted(server, text('kind'), 'kind.txt')
    for (const [code, value, reason] of [
      [CODE, 1.5, /no whole number.*asPrinted/],
      [CODE, -1, /negative.*asPrinted/],
      ['p_fees_amount', -0.5, /negative/],
      ['report.year', '202', /no year of a report/],
    ] as const) {
      const answer = await say(id, 'corrections', { corrections: [{ code, value }] })
      expect([answer.status, codeOf(answer)]).toEqual([422, 'statement-invalid'])
      expect(answer.body).toMatchObject({ error: { message: expect.stringMatching(reason) } })
      const printed = await say(id, 'corrections', { corrections: [{ code, value, asPrinted: true }] })
      expect(printed.status).toBe(200)
    }
    const amount = await say(id, 'corrections', { corrections: [{ code: 'p_fees_amount', value: 0.5 }] })
    expect(amount.status).toBe(200)
    expect((await ask(server, `/v1/documents/${id}`)).body).toMatchObject({
      effective: { report: { year: 202 } },
      corrections: [{ code: CODE, value: '1.5', asPrinted: true }, {}, {}, {}, { value: '0.5', asPrinted: false }],
    })
  })

  test('needs something to be said', async () => {
    const id = await extracted(server, text('nothing'), 'nothing.txt')
    expect(codeOf(await say(id, 'confirmations', {}))).toBe('nothing-flagged')
    for (const json of [{}, { corrections: [] }, { corrections: [{ code: CODE }] }, { corrections: 'x' }, [], null])
      expect(codeOf(await say(id, 'corrections', json))).toBe('invalid-request')
    for (const body of ['{', '{"corrections":', 'x'.repeat(50)]) {
      const headers = { 'content-type': 'application/json' }
      const answer = await ask(server, `/v1/documents/${id}/corrections`, { token: server.writer, body, headers })
      expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid-request'])
    }
  })

  test('of a document that waits, or is unknown, is refused', async () => {
    const { documents } = await upload(server, { 'w2.txt': text('w2') })
    const json = { corrections: [{ code: CODE, value: 1 }] }
    expect(codeOf(await say(documents[0]?.id ?? '', 'corrections', json))).toBe('not-extracted')
    expect(codeOf(await say(UNKNOWN, 'corrections', json))).toBe('document-unknown')
    expect(codeOf(await say(UNKNOWN, 'confirmations', {}))).toBe('document-unknown')
  })

  test('in a body beyond the bound, or of another type, is refused', async () => {
    const id = await extracted(server, text('large'), 'large.txt')
    const path = `/v1/documents/${id}/corrections`
    const json = { corrections: [{ code: CODE, value: 1, note: 'x'.repeat(1_100_000) }] }
    const large = await ask(server, path, { token: server.writer, json })
    expect([large.status, codeOf(large)]).toEqual([413, 'too-large'])
    const typed = await ask(server, path, {
      token: server.writer,
      body: 'a=b',
      headers: { 'content-type': 'text/csv' },
    })
    expect([typed.status, codeOf(typed)]).toEqual([415, 'content-type-refused'])
    const files = await ask(server, path, { token: server.writer, body: form({ 'a.txt': 'x' }) })
    expect(files.status).toBe(400)
  })
})
