import type { Block, Cell, CellDoubt } from '../../../model/block.js'

/** Ink of which only the page's picture can tell what it says. */
const UNTOLD: ReadonlySet<CellDoubt> = new Set<CellDoubt>(['cell-not-text', 'cell-unread'])

/** Does a cell, whole on one page, show what its text does not say? */
export const isUntold = ({ doubt, boxes }: Cell): boolean =>
  doubt !== undefined && UNTOLD.has(doubt) && boxes.length === 1

export const hasUntoldCells = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => block.kind === 'table' && block.cells.some(isUntold))
