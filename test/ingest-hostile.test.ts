import { beforeAll, describe, expect, it } from '@jest/globals'
import { cpSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXPECTED } from './support/hostile.js'
import { nianbao, queueIn, storedIn, type Ended, type Stored } from './support/ingest.js'

/** Each hostile file in a batch ends with its typed reason, and the documents beside it come out whole. */

const HERE = import.meta.dirname
const names = readdirSync(join(HERE, 'hostile')).sort()
/** These hold tables, though no report: they do not fail. */
const read = names.filter((name) => EXPECTED[name]?.status !== undefined)
const SOUND = ['text-2021-cells-ended-by-bars.txt', 'word-2021-mixed-forms.docx', 'pdf-2021-a-table-a-block.pdf']

describe('hostile files in a batch', () => {
  let ended: Ended
  let data: string
  const stored = new Map<string, Stored>()

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-hostile-'))
    cpSync(join(HERE, 'hostile'), join(folder, 'batch'), { recursive: true })
    for (const name of SOUND) cpSync(join(HERE, '../samples', name), join(folder, 'batch', name))
    data = join(folder, 'data')
    ended = await nianbao('ingest', join(folder, 'batch'), '--data', data, '--memory-mb', '1000')
    for (const each of (await storedIn(data)).values()) stored.set(each.path, each)
  }, 300_000)

  it('fail the run, and leave nothing waiting', async () => {
    expect(ended.status).toBe(2)
    expect(ended.out).toContain(`${names.length + SOUND.length} documents found: ${names.length + SOUND.length} new`)
    expect(await queueIn(data)).toMatchObject({ waiting: 0, delayed: 0, active: 0, done: SOUND.length + read.length })
  })

  it.each(names)('%s', (name) => {
    expect(stored.get(name)).toMatchObject({ status: EXPECTED[name]?.status ?? 'failed', attempts: 1 })
    if (!read.includes(name)) expect(EXPECTED[name]?.codes).toContain(stored.get(name)?.code)
  })

  it('do not harm those beside them', () => {
    expect(SOUND.map((name) => stored.get(name)?.status)).toEqual(['ok', 'ok', 'ok'])
  })
})
