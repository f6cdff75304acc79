import type { StatutoryTable } from '../../model/record.js'
import { fold } from '../../vocabulary/labels.js'
import { join, UNSURE, type Field } from './fields.js'
import { MIN_LIKENESS, matchTerm, numberedLevel, type Match } from './terms.js'
import { isValueText } from '../../vocabulary/values.js'

/** The fields of one printed row behind a label, or of one without label. */
export interface FieldGroup {
  readonly row: number | null
  /** Place of the first field in its printed row; 0 where rows are not told. */
  readonly start: number
  readonly texts: readonly string[]
}

/** A label with the fields behind it up to the next label. The table's text is a list of these. */
export interface Entry {
  /** As printed; '' for fields before the first label. */
  readonly label: string
  readonly row: number | null
  /** Place of the label in its printed row. */
  readonly index: number
  readonly match: Match | null
  readonly groups: readonly FieldGroup[]
}

/** A text as alike to a label as this is one wherever it stands in its row. */
const LABEL_LIKENESS = 0.8

/** How many pieces of a label are searched before and after its values. */
const MAX_AROUND = 8

/** A label broken over lines has at most this many lines (one character a line) and this many characters. */
const MAX_PIECES = 40
const LONGEST_JOINED = 60

/** Joined words must be at least this like a label of the form. */
const JOINED_LIKENESS = 0.75

/** Pieces with another label between them are one label only where they are this much like it. */
const AROUND_LIKENESS = 0.9

/** A strange text is worth this share of one that is like a label; each join costs this many characters of likeness. */
const STRANGE_WORTH = 0.4
const JOIN_COST = 0.5

export const filled = (texts: readonly string[]): string[] => texts.filter((text) => text !== '' && text !== UNSURE)

/** All filled fields behind the label. */
export const valuesOf = (entry: Entry): string[] => entry.groups.flatMap(({ texts }) => filled(texts))

/** The column of labels (from 1) of the form's label that an entry is like; 0 where it is like none. */
export const levelOf = ({ match }: Entry): number => match?.term.level ?? 0

export const fieldsOf = (entry: Entry): string[] => entry.groups.flatMap(({ texts }) => texts)

/** Parts fields into labels and what stands behind them; labels broken over lines are joined. */
export function toEntries(fields: readonly Field[], table: StatutoryTable): Entry[] {
  const drafts: Draft[] = []
  for (const row of byRow(fields)) {
    let labelled = row[0]?.row === null
    let inLabels = true
    // Blank fields before a label belong to labels above (spans); before a value they are blank cells.
    let ahead: Field[] = []
    for (const field of row) {
      if (isLabel(field, table, inLabels, labelled)) {
        drafts.push({ label: field.text, row: field.row, index: field.index, groups: [] })
        labelled = true
        ahead = []
      } else if (field.text === '' && !labelled) ahead.push(field)
      else {
        for (const blank of ahead) addField(drafts, blank)
        addField(drafts, field)
        ahead = []
        labelled = true
        inLabels = false
      }
    }
    for (const blank of ahead) addField(drafts, blank)
  }
  const entries = joinBroken(drafts, table)
  return fields.every(({ row }) => row === null) ? joinAround(entries, table) : entries
}

/** The fields of each printed row; all of them together where rows are not told. */
function byRow(fields: readonly Field[]): Field[][] {
  const rows: Field[][] = []
  for (const field of fields) {
    const row = rows.at(-1)
    if (row && row[0]?.row === field.row) row.push(field)
    else rows.push([field])
  }
  return rows
}

interface Draft {
  readonly label: string
  readonly row: number | null
  readonly index: number
  readonly groups: { row: number | null; start: number; texts: string[] }[]
}

/** `inLabels`: nothing but labels and blanks stood before the field in its row; `labelled`: a label did. */
function isLabel(field: Field, table: StatutoryTable, inLabels: boolean, labelled: boolean): boolean {
  if (field.text === '' || field.text === UNSURE || isValueText(field.text)) return false
  if (field.row === null) return true
  const alike = matchTerm(table, field.text)?.likeness ?? 0
  if (alike >= LABEL_LIKENESS) return true
  // A text behind a label that is neither alike nor numbered may be the content of a value cell (见附件).
  return inLabels && (!labelled || alike >= MIN_LIKENESS || numberedLevel(field.text) !== null)
}

function addField(entries: Draft[], field: Field): void {
  let entry = entries.at(-1)
  if (!entry) {
    if (field.text === '') return
    entries.push((entry = { label: '', row: field.row, index: 0, groups: [] }))
  }
  const group = entry.groups.at(-1)
  if (group?.row === field.row) group.texts.push(field.text)
  else entry.groups.push({ row: field.row, start: field.index, texts: [field.text] })
}

