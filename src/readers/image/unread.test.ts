import { expect, it } from '@jest/globals'
import sharp from 'sharp'
import { unreadFormat } from '../containers/signatures.js'

it.each([
  ['BMP', Buffer.from('BM\x36\x84\0\0\0\0\0\0\x36\0\0\0', 'latin1')],
  ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
  ['JPEG 2000', Buffer.from('0000000c6a5020200d0a870a', 'hex')],
])('%s is named', (name, bytes) => {
  expect(unreadFormat(bytes)).toBe(name)
})

it.each(['jpeg', 'png', 'tiff', 'webp', 'gif', 'avif'] as const)('%s is read', async (format) => {
  const picture = sharp({ create: { width: 16, height: 16, channels: 3, background: 'white' } })
  expect(unreadFormat(await picture.toFormat(format).toBuffer())).toBeNull()
})
