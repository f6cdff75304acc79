import type { Block, Cell, CellDoubt } from '../../../model/block.js'

/** For these doubts only the page's picture can show the value. */
const UNREAD: ReadonlySet<CellDoubt> = new Set<CellDoubt>(['cell-not-text', 'cell-unread'])

/** Does a cell that stands whole on one page show more than its text says? */
export const isUnread = ({ doubt, boxes }: Cell): boolean =>
  doubt !== undefined && UNREAD.has(doubt) && boxes.length === 1

export const hasUnreadCells = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => block.kind === 'table' && block.cells.some(isUnread))
