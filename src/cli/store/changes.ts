import { isSame, type Comparison, type ValueChange } from '../../compare/compare.js'
import type { Say } from '../messages.js'
import { valueTable } from '../page/comparison.js'
import { oneLine, paint, type Look } from '../table.js'

/** A document with its differences, as they are listed. */
interface Listed {
  readonly path: string
  readonly status: string | null
  readonly values: readonly ValueChange[]
  readonly more: number
  /** Values that only the later, or only the earlier has. */
  readonly come: number
  readonly gone: number
}

/** So many documents are listed with what differs, and so many values of each: a run may have changed all. */
const DOCUMENTS = 50
const VALUES = 10

/** What a run changed, in counts, and the first of it in full: what is held does not grow with the documents. */
export class Changes {
  readonly listed: Listed[] = []
  readonly statuses = new Map<string, number>()
  /** Values that both have, by how they differ; `come` and `gone` are those that only one of them has. */
  readonly kinds = { value: 0, state: 0, flags: 0, raw: 0, come: 0, gone: 0 }
  same = 0
  changed = 0

  add(path: string, comparison: Comparison): void {
    if (isSame(comparison)) {
      this.same += 1
      return
    }
    this.changed += 1
    const { status, values } = comparison
    const turn = status && `${status.before ?? '–'} → ${status.after ?? '–'}`
    if (turn) this.statuses.set(turn, (this.statuses.get(turn) ?? 0) + 1)
    for (const { kind, before, after } of values) this.kinds[!before ? 'come' : !after ? 'gone' : kind] += 1
    if (this.listed.length === DOCUMENTS) return
    const order = ['value', 'state', 'flags', 'raw'] as const
    const both = values.filter(({ before, after }) => before && after)
    const shown = order.flatMap((wanted) => both.filter(({ kind }) => kind === wanted)).slice(0, VALUES)
    const come = values.filter(({ before }) => !before).length
    const gone = values.filter(({ after }) => !after).length
    this.listed.push({ path, status: turn, values: shown, more: both.length - shown.length, come, gone })
  }
}

export interface ChangesOptions {
  readonly dryRun: boolean
  /** Whether the values are listed. */
  readonly values: boolean
}

export function renderChanges(changes: Changes, options: ChangesOptions, say: Say, look: Look): readonly string[] {
  const { same, changed, kinds, statuses, listed } = changes
  if (changed === 0) return same === 0 ? [] : [say(options.dryRun ? 'nothingWouldChange' : 'nothingChanged')]
  const lines = [say(options.dryRun ? 'wouldChange' : 'didChange', { changed, same, ...kinds })]
  for (const [turn, count] of [...statuses].sort(([a], [b]) => (a < b ? -1 : 1))) lines.push(`  ${turn}: ${count}`)
  if (!options.values) return lines
  for (const { path, status, values, more, come, gone } of listed) {
    lines.push('', paint(`${oneLine(path)}${status === null ? '' : `  ${status}`}`, 'bold', look))
    if (values.length > 0) lines.push(valueTable(values, say, look))
    else if (come + gone === 0) lines.push(`  ${say('otherChanges')}`)
    if (more > 0) lines.push(say('more', { count: more }))
    if (come + gone > 0) lines.push(`  ${say('comeAndGone', { come, gone })}`)
  }
  if (changed > listed.length) lines.push('', say('moreDocuments', { count: changed - listed.length }))
  return lines
}
