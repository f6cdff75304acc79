import { tally } from '../../model/groups.js'
import { UNSURE } from './fields.js'
import { filled, type Entry, type FieldGroup } from './entries.js'

/**
 * Rows of a table are filled up to one width where at least this many are, and this share. Ragged tables have two widths or
 * more.
 */
const UNIFORM_SHARE = 0.85
const UNIFORM_ROWS = 6

/** A label as like the form's as this has lost none of its lines. */
const BARE_LIKENESS = 0.95

/**
 * Which column each value of a row stands in. Where only the order is left it counts only if the count is exact; a blank
 * cell is certain only where the style marks it and the row then has exactly the right number of fields.
 */
export interface Placed {
  /** One text a column, '' for a blank one. */
  readonly texts: readonly string[]
  readonly certain: boolean
}

/** The meaning of a row's blank fields. */
export type BlankRule =
  /** Nothing: only the number of values counts. */
  | { readonly kind: 'none' }
  /** The text shows rows: values start at this place after their label, or at this place of the row (null: not known). */
  | {
      readonly kind: 'rows'
      readonly behindLabel: number | null
      readonly inRow: number | null
      /** Fields that each printed row has, where all have the same number; a row with another has lost or gained some. */
      readonly width: number | null
    }
  /** Short rows are filled up behind their last cell to this number of fields, but for the last one of the table. */
  | { readonly kind: 'padded'; readonly total: number; readonly last: boolean }
  /** A field a line: this many blank ones at the end belong to the spans of the next row's labels. */
  | {
      readonly kind: 'lines'
      readonly covered: number
      readonly last: boolean
      /** A label in full without fields is a row of blank cells. */
      readonly bareRows: boolean
    }

/**
 * Places the fields behind a label (all of `groups`) in `columns` columns. `labels`: the row's own labels, for `padded`.
 */
export function place(
  groups: readonly FieldGroup[],
  columns: number,
  rule: BlankRule,
  labels: readonly Entry[],
  keepsBlanks: boolean,
): Placed {
  const values = groups.flatMap(({ texts }) => filled(texts))
  if (values.length === columns && !contradicted(groups, columns, rule, labels)) return { texts: values, certain: true }
  const exact = byBlanks(groups, columns, rule, labels)
  if (exact) return { texts: exact, certain: keepsBlanks || !isPadded(exact) }
  const missing = Array.from({ length: Math.max(0, columns - values.length) }, () => '')
  // Values beyond the columns stay with the last one: nothing is lost, and no column is added that the table does not have.
  const surplus = values.slice(columns - 1).join(' ')
  const texts = values.length > columns ? [...values.slice(0, columns - 1), surplus] : [...values, ...missing]
  return { texts, certain: false }
}

/**
 * Tells whether all blank fields of a row stand behind its values. A program that drops blank cells and fills rows up at
 * their end writes such rows, too, and then nobody knows which cells were blank.
 */
function isPadded(texts: readonly string[]): boolean {
  const last = texts.findLastIndex((text) => text !== '')
  return last >= 0 && last < texts.length - 1 && !texts.slice(0, last).includes('')
}

function hasBlankBetween(texts: readonly string[]): boolean {
  const first = texts.findIndex((text) => text !== '')
  return (
    first >= 0 &&
    texts
      .slice(
        first,
        texts.findLastIndex((text) => text !== ''),
      )
      .includes('')
  )
}

/** Where this many rows end in blanks alike, a column of theirs is blank, rather than its cells lost. */
const MIN_ALIKE = 6

/**
 * Tells whether the text keeps a place for each blank cell: somewhere a blank field stands between two values; or all rows
 * that are not full lack as many values, as where a whole column is blank.
 */
export function keepsBlanks(entries: readonly Entry[]): boolean {
  const all = entries.flatMap((entry) => entry.groups)
  const groups = all.map(({ texts }) => texts)
  // A blank before the values of a printed row: where the text shows no rows, it may fill up the row before.
  const isAhead = ({ row, texts }: FieldGroup): boolean => row !== null && texts[0] === '' && filled(texts).length > 0
  if (groups.some(hasBlankBetween) || all.some(isAhead)) return true
  const short = groups.filter(isPadded).map((texts) => filled(texts).length)
  return short.length >= MIN_ALIKE && short.every((count) => count === short[0])
}

/**
 * Tells whether blank cells among the values say that one value is too many: the style marks blank cells, some stand
 * between the values, and the row has more fields than it should.
 */
function contradicted(
  groups: readonly FieldGroup[],
  columns: number,
  rule: BlankRule,
  labels: readonly Entry[],
): boolean {
  // A row that has all its fields, some of them blank, and a value on a line of its own.
  const whole = groups.some((group) => group.texts.length >= columns && filled(group.texts).length < columns)
  if (rule.kind === 'rows' && whole && groups.filter((group) => filled(group.texts).length > 0).length > 1) return true
  const texts = groups.flatMap((group) => group.texts)
  const first = texts.findIndex((text) => text !== '')
  const last = texts.findLastIndex((text) => text !== '')
  if (!texts.slice(first, last).includes('')) return false
  switch (rule.kind) {
    case 'none':
      return false
    case 'rows':
      return rule.width !== null && groups.some(({ start, texts: own }) => start + own.length !== rule.width)
    case 'padded':
      return texts.length + labels.length !== rule.total
    case 'lines':
      return true
  }
}

