import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { workingFolder } from './working-folder.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-content-'))
})

describe('a worker’s folder', () => {
  test('is its own; what killed workers left is cleared away, and nothing else', async () => {
    // No process has so high a number.
    await mkdir(join(folder, 'nianbao-worker-99999999-abc'))
    await writeFile(join(folder, 'nianbao-worker-99999999-abc', 'left'), '')
    await mkdir(join(folder, `nianbao-worker-${process.pid}-abc`))
    await mkdir(join(folder, 'reports'))
    const own = await workingFolder(folder)
    expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual(
      [own, join(folder, `nianbao-worker-${process.pid}-abc`), join(folder, 'reports')].sort(),
    )
  })
})