/** Runs of labels with nothing between: the words of one label are joined where that is more like the form's labels. */
function joinBroken(drafts: readonly Draft[], table: StatutoryTable): Entry[] {
  const entries: Entry[] = []
  let run: Draft[] = []
  const flush = (): void => {
    entries.push(...bestJoin(run, table))
    run = []
  }
  for (const draft of drafts) {
    run.push(draft)
    if (draft.groups.length > 0) flush()
  }
  flush()
  return entries
}

/** The parting of a run of texts into labels that is most like the form's labels (dynamic programming over its ends). */
function bestJoin(run: readonly Draft[], table: StatutoryTable): Entry[] {
  const best: { worth: number; from: number }[] = [{ worth: 0, from: 0 }]
  for (let end = 1; end <= run.length; end += 1) {
    let chosen = { worth: -Infinity, from: end - 1 }
    let label = ''
    for (let from = end - 1; from >= 0 && end - from <= MAX_PIECES; from -= 1) {
      label = join(run[from]?.label ?? '', label)
      const length = fold(label).length
      if (from < end - 1 && length > LONGEST_JOINED) break
      const worth = (best[from]?.worth ?? 0) + worthOf(label, length, end - from, table)
      if (worth > chosen.worth) chosen = { worth, from }
    }
    best.push(chosen)
  }
  const entries: Entry[] = []
  for (let end = run.length; end > 0;) {
    const from = best[end]?.from ?? end - 1
    const pieces = run.slice(from, end)
    const [first, last] = [pieces[0], pieces.at(-1)]
    if (first && last) {
      const label = pieces.map((piece) => piece.label).reduce(join)
      entries.push({ label, row: last.row, index: first.index, match: matchTerm(table, label), groups: last.groups })
    }
    end = from
  }
  return entries.reverse()
}

function worthOf(label: string, length: number, pieces: number, table: StatutoryTable): number {
  const alike = matchTerm(table, label)?.likeness ?? 0
  if (pieces === 1) return length * Math.max(alike, STRANGE_WORTH)
  return alike >= JOINED_LIKENESS ? length * alike - JOIN_COST * (pieces - 1) : -Infinity
}

/**
 * Where rows are not told, the values of a row may stand among the lines of its label (set to the middle of a high cell, or
 * cut by a page break): pieces before and after the values are joined where that is more like a label of the form.
 */
function joinAround(entries: readonly Entry[], table: StatutoryTable): Entry[] {
  const joined: Entry[] = []
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at]
    if (!entry) break
    const behind = valuesOf(entry).length > 0 ? pieces(entries.slice(at + 1, at + 1 + MAX_AROUND)) : []
    const near = joined.slice(-MAX_AROUND).reverse()
    const direct = behind.length > 0 ? pieces(near) : []
    // The label of a span stands in the middle of its rows, so it may part the pieces of another.
    const outer = behind.length > 0 && direct.length === 0 ? near.slice(0, 1).filter(isOuter) : []
    const ahead = outer.length > 0 ? pieces(near.slice(1)) : direct
    let best = {
      likeness: Math.max(entry.match?.likeness ?? 0, outer.length > 0 ? AROUND_LIKENESS : JOINED_LIKENESS),
      ahead: 0,
      behind: 0,
      label: entry.label,
    }
    for (let before = 0; before <= ahead.length; before += 1)
      for (let after = 1; after <= behind.length; after += 1) {
        const texts = [...ahead.slice(0, before).reverse(), entry.label, ...behind.slice(0, after)]
        const label = texts.reduce(join)
        const likeness = label.length <= LONGEST_JOINED ? (matchTerm(table, label)?.likeness ?? 0) : 0
        if (likeness > best.likeness) best = { likeness, ahead: before, behind: after, label }
      }
    if (best.ahead > 0) joined.splice(joined.length - best.ahead - outer.length, best.ahead)
    joined.push(best.behind === 0 ? entry : { ...entry, label: best.label, match: matchTerm(table, best.label) })
    at += best.behind
  }
  return joined
}

/** A label in full of a column that is not the last, without values. */
const isOuter = ({ label, match, groups }: Entry): boolean =>
  groups.length === 0 && (match?.likeness ?? 0) >= JOINED_LIKENESS && (numberedLevel(label) ?? 3) < 3

/**
 * Texts of the entries that come first and can be pieces of a label: no values, no number of their own, no label in full.
 */
function pieces(entries: readonly Entry[]): string[] {
  const end = entries.findIndex(
    ({ label, match, groups }) => groups.length > 0 || label === '' || (match?.likeness ?? 0) >= JOINED_LIKENESS,
  )
  return (end < 0 ? entries : entries.slice(0, end)).map(({ label }) => label)
}
