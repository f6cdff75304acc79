import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Originals } from './originals.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('originals', () => {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-originals-'))
  const originals = new Originals(data)
  const file = join(data, 'report.txt')
  const text = '年报'.repeat(100_000)

  test('are kept under their fingerprint', async () => {
    writeFileSync(file, text)
    expect(await originals.keep(file, sha256(text))).toBe(true)
    const place = originals.placeOf(sha256(text))
    expect(place).toBe(join(data, 'originals', sha256(text).slice(0, 2), sha256(text).slice(2)))
    expect(readFileSync(place, 'utf8')).toBe(text)
    expect(await originals.keep(join(data, 'gone meanwhile'), sha256(text))).toBe(true)
  })

  test('what a killed run left unfinished is taken away', async () => {
    const left = join(data, 'originals', `${sha256('x')}.1.unfinished`)
    writeFileSync(left, 'half')
    await originals.tidy()
    expect(existsSync(left)).toBe(false)
    expect(existsSync(originals.placeOf(sha256(text)))).toBe(true)
    await new Originals(join(data, 'nowhere')).tidy()
  })

  test('a copy that is not whole is made again', async () => {
    const place = originals.placeOf(sha256(text))
    writeFileSync(place, 'cut short')
    await originals.keep(file, sha256(text), Buffer.byteLength(text))
    expect(readFileSync(place, 'utf8')).toBe(text)
  })

  test('what changed meanwhile is not kept under the wrong name, and leaves nothing behind', async () => {
    expect(await originals.keep(file, sha256('other'))).toBe(false)
    const left = readdirSync(join(data, 'originals'), { recursive: true, withFileTypes: true })
    expect(left.filter((entry) => entry.isFile())).toHaveLength(1)
  })
})
