import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { CELLS_LOST, WRONG_SUMS, copyOfData, inside, nianbao, place } from './data-folder.js'

const listed = z.object({ path: z.string(), rule: z.string(), severity: z.string(), message: z.string() })

/** Contradictions of stored reports: listed, narrowed, and computed anew when a report changes. */
export function describeFindings(): void {
  describe('findings', () => {
    const found = async (data: string, ...args: readonly string[]): Promise<readonly z.infer<typeof listed>[]> => {
      const { status, out, err } = await nianbao(['findings', '--json', '--data', data, ...args])
      expect({ status, err }).toEqual({ status: 0, err: '' })
      return out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => listed.parse(JSON.parse(line)))
    }

    test('one a line, narrowed by rule, severity and document', async () => {
      const data = await copyOfData()
      const all = await found(data)
      const sums = all.filter(({ rule }) => rule === 'equation')
      const wrong = { path: WRONG_SUMS, rule: 'equation', severity: 'must' }
      expect(sums).toMatchObject([wrong, wrong])
      expect(await found(data, '--rule', 'equation')).toEqual(sums)
      expect((await found(data, '--severity', 'must')).every(({ severity }) => severity === 'must')).toBe(true)
      expect((await found(data, CELLS_LOST)).every(({ path }) => path === CELLS_LOST)).toBe(true)
      const { out } = await nianbao(['findings', '--rule', 'equation', '--data', data])
      expect(out.split('\n').map((line) => line.split('\t').length)).toEqual([14, 14, 1])
    })

    test('a report that is removed has none any more', async () => {
      const data = await copyOfData()
      expect(await found(data, '--rule', 'equation')).toHaveLength(2)
      await nianbao(['remove', WRONG_SUMS, '--data', data])
      expect(await found(data, '--rule', 'equation')).toEqual([])
    })

    test.each([
      [['--rule', 'equatoin'], /Is it one of equation\?/],
      [['--rule', 'nothing-of-this-kind-at-all'], /is no rule\. Rules: unreadable, equation,/],
      [['--severity', 'high'], /must be must, check or note/],
    ])('%j is refused', async (args, sentence) => {
      const { status, err } = await inside(['findings', ...args, '--data', place.filled])
      expect(status).toBe(1)
      expect(err).toMatch(sentence)
    })
  })
}
