import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { refreshFindings } from '../refresh/index.js'
import { ask, codeOf } from './testing/ask.js'
import { extracted, text } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

const ORGAN = '湘潭县教育局'
const CARRIED = 'a_received_carried_over_all'

let server: TestServer
let [report, before] = ['', '']
beforeAll(async () => {
  server = await startServer()
  const zeros = { number: 0, organ: ORGAN }
  before = await extracted(server, text('甲'), '2022.txt', { ...zeros, year: 2022 })
  // The registry is read now: on a loaded machine that takes longer than an idle line is kept open.
  await refreshFindings(server.backend.store)
  report = await extracted(server, text('乙'), '2023.txt', {
    ...zeros,
    year: 2023,
    values: { [CARRIED]: { value: 4, raw: '4' }, a_received_carried_over_nat: { value: 4, raw: '4' } },
  })
})
afterAll(() => server.stop())

const listed = async (query = ''): Promise<readonly unknown[]> =>
  ((await ask(server, `/v1/findings${query}`)).body as { findings: readonly unknown[] }).findings

describe('findings', () => {
  test('are there as soon as they are asked for, with both documents and places, in the language asked for', async () => {
    const { body } = await ask(server, '/v1/findings?rule=carried-over', { headers: { 'accept-language': 'zh' } })
    expect(body).toMatchObject({
      findings: [
        {
          document: { id: report, organ: ORGAN, year: 2023 },
          lastYear: { id: before },
          finding: {
            ...{ rule: 'carried-over', severity: 'must', severityTitle: '必须改', printed: '4', expected: '0' },
            places: expect.arrayContaining([
              expect.objectContaining({ document: 'this', code: CARRIED }),
              expect.objectContaining({ document: 'last', code: 'a_carried_forward_all' }),
            ]),
          },
        },
      ],
      ...{ next: null, waiting: 0 },
      rules: [{ rule: 'carried-over', findings: 1, documents: 1, title: expect.stringContaining('上年结转') }],
    })
  })

  test('follow a correction, and are filtered by document, year, organ and severity', async () => {
    expect(await listed(`?id=${before.slice(0, 10)}&rule=carried-over`)).toEqual([])
    expect(await listed(`?id=${report}&year=2023&organ=教育&severity=must&rule=carried-over`)).toHaveLength(1)
    const corrections = { corrections: [{ code: 'a_carried_forward_all', value: 4 }] }
    await ask(server, `/v1/documents/${before}/corrections`, { token: server.writer, json: corrections })
    expect(await listed('?rule=carried-over')).toEqual([])
  })

  test('come in pages that neither skip nor repeat', async () => {
    const all = await listed()
    expect(all.length).toBeGreaterThan(1)
    const found: unknown[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? '' : `&cursor=${cursor}`
      const { body } = await ask(server, `/v1/findings?limit=1${query}`)
      const page = body as { findings: readonly unknown[]; next: string | null }
      found.push(...page.findings)
      cursor = page.next
    }
    expect(found).toEqual(all)
  })

  test.each(['rule=nonsense', 'severity=high', 'cursor=x', 'colour=red'])('with %s are refused', async (query) => {
    expect(codeOf(await ask(server, `/v1/findings?${query}`))).toBe('invalid-request')
  })

  test('are a table of the export, too', async () => {
    const { body } = await ask(server, '/v1/export?format=csv&table=findings')
    const [head, ...rows] = String(body).trim().split('\r\n')
    expect(head).toMatch(/^document,path,organ,year,number,rule,severity,title_zh/u)
    expect(rows).toHaveLength((await listed()).length)
  })
})
