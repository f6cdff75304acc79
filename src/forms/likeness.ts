import { distance } from 'fastest-levenshtein'
import { enumerated, withoutNotes, type Enumerated } from '../vocabulary/labels.js'

/** Labels repeat from document to document; beyond this many different ones the memory is emptied. */
const MEMORY = 5_000

/** What two different leading numbers cost (as `likeness` in vocabulary/labels.ts). */
const OTHER_NUMBER = 0.1
/** Labels as short as 其他 and 总计 are told apart by their numbers more than by their words. */
const SHORT_LABEL = 2
const OTHER_NUMBER_OF_SHORT = 0.35

/** Words that organs print one for the other. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [[/合计|总数|总计数/gu, '总计']]

const remembered = new Map<string, Enumerated>()

/** A label's number and folded core, synonyms made one; remembered, since folding is the dear part of matching. */
export function labelOf(text: string): Enumerated {
  const known = remembered.get(text)
  if (known) return known
  const { ordinal, core } = enumerated(text)
  const label = { ordinal, core: SYNONYMS.reduce((folded, [from, to]) => folded.replace(from, to), core) }
  if (remembered.size >= MEMORY) remembered.clear()
  remembered.set(text, label)
  return label
}

/**
 * As `likeness` in vocabulary/labels.ts, on labels already parted: 0..1.
 * @param shared how many characters of both are a parent's, which many rows share: they count for nothing
 */
export function alike(a: Enumerated, b: Enumerated, shared = 0): number {
  const longer = Math.max(1, Math.max(a.core.length, b.core.length) - shared)
  if (a.core === '' || b.core === '') return 0
  const same = a.core === b.core ? 1 : 1 - distance(a.core, b.core) / longer
  const numbersDiffer = a.ordinal !== null && b.ordinal !== null && a.ordinal !== b.ordinal
  const cost = Math.max(a.core.length, b.core.length) <= SHORT_LABEL ? OTHER_NUMBER_OF_SHORT : OTHER_NUMBER
  return Math.max(0, numbersDiffer ? same - cost : same)
}

/** One label of a form in all the ways it may be printed. */
export interface FormLabel {
  readonly key: string
  readonly variants: readonly Variant[]
}

/** One way to print a form's label; `shared` is how many of its characters are its parents'. */
export interface Variant extends Enumerated {
  readonly shared: number
}

/** Labels longer than this are often printed only up to a comma or a parenthesis. */
const LONG_LABEL = 8

/** A label in full, and its beginnings up to a comma, a 、 or a parenthesis. */
function printed(label: string): string[] {
  const heads = [...label.matchAll(/[，、（,(]/gu)]
    .map(({ index }) => label.slice(0, index))
    .filter((head) => labelOf(head).core.length >= 4)
  return labelOf(label).core.length > LONG_LABEL ? [label, ...heads] : [label]
}

/**
 * A form's path as a label: its innermost part, alone or with its parents glued before it (label columns merged into
 * one, header words run together); or one of its aliases.
 */
export function formLabel(key: string, path: readonly string[], aliases: readonly string[] = []): FormLabel {
  const leaf = path[path.length - 1] ?? ''
  const own = [...printed(leaf), ...aliases].map((text) => ({ ...labelOf(text), shared: 0 }))
  const joined = path.slice(0, -1).map((_, depth) => {
    const label = labelOf(path.slice(depth).join(''))
    return { ...label, shared: Math.max(0, label.core.length - labelOf(leaf).core.length) }
  })
  return { key, variants: [...own, ...joined] }
}

const measured = new WeakMap<FormLabel, Map<string, number>>()

/** How alike a printed label is to a form's label in the best of its variants, 0..1; remembered for each form's label. */
export function likenessTo(text: string, label: FormLabel): number {
  let known = measured.get(label)
  if (!known || known.size >= MEMORY) {
    known = new Map()
    measured.set(label, known)
  }
  const before = known.get(text)
  if (before !== undefined) return before
  const likeness = measure(text, label)
  known.set(text, likeness)
  return likeness
}

function measure(text: string, label: FormLabel): number {
  const bare = withoutNotes(text)
  const readings = bare === text || bare === '' ? [labelOf(text)] : [labelOf(text), labelOf(bare)]
  let best = 0
  for (const own of readings)
    for (const variant of label.variants) {
      best = Math.max(best, alike(own, variant, variant.shared))
      if (best === 1) return best
    }
  return best
}

/** The best of several printed readings of one label (a cell, a cell with its parents, …) against a form's label. */
export function bestLikeness(texts: readonly string[], label: FormLabel): number {
  return texts.reduce((best, text) => Math.max(best, likenessTo(text, label)), 0)
}
