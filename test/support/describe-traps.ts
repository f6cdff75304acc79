import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { extractSource } from '../../src/extract.js'
import { deviations } from './cases.js'
import type { Trap } from './traps.js'

/** The value cell that a trap is built into, unless it says another: no equation watches over it. */
const CODE = 'p_normative_docs_repealed'

/** Traps that still catch us, by file; it may only shrink, so one that is read rightly now must leave it. */
const OPEN = new Set(
  z.array(z.string()).parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'traps', 'open.json'), 'utf8'))),
)

/** The page as its reader sees it counts; where that is uncertain the value is a doubt, and never a blank. */
async function missed({ file, value, doubt, code = CODE, bytes }: Trap): Promise<readonly string[]> {
  const record = await extractSource({ name: file, path: file, bytes })
  return deviations({ file, code, value: [...value], doubt }, record, null)
}

/** Reads each trap as a test of its own. A format has a suite of its own: one suite would keep a single core busy for minutes. */
export function describeTraps(format: string, traps: readonly Trap[]): void {
  describe(`traps in ${format}`, () => {
    it.each(traps.map((trap) => [trap.file, trap] as const))('%s', async (file, trap) => {
      const found = await missed(trap)
      if (OPEN.has(file)) expect(found).not.toEqual([])
      else expect(found).toEqual([])
    })
  })
}
