import { fieldsOf, filled, valuesOf, type Entry } from './entries.js'
import { numberedLevel } from './terms.js'

/** A row of section 3: its labels from the outermost to its own. */
export interface LabelledRow {
  /** Labels above its own; the same entry in all rows that it spans. */
  readonly parents: readonly Entry[]
  readonly leaf: Entry
  /** 1..3: the label column that its own label starts in; the label spans those behind it. */
  readonly level: number
  /** The labels that are printed in this very row. */
  readonly printed: readonly Entry[]
}

/** Which label column an entry stands in: by the form's label that it is like, by its own number, else as the one before. */
function levelOf(entry: Entry, before: number): number {
  const numbered = numberedLevel(entry.label)
  if (entry.match?.term.role === 'row') return numbered ?? entry.match.term.level
  return numbered ?? before
}

/** The rows with their label paths. A label without values before a deeper one spans the rows below it. */
export function toRows(body: readonly Entry[]): LabelledRow[] {
  const levels: number[] = []
  body.forEach((entry) => levels.push(levelOf(entry, levels.at(-1) ?? 1)))
  const rows: LabelledRow[] = []
  const open: (Entry | undefined)[] = []
  let printed: Entry[] = []
  body.forEach((entry, index) => {
    const level = levels[index] ?? 1
    const next = levels[index + 1] ?? 0
    open.length = level - 1
    printed.push(entry)
    if (valuesOf(entry).length === 0 && next > level) {
      open[level - 1] = entry
      return
    }
    const parents = Array.from(open).filter((parent) => parent !== undefined)
    rows.push({ parents, leaf: entry, level, printed })
    printed = []
  })
  return rows
}

/**
 * How many blank fields stand for the spans of labels from above, before the labels that this row prints: one for each
 * label column left of the first of them.
 */
export function coveredFields(row: LabelledRow | undefined): number {
  return row ? row.level - row.printed.length : 0
}

/**
 * Takes texts between the values of a row as values (见附件), not as rows, where the number of values is exact then.
 * @param isStrange tells whether an entry is no label of the form
 */
export function absorbTexts(
  body: readonly Entry[],
  columns: number,
  isStrange = (entry: Entry): boolean => entry.match === null,
): Entry[] {
  const kept: Entry[] = []
  for (const entry of body) {
    const last = kept.at(-1)
    const own = last ? valuesOf(last).length : 0
    const sum = own + 1 + valuesOf(entry).length
    if (last && last.match !== null && isStrange(entry) && sum === columns && (own > 0 || valuesOf(entry).length > 0)) {
      const texts = [...fieldsOf(last), ...filled([entry.label]), ...fieldsOf(entry)]
      kept[kept.length - 1] = { ...last, groups: [{ row: last.row, start: last.index + 1, texts }] }
    } else kept.push(entry)
  }
  return kept
}
