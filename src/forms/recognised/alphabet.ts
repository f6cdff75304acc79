import type { Block, Cell, Table } from '../../model/block.js'
import { readText } from '../../vocabulary/values.js'

/** A recogniser's reading of one place, taken as part of a value. */
export interface AlphabetReading {
  /** In half width; empty where nothing stands. */
  readonly text: string
  /** Share of the recogniser's probability that the reading keeps, 0..1: 1 where it is in the alphabet itself. */
  readonly weight: number
  /** How many of its characters are taken for what they look like, not for what they were read as. */
  readonly mapped: number
}

/** All that a value is printed with: digits, sign, separators, point, dashes, slashes, brackets, units, 无, 增 and 减. */
const ALPHABET = new Set('0123456789+-.,/()无暂元万亿千百件项条个人次份宗起例部篇家户增加新减少上升下降')

/** Looks like nothing else in a value cell. */
const NEAR = 0.97
/** Looks like it, and may be something else. */
const FAR = 0.5

/** Recognisers read these for the characters of a value: confusions that were seen, and look-alikes of print. */
const LOOK_ALIKES: Readonly<Record<string, readonly [near: string, far: string]>> = {
  '0': ['OoＯｏ〇○◯Оо', 'αacceDQUuCθ∞口囗ロ曰°º'],
  '1': ['lI|｜丨Ⅰ', '][!！}{ijtf亅丿'],
  '2': ['Zz', '乙之'],
  '3': ['', 'ЗзEε'],
  '4': ['', 'A'],
  '5': ['Ss', '$§'],
  '6': ['b', 'Gσδ'],
  '7': ['', 'T了フ丁'],
  '8': ['B', '&日'],
  '9': ['gq', 'ｇ'],
  '.': ['。·．｡•', "、'’‘`´:：;；*＇" + '"'],
  ',': ['，､', ''],
  '-': ['一—–―−－ー‐‑‒﹣─━~～_＿', ''],
  '/': ['／', ''],
}

const READ_AS = new Map<string, { readonly char: string; readonly weight: number }>(
  Object.entries(LOOK_ALIKES).flatMap(([char, [near, far]]) => [
    ...Array.from(far, (other) => [other, { char, weight: FAR }] as const),
    ...Array.from(near, (other) => [other, { char, weight: NEAR }] as const),
  ]),
)

/** Signs that print for a minus, and full-width forms: no other readings, the same character. */
const SAME = new Set('—–―−－‐‑‒﹣─━，．／（）＋')

const halfWidth = (char: string): string =>
  /[\uff01-\uff5e]/u.test(char) ? String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0) : char

/** A recogniser's reading of one place in the alphabet of values; null where it has none there. */
export function inAlphabet(text: string): AlphabetReading | null {
  let read = ''
  let weight = 1
  let mapped = 0
  for (const char of text.trim()) {
    const half = halfWidth(char)
    const other = READ_AS.get(char) ?? READ_AS.get(half)
    if (ALPHABET.has(half)) read += half
    else if (!other) return null
    else {
      read += other.char
      if (SAME.has(char)) continue
      weight *= other.weight
      mapped += 1
    }
  }
  return { text: read, weight, mapped }
}

/** `o` and `l2` as the numbers that they are, so that no such cell is taken for a label; null for anything else. */
function asValue({ text, recognition }: Cell): string | null {
  if (!recognition || readText(text).state !== 'text') return null
  const read = recognition.characters.flatMap((character) => inAlphabet(character.text) ?? [])
  if (read.length < recognition.characters.length) return null
  const value = read.map((reading) => reading.text).join('')
  const { state } = readText(value)
  return state === 'number' || state === 'dash' ? value : null
}

function tableAsRead(table: Table): Table {
  const cells = table.cells.map((cell) => {
    const text = asValue(cell)
    return text === null ? cell : { ...cell, text }
  })
  return cells.every((cell, index) => cell === table.cells[index]) ? table : { ...table, cells }
}

/** Blocks as the matching sees them: recognised cells that are values but for look-alikes hold those values. */
export const blocksAsRead = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) => (block.kind === 'table' ? tableAsRead(block) : block))

/** The cell of a table at the same place: as printed, where another one was made of it for the matching. */
export function cellAsPrinted(table: Table, cell: Cell): Cell {
  return table.cells.find(({ row, column }) => row === cell.row && column === cell.column) ?? cell
}
