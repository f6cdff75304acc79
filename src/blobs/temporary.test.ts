import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { BlobError } from './errors.js'
import { inTemporary, temporaryFolder } from './temporary.js'

const place = mkdtempSync(join(tmpdir(), 'nianbao-temporary-'))
writeFileSync(join(place, 'file'), '')

test.each([
  ['is missing', join(place, 'nowhere')],
  ['is a file', join(place, 'file')],
  ['is read-only', '/proc/self'],
])('a folder for temporary files that %s is named with what to do', async (_, folder) => {
  const made = temporaryFolder('a-', folder)
  await expect(made).rejects.toMatchObject({ name: 'BlobError', code: 'temp-unusable' })
  await expect(made).rejects.toThrow(folder)
})

test('what the storage of originals says is passed on', async () => {
  const missing = new BlobError('blob-missing')
  await expect(inTemporary(place, async () => Promise.reject(missing))).rejects.toBe(missing)
})
