import { expect, test } from '@jest/globals'
import { familyOf, listProcesses, processorMs, residentMb } from './process-table.js'

const NOWHERE = '/nowhere/proc'

test('a system that tells of its processes tells of this one', async () => {
  const entries = await listProcesses()
  expect(entries.find(({ pid }) => pid === process.pid)).toMatchObject({ parent: process.ppid })
  expect(await residentMb(process.pid)).toBeGreaterThan(10)
  expect(await processorMs(process.pid)).toBeGreaterThan(0)
})

test('without /proc nothing is known and nothing fails: the clock and the heap limit of Node are left', async () => {
  expect(await listProcesses(NOWHERE)).toEqual([])
  expect(await residentMb(process.pid, NOWHERE)).toBeNull()
  expect(await processorMs(process.pid, NOWHERE)).toBeNull()
  expect(familyOf(process.pid, [])).toEqual([process.pid])
})
