import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { isOle } from '../containers/ole.js'
import { withoutUnshownBinaryFields } from './binary-fields.js'
import { readOffice } from './index.js'

/** These need LibreOffice's Writer: scripts/system-packages installs it. */

const fixture = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`./testing/${name}.doc`, import.meta.url)))

/** The texts and doubts of the two cells of a document's only table. */
async function cellsOf(name: string): Promise<unknown> {
  const source = { name: 'a.doc', path: 'a.doc', bytes: await fixture(name) }
  const { blocks } = await readOffice(source, 'doc', { limits: DEFAULT_LIMITS, signal: null, soffice: null })
  return blocks.flatMap((block) =>
    block.kind === 'table' ? block.cells.map(({ text, doubt }) => [text, doubt ?? null]) : [],
  )
}

describe('fields of a Word 97-2003 document', () => {
  it.each([
    ['nested in instructions and results, and worked out anew', 'fields-saved', '123456', null, '923', null],
    ['in text of single bytes', 'fields-narrow', '45', null, '923', null],
    ['that show something else than their result', 'fields-drawn', '45', 'cell-not-text', '923', null],
    ['that reach into the next cell, in single bytes', 'fields-across', '45', 'cell-not-text', '23', 'cell-not-text'],
  ])('%s', async (_, name, first, firstDoubt, second, secondDoubt) => {
    expect(await cellsOf(name)).toEqual([
      [first, firstDoubt],
      [second, secondDoubt],
    ])
  })

  it('leave a document as it is where there is nothing to settle', async () => {
    const bytes = await fixture('linked-picture')
    expect(withoutUnshownBinaryFields(bytes)).toBe(bytes)
  })

  it('are left where a file is cut off or damaged anywhere', async () => {
    const bytes = await fixture('fields-saved')
    for (let length = 0; length < bytes.length; length += 97)
      expect(withoutUnshownBinaryFields(bytes.subarray(0, length)).length).toBe(length)
    for (let at = 0; at < bytes.length; at += 13) {
      const damaged = Uint8Array.from(bytes)
      damaged.fill(0xff, at, at + 4)
      const edited = withoutUnshownBinaryFields(damaged)
      expect(edited.length).toBe(bytes.length)
      expect(at < 8 || isOle(edited)).toBe(true)
    }
  })
})
