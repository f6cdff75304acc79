import { describe, expect, test } from '@jest/globals'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore } from '../../src/store/open.js'
import { VERSION } from '../../src/version.js'
import { EXPECTED } from '../support/hostile.js'
import {
  HOSTILE,
  OTHER_UNIT,
  SAMPLES,
  SLOW_MS,
  copyOfData,
  inside,
  list,
  nianbao,
  paths,
  place,
} from './data-folder.js'

/** Reading again, and the differences from before. */
export function describeReprocess(): void {
  describe('reprocess and diff', () => {
    const attemptsOf = async (data: string): Promise<ReadonlyMap<string, number>> => {
      const opened = await openStore(data)
      const counts = new Map<string, number>()
      for await (const { path, sha256 } of opened.store.documents())
        counts.set(path, (await opened.store.attempts(sha256)).length)
      await opened.close()
      return counts
    }

    test('every hostile file is found by its code, and --code takes exactly those', async () => {
      const data = await copyOfData()
      const codeOf = (name: string): string =>
        name === 'poi_Word6.doc' ? 'office-missing' : (EXPECTED[name]?.codes[0] ?? '')
      for (const code of new Set(HOSTILE.map(codeOf))) {
        const names = HOSTILE.filter((name) => codeOf(name) === code).map((name) => `hostile/${name}`)
        expect(await paths(data, '--code', code)).toEqual(names.sort())
      }
      const { status, out } = await nianbao(['reprocess', '--code', 'encrypted', '--data', data])
      expect(status).toBe(2)
      expect(out).toContain('Re-extracted 3 documents')
      const twice = [...(await attemptsOf(data))].filter(([, count]) => count === 2).map(([path]) => path)
      expect(twice).toEqual(HOSTILE.filter((name) => codeOf(name) === 'encrypted').map((name) => `hostile/${name}`))
      // A document that failed again is as it was.
      expect(await paths(data, '--code', 'encrypted')).toHaveLength(3)
    })

    test(
      'keeps the history and what people said; says what a new version changed',
      async () => {
        const data = await copyOfData()
        await nianbao(['correct', OTHER_UNIT, 'p_fees_amount', '1.2', '--data', data])
        await asReadBefore(data, OTHER_UNIT)
        expect(await paths(data, '--extractor-before', VERSION)).toEqual([OTHER_UNIT])
        const dry = await nianbao(['reprocess', '--extractor-before', VERSION, '--dry-run', '--data', data])
        expect(dry.status).toBe(0)
        expect(dry.out).toMatch(/1 document would differ, 0 would be the same. Values: 1 other numbers/)
        expect(dry.out).toMatch(/^p_rules_repealed .* 999 +373$/m)
        expect(dry.out).toContain('Nothing was stored.')
        expect((await attemptsOf(data)).get(OTHER_UNIT)).toBe(2)
        const lines = await nianbao(['reprocess', '--extractor-before', VERSION, '--dry-run', '--json', '--data', data])
        expect(JSON.parse(lines.out)).toMatchObject({ path: OTHER_UNIT, values: [{ code: 'p_rules_repealed' }] })

        const real = await nianbao(['reprocess', '--extractor-before', VERSION, '--data', data])
        expect(real.status).toBe(0)
        expect(real.out).toContain('1 document differs from before')
        expect((await attemptsOf(data)).get(OTHER_UNIT)).toBe(3)
        const { out } = await nianbao(['show', OTHER_UNIT, '--data', data])
        expect(out).toMatch(/^行政事业性收费 +1\.2\*$/m)
        const diff = await nianbao(['diff', OTHER_UNIT, '--data', data])
        expect(diff.out).toMatch(/attempt 2 \(0\.0\.9\) → 3 \(/)
        expect(diff.out).toMatch(/^Values: 1 differ, 1 of them in the number$/m)
        expect((await nianbao(['diff', OTHER_UNIT, '--from', '1', '--to', '3', '--data', data])).out).toContain(
          'No difference.',
        )
        const nothing = await nianbao(['reprocess', '--extractor-before', VERSION, '--data', data])
        expect(nothing).toMatchObject({ status: 0, out: 'No document is of this kind: nothing to do.\n' })
      },
      SLOW_MS,
    )

    test(
      'a worse attempt is kept back and told, until a person decides; --always takes it anyway',
      async () => {
        const data = await copyOfData()
        const better = async (): Promise<void> => asReadBefore(data, OTHER_UNIT, { version: VERSION, better: true })
        await better()
        const [before] = await list(data, '--path', OTHER_UNIT)
        expect(before).toMatchObject({ status: 'ok' })
        const dry = await nianbao(['reprocess', OTHER_UNIT, '--dry-run', '--data', data])
        expect(dry.out).toMatch(/Would be kept back: 1 document.*\n {2}2021\/.*: 1 more doubt, 0 more faults\n/)
        const real = await nianbao(['reprocess', OTHER_UNIT, '--data', data])
        expect(real.status).toBe(0)
        expect(real.out).toMatch(/Kept back: 1 document.*\n {2}2021\/.*: attempt 3 has 1 more doubts?, 0 more/)
        expect(await list(data, '--path', OTHER_UNIT)).toEqual([before])
        expect(await paths(data, '--kept-back')).toEqual([OTHER_UNIT])
        expect((await inside(['show', OTHER_UNIT, '--data', data])).out).toMatch(/^ +3 .*flagged \(kept back\)/m)

        const used = await inside(['attempt', 'use', 'kept-back', OTHER_UNIT, '--author', '李', '--data', data])
        expect(used.out).toBe(`${OTHER_UNIT}: attempt 3 (version ${VERSION}) counts now; as read: flagged.\n`)
        expect(await list(data, '--path', OTHER_UNIT)).toMatchObject([{ status: 'flagged' }])
        const dryUse = await inside(['attempt', 'use', '2', OTHER_UNIT, '--dry-run', '--data', data])
        expect(dryUse.out).toContain('attempt 2 (version')
        expect(await list(data, '--path', OTHER_UNIT)).toMatchObject([{ status: 'flagged' }])
        const back = await inside([
          'attempt',
          'use',
          '--where',
          'year=2021',
          '--where',
          'status=flagged',
          '--data',
          data,
        ])
        expect(back.out).toMatch(new RegExp(`^${OTHER_UNIT}: attempt 2 .*\n1 document changed, \\d+ have no such`, 'm'))
        expect(await list(data, '--path', OTHER_UNIT)).toEqual([before])
        const { decisions } = JSON.parse((await inside(['show', OTHER_UNIT, '--json', '--data', data])).out) as {
          decisions: readonly unknown[]
        }
        expect(decisions).toMatchObject([{ kind: 'use-attempt', author: '李' }, { kind: 'use-attempt' }])

        const always = await nianbao(['reprocess', OTHER_UNIT, '--always', '--data', data])
        expect(always.out).not.toContain('Kept back')
        expect(await list(data, '--path', OTHER_UNIT)).toMatchObject([{ status: 'flagged' }])
      },
      SLOW_MS,
    )

    test.each([
      [['9', OTHER_UNIT], /has no attempt 9/],
      [['former', OTHER_UNIT], /has no attempt that counted before/],
      [['kept-back', OTHER_UNIT], /has no attempt that was kept back/],
      [['latest', OTHER_UNIT], /latest is no attempt/],
      [['1'], /give WHICH and DOCUMENT/],
      [['--where', 'colour=red'], /colour=red is no filter/],
      [['--where', 'year'], /year is no filter/],
    ])('attempt use %j is refused', async (args, sentence) => {
      const { status, err } = await inside(['attempt', 'use', ...args, '--data', place.filled])
      expect(status).toBe(1)
      expect(err).toMatch(sentence)
    })

    test('a document whose file is gone keeps its result', async () => {
      const data = join(place.root, 'gone')
      const folder = join(place.root, 'leaving')
      await mkdir(folder)
      await copyFile(join(SAMPLES, 'web-2021-gbk.html'), join(folder, 'a.html'))
      await nianbao(['ingest', folder, '--data', data, '--quiet'])
      await rm(join(folder, 'a.html'))
      const { status, out } = await nianbao(['reprocess', 'a.html', '--data', data])
      expect(status).toBe(2)
      expect(out).toContain('0 ok, 0 flagged, 1 failed')
      expect(await list(data)).toMatchObject([{ path: 'a.html', status: 'ok' }])
    })
  })
}

/** Makes the document seem to have been read by an older version, which had one number wrong; or by one that had no doubts. */
async function asReadBefore(
  data: string,
  path: string,
  { version = '0.0.9', better = false }: { readonly version?: string; readonly better?: boolean } = {},
): Promise<void> {
  const opened = await openStore(data)
  for await (const { sha256, effective } of opened.store.effective({ paths: [path] })) {
    const { record } = effective
    const at = new Date().toISOString()
    const records = record.records.map((value) => ({
      ...value,
      ...(value.code === 'p_rules_repealed' && !better && { value: 999, raw: '999' }),
      ...(better && { flags: [] }),
    }))
    const clean = { status: 'ok' as const, problems: [], counts: { ...record.counts, doubts: 0 } }
    await opened.store.saveAttempt({
      ...{ key: { sha256, version, options: record.extractor.options }, generation: better ? 9 : 1, batch: null },
      ...{ startedAt: at, finishedAt: at },
      record: { ...record, ...(better && clean), records, extractor: { ...record.extractor, version } },
    })
  }
  await opened.close()
}
