import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identify } from '../readers/identity.js'
import { fingerprint, stampOf } from './fingerprint.js'

const ROOT = join(import.meta.dirname, '../..')
const SAMPLES = join(ROOT, 'samples')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('a fingerprint', () => {
  test.each([
    ['pdf-2021-broken-over-pages.pdf', 'pdf', false],
    ['scan-2021-red-seal.pdf', 'pdf', true],
    ['word-2021-mixed-forms.docx', 'docx', false],
    ['word-with-password.docx', 'docx', false],
    ['web-2021-gbk.html', 'html', false],
    ['text-2019-cells-lost.txt', 'text', false],
  ] as const)('of %s', async (name, format, scan) => {
    const bytes = readFileSync(join(SAMPLES, name))
    const found = await fingerprint([join(SAMPLES, name)])
    expect(found).toMatchObject({ sha256: sha256(bytes), bytes: bytes.length, format, scan })
  })

  test('of a group is that of the record: its parts’ digests in page order', async () => {
    const files = [1, 2, 3].map((page) => join(ROOT, `test/golden-scans/jpg-2021-${page}.jpg`))
    const parts = files.map((name) => ({ name, bytes: readFileSync(name) }))
    const found = await fingerprint(files)
    expect(found.sha256).toBe(identify({ bytes: new Uint8Array(), parts }).sha256)
    expect(found).toMatchObject({ format: 'image', scan: true })
    expect(found.parts).toEqual(parts.map(({ name, bytes }) => ({ file: name, sha256: sha256(bytes) })))
  })

  test('of a package whose directory comes after the first piece', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'nianbao-fingerprint-')), 'a')
    const docx = readFileSync(join(SAMPLES, 'word-2021-mixed-forms.docx'))
    // Ahead of its entries a ZIP may hold anything; its directory is found from its end.
    const padding = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(600_000, 1)])
    writeFileSync(file, Buffer.concat([padding, docx]))
    expect((await fingerprint([file])).bytes).toBe(padding.length + docx.length)
  })

  test('stands still while nothing changes, and moves when two pages of a group change places', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-fingerprint-'))
    const [one = '', two = ''] = ['x-1.png', 'x-2.png'].map((name) => join(folder, name))
    writeFileSync(one, 'a')
    writeFileSync(two, 'b')
    const before = await stampOf([one, two])
    expect(await stampOf([one, two])).toEqual(before)
    await new Promise((done) => setTimeout(done, 20))
    renameSync(one, join(folder, 'x'))
    renameSync(two, one)
    renameSync(join(folder, 'x'), two)
    expect(await stampOf([one, two])).not.toEqual(before)
  })

  test('of what is no file is none', async () => {
    await expect(fingerprint([SAMPLES])).rejects.toThrow('not a regular file')
    await expect(fingerprint([join(SAMPLES, 'nowhere')])).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
