import { foldedBandOrdinal } from './bands.js'
import { BLOCKS_FAMILIES, GROUPS_FAMILIES, MATRIX_FAMILIES } from './families.js'
import type { StatutoryTable } from './forms.js'
import { fold } from './labels.js'

/** The first row of a statutory table: what only its beginning prints. */

/** The corner over the labels of a matrix is known by so many of its first characters. */
const CORNER_LENGTH = 9

interface Start {
  readonly id: StatutoryTable
  readonly isBegunBy: (folded: readonly string[]) => boolean
}

const BLOCKS: readonly Start[] = BLOCKS_FAMILIES.map(({ id, table }) => {
  const first = foldedBandOrdinal(fold(table.blocks[0]?.heading ?? ''))
  return { id, isBegunBy: (texts) => first !== null && texts.some((text) => foldedBandOrdinal(text) === first) }
})

const MATRICES: readonly Start[] = MATRIX_FAMILIES.map(({ id, table }) => {
  const corner = fold(table.corner).slice(0, CORNER_LENGTH)
  const outer = new Set(table.columns.filter(({ path }) => path.length > 1).map(({ path }) => fold(path[0] ?? '')))
  const isCorner = (text: string): boolean => corner.length === CORNER_LENGTH && text.startsWith(corner)
  return { id, isBegunBy: (texts) => texts.some((text) => isCorner(text) || outer.has(text)) }
})

const GROUPS: readonly Start[] = GROUPS_FAMILIES.map(({ id, table }) => {
  const outer = [...new Set(table.groups.map(({ path }) => fold(path[0] ?? '')))]
  return { id, isBegunBy: (texts) => outer.length > 1 && outer.every((label) => texts.includes(label)) }
})

/** The statutory table that begins with a row of these texts; null where none does. */
export function statutoryStart(printed: readonly string[]): StatutoryTable | null {
  const texts = printed.map(fold).filter((text) => text !== '')
  return [...BLOCKS, ...MATRICES, ...GROUPS].find(({ isBegunBy }) => isBegunBy(texts))?.id ?? null
}
