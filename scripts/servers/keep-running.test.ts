import { expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepRunning } from './keep-running.js'
import { run, until, type RunningProgram } from './server.js'

test('a program that dies is told of and started again, until it is ended for good', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-kept-'))
  const started: number[] = []
  const told: string[] = []
  const start = (): RunningProgram => {
    const args = ['-e', 'setInterval(() => undefined, 1000)']
    const program = run({ command: process.execPath, args, log: join(folder, 'log') })
    started.push(program.pid)
    return program
  }
  const kept = keepRunning(start, (how) => told.push(how), 10)
  process.kill(kept.pid(), 'SIGKILL')
  await until(() => started.length === 2, 'another one is started')
  expect(told).toEqual(['SIGKILL'])
  expect(kept.pid()).toBe(started[1])
  await kept.end('SIGTERM')
  expect(started).toHaveLength(2)
  expect(told).toHaveLength(1)
  expect(() => process.kill(started[1] ?? 0, 0)).toThrow('ESRCH')
  await rm(folder, { recursive: true })
})
