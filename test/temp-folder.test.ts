import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nianbao, recordsOf } from './support/cli.js'
import { queueIn, storedIn } from './support/ingest.js'

/** A folder for temporary files that cannot be used is the machine's fault, not the document's. */

const DOC = join(import.meta.dirname, 'golden/reports/doc-2021.doc')
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'nianbao-temp-'))

function reports(): string {
  const folder = newFolder()
  copyFileSync(DOC, join(folder, 'a.doc'))
  return folder
}

/** Like LibreOffice where it finds no room: nothing comes out, and nothing is said. */
function silentOffice(): string {
  const file = join(newFolder(), 'soffice')
  writeFileSync(file, '#!/bin/sh\nexit 0\n')
  chmodSync(file, 0o755)
  return file
}

/** A disk of so many kilobytes; null where this user may not make one. */
function smallDisk(kilobytes: number): string | null {
  const folder = newFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}

/** Several runs with LibreOffice, on a machine that is busy with other suites (milliseconds). */
const SLOW_MS = 120_000

describe('a temporary folder', () => {
  const places: readonly (readonly [string, () => string])[] = [
    ['that is missing', () => join(newFolder(), 'nowhere')],
    ['that is a file', () => join(reports(), 'a.doc')],
    ['that is read-only', () => '/proc/self'],
  ]

  test.each(places)(
    '%s is named, and its documents are tried again',
    async (_, place) => {
      const folder = reports()
      const environment = { TMPDIR: place() }
      const [record] = recordsOf(await nianbao(['extract', folder, '--json'], { environment }))
      expect(record?.problems[0]).toMatchObject({ code: 'temp-unusable' })
      expect(record?.problems[0]?.message).toContain(environment.TMPDIR)

      const data = join(newFolder(), 'data')
      const args = ['ingest', folder, '--data', data]
      for (const run of [1, 2]) {
        const ended = await nianbao(args, { environment })
        expect([run, ended.status]).toEqual([run, 2])
        expect(ended.out).toContain('temp-unusable')
        expect(ended.out).not.toContain('Nothing new')
      }
      expect(await nianbao(args)).toMatchObject({ status: 0 })
      expect([...(await storedIn(data)).values()].map(({ status }) => status)).toEqual(['ok'])
      expect(await queueIn(data)).toMatchObject({ waiting: 0, failed: 0, done: 1 })
    },
    SLOW_MS,
  )

  test.each([
    ['before LibreOffice begins', 32, []],
    ['while it is at work', 1024, ['--soffice', silentOffice()]],
  ])('that is full %s is not taken for a damaged document', async (_, kilobytes, options) => {
    const disk = smallDisk(kilobytes)
    if (disk === null) return
    try {
      const ended = await nianbao(['extract', reports(), '--json', ...options], { environment: { TMPDIR: disk } })
      expect(recordsOf(ended)[0]?.problems.map(({ code }) => code)).toEqual(['temp-unusable'])
    } finally {
      execFileSync('umount', ['-l', disk])
      rmSync(disk, { recursive: true })
    }
  })
})
