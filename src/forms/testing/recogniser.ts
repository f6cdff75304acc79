import type { Block, Cell, CellRecognition } from '../../model/block.js'

type Character = CellRecognition['characters'][number]
type Random = () => number

/** The characters that a worn or blurred digit is taken for. */
const CONFUSIONS: Readonly<Record<string, string>> = {
  '0': '869oO',
  '1': '7l4]',
  '2': '7Z3',
  '3': '895',
  '4': '19A',
  '5': '6S8',
  '6': '850',
  '7': '12',
  '8': '309B',
  '9': '840',
}

/** How a simulated recogniser errs; each a share of the digits. */
export interface Manners {
  /** Read with doubt; half of them wrong, with the right one among the alternatives. */
  readonly doubtful: number
  /** Read with doubt and wrong, the right one not among the alternatives. */
  readonly astray: number
  /** Wrong without any doubt. */
  readonly blind: number
}

/** How the simulated recogniser misread a cell. */
export type Misdeed = 'doubtful' | 'astray' | 'blind'

const SURE = 0.999

function other(char: string, random: Random): string {
  const choices = Array.from(CONFUSIONS[char] ?? '8')
  return choices[Math.floor(random() * choices.length)] ?? '8'
}

/** A digit as the recogniser gives it, and what went wrong. */
function misread(char: string, manners: Manners, random: Random): { read: Character; misdeed: Misdeed | null } {
  const dice = random()
  const { doubtful, astray, blind } = manners
  const wrong = other(char, random)
  const second = other(char, random)
  if (dice < doubtful) {
    const first = 0.35 + 0.3 * random()
    const rest = 0.95 - first
    const [top, next] = random() < 0.5 ? [char, wrong] : [wrong, char]
    return {
      read: { text: top, confidence: first, alternatives: [{ text: next, confidence: rest }] },
      misdeed: 'doubtful',
    }
  }
  if (dice < doubtful + astray)
    return {
      read: { text: wrong, confidence: 0.5, alternatives: second === wrong ? [] : [{ text: second, confidence: 0.3 }] },
      misdeed: 'astray',
    }
  if (dice < doubtful + astray + blind)
    return { read: { text: wrong, confidence: SURE, alternatives: [] }, misdeed: 'blind' }
  return { read: { text: char, confidence: SURE, alternatives: [] }, misdeed: null }
}

/** One cell read by the simulated recogniser: only digits are ever misread. */
export function recognise(cell: Cell, manners: Manners, random: Random): { cell: Cell; misdeeds: Misdeed[] } {
  const isValue = /^\d+$/u.test(cell.text)
  const read = Array.from(cell.text, (char) =>
    isValue
      ? misread(char, manners, random)
      : { read: { text: char, confidence: SURE, alternatives: [] }, misdeed: null },
  )
  if (read.length === 0) return { cell, misdeeds: [] }
  const characters = read.map((each) => each.read)
  const text = characters.map((character) => character.text).join('')
  return {
    cell: { ...cell, text, recognition: { characters } },
    misdeeds: read.flatMap(({ misdeed }) => misdeed ?? []),
  }
}

/** A report as a scan of it would arrive; `misdeeds` by table (1-based, as t1) and place: `t1 3 4`. */
export function scanned(
  blocks: readonly Block[],
  manners: Manners,
  random: Random,
): { blocks: Block[]; misdeeds: ReadonlyMap<string, readonly Misdeed[]> } {
  const misdeeds = new Map<string, readonly Misdeed[]>()
  let tables = 0
  const read = blocks.map((block): Block => {
    if (block.kind !== 'table') return block
    tables += 1
    const cells = block.cells.map((cell) => {
      const found = recognise(cell, manners, random)
      if (found.misdeeds.length > 0) misdeeds.set(`t${tables} ${cell.row} ${cell.column}`, found.misdeeds)
      return found.cell
    })
    return { ...block, method: 'ruled', cells }
  })
  return { blocks: read, misdeeds }
}
