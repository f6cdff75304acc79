import { describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive, makeOwnFolder, ownerOf } from './system.js'

describe('processes', () => {
  test('this one is there, one that ended is not', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await new Promise((done) => child.once('close', done))
    expect([isAlive(process.pid), isAlive(child.pid ?? 0)]).toEqual([true, false])
  })

  test('are told from the names of their folders', () => {
    expect(ownerOf('nianbao-worker-123-abc', 'nianbao-worker-')).toBe(123)
    const others = ['nianbao-worker-123', 'nianbao-worker-x-abc', 'other-123-abc', 'a-nianbao-worker-123-abc']
    expect(others.map((name) => ownerOf(name, 'nianbao-worker-'))).toEqual([null, null, null, null])
  })
})

describe('a folder of a process', () => {
  test('is its own; what killed processes left is cleared away, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-system-'))
    // No process has so high a number.
    await mkdir(join(folder, 'nianbao-worker-99999999-abc'))
    await writeFile(join(folder, 'nianbao-worker-99999999-abc', 'left'), '')
    await mkdir(join(folder, `nianbao-worker-${process.pid}-abc`))
    await mkdir(join(folder, 'reports'))
    const first = await makeOwnFolder(folder, 'nianbao-worker-')
    // In a container an earlier process had the same number.
    await mkdir(join(folder, `nianbao-worker-${process.pid}-1-earlier`))
    const own = await makeOwnFolder(folder, 'nianbao-worker-')
    expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual(
      [first, own, join(folder, `nianbao-worker-${process.pid}-abc`), join(folder, 'reports')].sort(),
    )
  })
})
