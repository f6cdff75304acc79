import type { CellDoubt } from '../../model/block.js'

/**
 * Characters by which a reader says in the markup that a cell shows something else than its text. They are no characters of
 * Unicode, so no document needs them, and they never come into any text.
 */
export const DOUBT_MARKS = {
  'cell-not-text': '\ufdd0',
  'cell-hidden': '\ufdd1',
  'cell-struck-out': '\ufdd2',
  'cell-raised': '\ufdd3',
} as const satisfies Partial<Record<CellDoubt, string>>

/** The doubts that a mark can state. */
export type MarkedDoubt = keyof typeof DOUBT_MARKS

const REASONS: readonly MarkedDoubt[] = ['cell-not-text', 'cell-hidden', 'cell-struck-out', 'cell-raised']
const MARKS = /[\ufdd0-\ufdd3]/gu

/** A text without marks, and the first reason for doubt that they give. */
export function withoutMarks(text: string): { readonly text: string; readonly doubt: MarkedDoubt | null } {
  if (text.search(MARKS) < 0) return { text, doubt: null }
  return { text: text.replace(MARKS, ''), doubt: REASONS.find((reason) => text.includes(DOUBT_MARKS[reason])) ?? null }
}
