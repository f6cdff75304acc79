import type { Placed } from './placed.js'

/** A cell by rows of the block and columns of the table. */
export interface BlockCell {
  readonly row: number
  readonly rowSpan: number
  readonly column: number
  readonly columnSpan: number
  readonly runs: readonly Placed[]
  readonly uncertain?: 'row' | 'column'
}

export interface BlockRow {
  readonly top: number
  readonly bottom: number
}

export interface Block {
  readonly rows: readonly BlockRow[]
  readonly cells: readonly BlockCell[]
}

/** x of column borders; column i of the block lies between borders i and i + 1, at `index` in the table. */
export interface Borders {
  readonly x: readonly number[]
  readonly index: readonly number[]
}

/** The column between whose borders a place (x) lies, or the one next to it. */
export const columnAt = (borders: readonly number[], place: number): number => {
  const next = borders.findIndex((edge) => edge > place)
  return Math.min(borders.length - 2, Math.max(0, (next < 0 ? borders.length : next) - 1))
}
export const firstColumnOf = (borders: Borders, run: Placed): number => columnAt(borders.x, run.left + 0.2 * run.size)
export const lastColumnOf = (borders: Borders, run: Placed): number => columnAt(borders.x, run.right - 0.2 * run.size)
