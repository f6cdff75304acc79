/** @jest-environment ./src/scan/testing/native-environment.js */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { globSync } from 'tinyglobby'
import { DEFAULT_LIMITS, type Reading } from '../src/model/source.js'
import { read } from '../src/readers/index.js'

/** The same small page in each way that scanners, phones and programs encode one. */

const FOLDER = join(import.meta.dirname, 'scan-encodings')
const SLOW = 60_000
/** Files that do not say how many pixels an inch has. */
const NO_RESOLUTION = new Set(['lossy.webp'])

const readFile = (name: string): Promise<Reading> =>
  read(
    { name, path: name, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) },
    { limits: DEFAULT_LIMITS, signal: null },
  )

describe('a scanned page is read, encoded as', () => {
  it.each(globSync('*', { cwd: FOLDER }).sort())(
    '%s',
    async (name) => {
      const { blocks, pages, problems } = await readFile(name)
      expect(problems.map(({ code }) => code)).toEqual(NO_RESOLUTION.has(name) ? ['dpi-assumed'] : [])
      expect(pages?.[0]).toMatchObject({ number: 1, read: 'recognised' })
      const table = blocks.find(({ kind }) => kind === 'table')
      expect(table?.kind === 'table' ? table.cells.map(({ text }) => text) : []).toEqual([
        ...['信息内容', '本年件数'],
        ...['行政许可', '1207'],
        ...['行政处罚', '36'],
        ...['行政强制', '4.5'],
      ])
      expect(blocks.at(-1)).toMatchObject({ kind: 'paragraph', text: '五、存在的主要问题及改进情况' })
    },
    SLOW,
  )
})
