import { describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { isAlive, ownerOf } from './processes.js'

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
