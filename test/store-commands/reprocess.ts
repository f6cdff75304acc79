import { describe, expect, test } from '@jest/globals'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore } from '../../src/store/open.js'
import { VERSION } from '../../src/version.js'
import { EXPECTED } from '../support/hostile.js'
import { HOSTILE, OTHER_UNIT, SAMPLES, SLOW_MS, copyOfData, list, nianbao, paths, place } from './data-folder.js'

/** What is read again, and how it differs from before. */
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
      // What failed again is still what it was.
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
        expect(dry.out).toMatch(/1 document\(s\) would differ, 0 would be the same. Values: 1 other numbers/)
        expect(dry.out).toMatch(/^p_rules_repealed .* 999 +373$/m)
        expect(dry.out).toContain('Nothing was stored.')
        expect((await attemptsOf(data)).get(OTHER_UNIT)).toBe(2)
        const lines = await nianbao(['reprocess', '--extractor-before', VERSION, '--dry-run', '--json', '--data', data])
        expect(JSON.parse(lines.out)).toMatchObject({ path: OTHER_UNIT, values: [{ code: 'p_rules_repealed' }] })

        const real = await nianbao(['reprocess', '--extractor-before', VERSION, '--data', data])
        expect(real.status).toBe(0)
        expect(real.out).toContain('1 document(s) differ from before')
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

/** Makes the document seem to have been read by an older version, which had one number wrong. */
async function asReadBefore(data: string, path: string): Promise<void> {
  const opened = await openStore(data)
  for await (const { sha256, effective } of opened.store.effective({ paths: [path] })) {
    const { record } = effective
    const at = new Date().toISOString()
    const records = record.records.map((value) =>
      value.code === 'p_rules_repealed' ? { ...value, value: 999, raw: '999' } : value,
    )
    await opened.store.saveAttempt({
      ...{ key: { sha256, version: '0.0.9', options: record.extractor.options }, generation: 1, batch: null },
      ...{ startedAt: at, finishedAt: at },
      record: { ...record, records, extractor: { ...record.extractor, version: '0.0.9' } },
    })
  }
  await opened.close()
}