function byBlanks(
  groups: readonly FieldGroup[],
  columns: number,
  rule: BlankRule,
  labels: readonly Entry[],
): readonly string[] | null {
  switch (rule.kind) {
    case 'none':
      return null
    case 'rows': {
      const filledGroups = groups.filter(({ texts }) => filled(texts).length > 0)
      const [group, ...others] = filledGroups.length > 0 ? filledGroups : groups.slice(0, 1)
      if (group === undefined || others.length > 0) return null
      if (rule.width !== null && group.start + group.texts.length !== rule.width) return null
      // Places among the group's own fields.
      const label = labels.findLast(({ row }) => row === group.row)
      const behindLabel = (label ? label.index + 1 : 0) - group.start
      const starts = [
        ...(rule.behindLabel === null ? [] : [rule.behindLabel + behindLabel]),
        ...(rule.inRow === null ? [] : [rule.inRow - group.start]),
      ]
      return agreed(starts.map((start) => window(group.texts, start, columns)))
    }
    case 'padded': {
      const texts = groups.flatMap((group) => group.texts)
      const whole = texts.length + labels.length === rule.total || (rule.last && texts.length === columns)
      return whole ? window(texts, 0, columns) : null
    }
    case 'lines': {
      const texts = groups.flatMap((group) => group.texts)
      const bare = rule.bareRows && texts.length === 0 && (labels.at(-1)?.match?.likeness ?? 0) >= BARE_LIKENESS
      if (bare) return Array.from({ length: columns }, () => '')
      if (texts.length !== columns + rule.covered && !(rule.last && texts.length > columns)) return null
      return window(texts, 0, columns)
    }
  }
}

/** Takes this many fields from a place on; null unless they are all there and all others are blank. */
function window(texts: readonly string[], start: number, columns: number): readonly string[] | null {
  if (start < 0 || texts.length < start + columns || texts.includes(UNSURE)) return null
  const others = [...texts.slice(0, start), ...texts.slice(start + columns)]
  return others.every((text) => text === '') ? texts.slice(start, start + columns) : null
}

/** Gives the reading that all agree on; null where they differ or there is none. */
function agreed(readings: readonly (readonly string[] | null)[]): readonly string[] | null {
  const [first, ...rest] = readings
  if (!first) return null
  return rest.every((reading) => reading !== null && reading.join('\t') === first.join('\t')) ? first : null
}

/**
 * Where values start in shown rows, learnt from the rows with a value in each column: always equally far after
 * their label, or always at one place of the row. Without such rows, values start right behind the label.
 */
export function learnRows(rows: readonly { label: Entry | null; group: FieldGroup; columns: number }[]): BlankRule {
  const behind = new Set<number>()
  const inRow = new Set<number>()
  for (const { label, group, columns } of rows) {
    const values = filled(group.texts)
    const first = group.texts.findIndex((text) => text !== '')
    if (values.length !== columns || group.texts.slice(first, first + columns).includes('')) continue
    const own = label !== null && label.row === group.row ? label.index + 1 : 0
    behind.add(group.start + first - own)
    inRow.add(group.start + first)
  }
  // Labels at several places, and behind each just the form's count of fields: the fields are those columns, blank or not.
  const places = new Set(rows.map(({ label }) => label?.index))
  const behindEach = rows.every(
    ({ label, group, columns }) =>
      label?.row === group.row && group.start === label.index + 1 && group.texts.length === columns,
  )
  if (rows.length >= UNIFORM_ROWS && places.size > 1 && behindEach)
    return { kind: 'rows', behindLabel: 0, inRow: null, width: null }
  const only = (places: ReadonlySet<number>): number | null => (places.size === 1 ? ([...places][0] ?? null) : null)
  const widths = rows.map(({ group }) => group.start + group.texts.length)
  const width = learnTotal(widths)
  const uniform = width !== null && widths.filter((one) => one === width).length >= UNIFORM_SHARE * widths.length
  const start = behind.size === 0 && uniform ? startByWidth(rows, width) : null
  return {
    kind: 'rows',
    behindLabel: behind.size === 0 && start === null ? 0 : only(behind),
    inRow: start ?? only(inRow),
    width: uniform && widths.length >= UNIFORM_ROWS ? width : null,
  }
}

/** Where no row is full but all are of one width: the values stand in its last columns, if none stands before. */
function startByWidth(rows: readonly { group: FieldGroup; columns: number }[], width: number): number | null {
  const columns = rows[0]?.columns ?? 0
  const start = width - columns
  const fits = rows.every(
    (row) =>
      row.columns === columns && filled(row.group.texts.slice(0, Math.max(0, start - row.group.start))).length === 0,
  )
  return fits && start > 0 ? start : null
}

/** The number of fields that padded rows have: the commonest; null where rows differ too much for there to be one. */
export function learnTotal(totals: readonly number[]): number | null {
  const [best] = [...tally(totals)].sort((a, b) => b[1] - a[1])
  return best && best[1] * 2 > totals.length ? best[0] : null
}
