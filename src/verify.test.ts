import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { withDefaults } from './model/options.js'
import type { Block } from './model/block.js'
import type { Reading } from './model/source.js'
import { read } from './readers/index.js'
import { heldAgainst } from './verify.js'

const NAME = 'html-2021.html'
const PAGE = { number: 1, width: 595, height: 842, rotation: 0, dpi: null, read: 'text-layer', proof: 'ink' } as const

let reading: Reading

beforeAll(async () => {
  const bytes = readFileSync(join(import.meta.dirname, '..', 'test', 'golden', 'reports', NAME))
  reading = await read({ name: NAME, path: NAME, bytes }, { ...withDefaults({}), signal: null })
})

const printed = (change: (block: Block, index: number) => Block | null): Reading => ({
  ...reading,
  pages: [PAGE],
  blocks: reading.blocks.flatMap((block, index) => change(block, index) ?? []),
})

const doubtsOf = ({ blocks }: Reading): number =>
  blocks
    .flatMap((block) => (block.kind === 'table' ? block.cells : []))
    .filter(({ doubt }) => doubt === 'render-differs').length

const codesOf = ({ problems }: Reading): readonly string[] => problems.map(({ code }) => code)

/** The last number of the first table, as another one. */
function withOtherValue(block: Block, index: number): Block {
  if (block.kind !== 'table' || index !== reading.blocks.findIndex(({ kind }) => kind === 'table')) return block
  const at = block.cells.findLastIndex(({ text }) => /^\d+$/u.test(text))
  return { ...block, cells: block.cells.map((cell, place) => (place === at ? { ...cell, text: '98765' } : cell)) }
}

describe('a reading held against printed pages', () => {
  it('is proved where they give the same', () => {
    const held = heldAgainst(
      reading,
      printed((block) => block),
    )
    expect(held.pages?.map(({ proof }) => proof)).toEqual(['render'])
    expect([doubtsOf(held), codesOf(held)]).toEqual([0, codesOf(reading)])
  })

  it('is in doubt at the value that they give otherwise', () => {
    const held = heldAgainst(reading, printed(withOtherValue))
    expect(held.pages?.map(({ proof }) => proof)).toEqual(['render'])
    expect(doubtsOf(held)).toBe(1)
  })

  it('is not proved, and not in doubt, where its tables cannot be read from them', () => {
    const held = heldAgainst(
      reading,
      printed((block) => (block.kind === 'table' ? null : block)),
    )
    expect(held.pages?.map(({ proof }) => proof)).toEqual(['none'])
    expect(doubtsOf(held)).toBe(0)
    expect(codesOf(held)).toContain('render-unproved')
  })

  it('is not proved where only one of its tables is to be read from them, whose other value is still a doubt', () => {
    const first = reading.blocks.findIndex(({ kind }) => kind === 'table')
    const held = heldAgainst(
      reading,
      printed((block, index) => (block.kind === 'table' && index !== first ? null : withOtherValue(block, index))),
    )
    expect(held.pages?.map(({ proof }) => proof)).toEqual(['none'])
    expect(doubtsOf(held)).toBe(1)
    expect(codesOf(held)).toContain('render-unproved')
  })
})
