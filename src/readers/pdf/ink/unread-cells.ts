import type { Block, Cell, CellDoubt } from '../../../model/block.js'

/** For these doubts only the page's picture can show the value. */
const UNREAD: ReadonlySet<CellDoubt> = new Set<CellDoubt>([
  'cell-not-text',
  'cell-unread',
  'cell-covered',
  'cell-hidden',
])

/** Numbers some of whose characters the file does not name. */
const UNNAMED = /^[\d\s.,%\ufffd]*\ufffd[\d\s.,%\ufffd]*$/u
/** Longer ones are no values. */
const MAX_LENGTH = 16

/** Does a cell that stands whole on one page show more than its text says? */
export const isUnread = ({ text, doubt, boxes }: Cell): boolean =>
  boxes.length === 1 && (doubt === undefined ? text.length <= MAX_LENGTH && UNNAMED.test(text) : UNREAD.has(doubt))

export const hasUnreadCells = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => block.kind === 'table' && block.cells.some(isUnread))
