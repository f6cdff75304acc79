import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { openStore } from '../open.js'
import { describeStore } from '../testing/describe-store.js'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

describeStore('SQLite in a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-store-'))
  folders.push(folder)
  return (await openStore(folder)).store
})
