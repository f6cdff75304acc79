import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { DocumentRecord } from '../../src/model/record.js'
import type { Store } from '../../src/store/store.js'

/** The contents of stores and folders, in a shape that can be compared. */

/** All that counts of each document, without times. */
export async function contentOf(store: Store): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>()
  for await (const { sha256, effective, allNames, ...row } of store.effective()) {
    const record: DocumentRecord = {
      ...effective.record,
      extractor: { ...effective.record.extractor, elapsedMs: 0 },
    }
    const names = allNames.map(({ path, state, parts, format }) => ({ path, state, parts, format }))
    const values = effective.values.map(({ read, value, flags }) => [read.code, value, flags])
    found.set(sha256, { ...row, record, values, names, failure: row.failure?.code ?? null })
  }
  return found
}

/** Attempts at all documents. */
export async function attemptsIn(store: Store): Promise<number> {
  let count = 0
  for await (const { sha256 } of store.documents()) count += (await store.attempts(sha256)).length
  return count
}

/** Gives the contents of the files below a folder, by their paths; times are taken out. */
export async function filesOf(below: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(
    files.sort().map(async (file) => {
      const text = await readFile(file, 'utf8')
      return [relative(below, file), text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME')] as const
    }),
  )
  return new Map(texts)
}
