import { describe, expect, test } from '@jest/globals'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { OTHER_UNIT, SAMPLES, SLOW_MS, copyOfData, inside, list, nianbao, paths, place } from './data-folder.js'

/** Documents that people take out of lists, and bring back. */
export function describeRemoval(): void {
  describe('remove and restore', () => {
    const run = async (data: string, ...args: readonly string[]) => inside([...args, '--data', data])

    test('a removed document is in no list or count, and comes back with its history', async () => {
      const data = await copyOfData()
      const before = await list(data)
      await run(data, 'correct', OTHER_UNIT, 'p_fees_amount', '1.2')
      const raced = await run(data, 'remove', OTHER_UNIT, '--seen', '0', '--author', '李')
      expect(raced).toMatchObject({ status: 1, out: '' })
      expect(raced.err).toMatch(/p_fees_amount: .* said something else meanwhile .*“1\.2”/)
      const removed = await run(data, 'remove', OTHER_UNIT, '--author', '李', '--note', 'no report')
      expect(removed).toMatchObject({ status: 0, err: '' })
      expect(removed.out).toContain(`${OTHER_UNIT} is removed; nianbao restore brings it back`)
      expect(await paths(data)).not.toContain(OTHER_UNIT)
      expect(await paths(data, '--removed')).toEqual([OTHER_UNIT])
      expect((await run(data, 'status', '--json')).out).toMatch(new RegExp(`"documents": ${before.length - 1}\\b`))
      expect((await run(data, 'remove', OTHER_UNIT)).err).toContain('is removed already')
      const page = (await run(data, 'show', OTHER_UNIT)).out
      expect(page).toMatch(/ · removed on 20\d\d-\d\d-\d\d · /)
      expect(page).toMatch(/ 李: removed \(no report\)$/m)
      const { decisions } = JSON.parse((await run(data, 'show', OTHER_UNIT, '--json')).out) as { decisions: unknown }
      expect(decisions).toMatchObject([{ kind: 'remove', author: '李', note: 'no report' }])
      expect((await run(data, 'restore', OTHER_UNIT, '--lang', 'zh')).out).toBe(`${OTHER_UNIT} 已恢复，历史完整。\n`)
      expect((await run(data, 'show', OTHER_UNIT)).out).toMatch(/^行政事业性收费 +1\.2\*$/m)
      expect((await run(data, 'restore', OTHER_UNIT)).err).toContain('is not removed')
    })

    test(
      'it stays removed when its folder is ingested again; what is forgotten is not kept again, and restored is read anew',
      async () => {
        const data = join(place.root, 'removing')
        const folder = join(place.root, 'removing-from')
        await mkdir(folder)
        await copyFile(join(SAMPLES, 'web-2021-gbk.html'), join(folder, 'a.html'))
        const ingest = async () => nianbao(['ingest', folder, '--keep-originals', '--data', data, '--quiet'])
        const originals = async () =>
          (await readdir(join(data, 'originals'), { recursive: true, withFileTypes: true })).filter((each) =>
            each.isFile(),
          )
        await ingest()
        expect(await originals()).toHaveLength(1)
        await run(data, 'remove', 'a.html')
        await copyFile(join(folder, 'a.html'), join(folder, 'b.html'))
        await ingest()
        expect(await paths(data)).toEqual([])

        const asked = await run(data, 'remove', 'a.html', '--forever')
        expect(asked).toMatchObject({ status: 1, out: '' })
        expect(asked.err).toContain('nothing was removed')
        expect(await originals()).toHaveLength(1)
        const forgotten = await run(data, 'remove', 'a.html', '--forever', '--yes')
        expect(forgotten.out).toBe('a.html is removed and forgotten.\n')
        expect(await originals()).toEqual([])
        await ingest()
        expect(await paths(data)).toEqual([])
        expect(await originals()).toEqual([])

        expect((await run(data, 'restore', 'a.html')).out).toContain('without its history')
        await ingest()
        expect(await list(data)).toMatchObject([{ path: 'a.html', status: 'ok' }])
        expect(await originals()).toHaveLength(1)
      },
      SLOW_MS,
    )
  })
}
