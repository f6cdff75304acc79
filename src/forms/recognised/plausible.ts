import type { ValueKind } from '../../vocabulary/forms.js'

/** Reports that print less than no documents are this rare, against dirt that looks like a sign. */
const SIGNED = 0.02
/** Reports that print half a document are this rare, against misread points. */
const BROKEN = 0.001
/** What a recognised cell holds is rarely nothing: only ink is recognised. */
const NOTHING = 0.5

/** Signs in all their shapes. */
const SIGN = /^[-+＋‐‑‒–—―−－﹣─]/u

/** Whether a printed number can be of a kind: a count is a whole number without a sign, and an amount has no sign. */
export function fits(text: string, value: number, kind: ValueKind): boolean {
  if (kind === 'change') return Number.isInteger(value)
  return !SIGN.test(text.trim()) && (kind === 'amount' || !text.normalize('NFKC').includes('.'))
}

/** How likely a text is as a value of a kind, against its most usual form, 0..1. */
export function plausibility(text: string, kind: ValueKind): number {
  if (text === '') return NOTHING
  let share = 1
  if (kind !== 'amount' && text.includes('.')) share *= BROKEN
  if (kind !== 'change' && /^[-+] ?\d/u.test(text)) share *= SIGNED
  return share
}
