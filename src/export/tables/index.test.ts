import { expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describedTables } from './index.js'

test('the documentation names every table of a dataset with its key', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../docs/datasets.md'), 'utf8')
  const [, table = ''] = /\| table \| one row is \| key \|\n([\s\S]*?)\n\n/u.exec(text) ?? []
  const rows = [...table.matchAll(/^\| `(\w+)` \|.*\| ([^|]*) \|$/gmu)]
  const documented = rows.map(([, name, key = '']) => [
    name,
    [...key.matchAll(/`(\w+)`/gu)].map(([, column]) => column),
  ])
  const known = describedTables().map(({ name, primaryKey }) => [name, primaryKey])
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(known))
})
