import { remember } from '../vocabulary/remember.js'
import { enumerated, withoutLabelNotes, type Enumerated, alike } from '../vocabulary/labels.js'

/** Words that organs print one for the other. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [[/合计|总数|总计数/gu, '总计']]

/** Words as common as these tell no table from another. */
const COMMON = new Set(['其他', '总计', '其他结果'])

/** A label's number and folded core, synonyms made one; remembered, since folding is the dear part of matching. */
export const labelOf = remember((text: string): Enumerated => {
  const { ordinal, core } = enumerated(text)
  return { ordinal, core: SYNONYMS.reduce((folded, [from, to]) => folded.replace(from, to), core) }
})

export const isCommon = (label: string): boolean => COMMON.has(labelOf(label).core)

/** One label of a form in all the ways it may be printed. */
export interface FormLabel {
  readonly key: string
  readonly variants: readonly Variant[]
  /** How alike a printed label is to the best of the variants, 0..1; it remembers. */
  readonly likeness: (text: string) => number
}

/** One way to print a form's label; `shared` is how many of its characters are its parents'. */
interface Variant extends Enumerated {
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
  return labelled(key, [...own, ...joined])
}

export const labelled = (key: string, variants: readonly Variant[]): FormLabel => ({
  ...{ key, variants },
  likeness: remember((text) => measure(text, variants)),
})

/** How alike a printed label is to a form's label in the best of its variants, 0..1. */
export const likenessTo = (text: string, label: FormLabel): number => label.likeness(text)

function measure(text: string, variants: readonly Variant[]): number {
  const bare = withoutLabelNotes(text)
  const readings = bare === text || bare === '' ? [labelOf(text)] : [labelOf(text), labelOf(bare)]
  let best = 0
  for (const own of readings)
    for (const variant of variants) {
      best = Math.max(best, alike(own, variant, variant.shared))
      if (best === 1) return best
    }
  return best
}

/** The best of several printed readings of one label (a cell, a cell with its parents, …) against a form's label. */
export function bestLikeness(texts: readonly string[], label: FormLabel): number {
  return texts.reduce((best, text) => Math.max(best, likenessTo(text, label)), 0)
}
