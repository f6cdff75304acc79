import { at } from '../../model/at.js'
import { captionLine, TABLE_TITLE } from '../../vocabulary/captions.js'
import { squeeze } from '../../vocabulary/labels.js'
import { extentOf, isCaptionRow, isFigure, isHeadRow, isNote, partsTables } from './lines.js'
import type { ShownCell } from './visible.js'

/** A part of a sheet: a line of text, or the cells of what may be a table. */
export interface Region {
  readonly kind: 'line' | 'grid'
  readonly cells: readonly ShownCell[]
  /** The first row of a part that goes on below an empty row, where it is not sure that it does; null elsewhere. */
  readonly unsureFrom: number | null
}

type Row = readonly ShownCell[]

/** A sheet's cells, parted into lines and grids as they stand: below each other, and beside each other. */
export function regionsOf(cells: readonly ShownCell[]): readonly Region[] {
  const regions: Region[] = []
  for (const band of bandsOf(cells)) {
    const parts = partsOf(band)
    const [first, ...others] = parts
    const before = regions.at(-1)
    const head = first?.kind === 'line' ? first : null
    const body = head ? others[0] : first
    if (before?.kind === 'grid' && body?.kind === 'grid' && goesOn(before, head, body)) {
      regions[regions.length - 1] = joined(before, [...(head?.cells ?? []), ...body.cells])
      regions.push(...(head ? others.slice(1) : others))
    } else regions.push(...parts)
  }
  return regions.flatMap((region) => (region.kind === 'line' ? [region] : besideEachOther(region)))
}

/** Rows that no empty row parts. */
function bandsOf(cells: readonly ShownCell[]): readonly (readonly Row[])[] {
  const bands: Row[][] = []
  let end = -2
  for (const row of rowsOf(cells)) {
    const top = row[0]?.top ?? 0
    if (top > end + 1) bands.push([])
    bands.at(-1)?.push(row)
    end = row.reduce((most, { bottom }) => Math.max(most, bottom), end)
  }
  return bands
}

function rowsOf(cells: readonly ShownCell[]): readonly Row[] {
  const rows = new Map<number, ShownCell[]>()
  for (const cell of [...cells].sort((a, b) => a.top - b.top || a.left - b.left)) {
    const row = rows.get(cell.top)
    if (row) row.push(cell)
    else rows.set(cell.top, [cell])
  }
  return [...rows.values()]
}

const line = (cells: Row): Region => ({ kind: 'line', cells, unsureFrom: null })
const grid = (cells: Row): Region => ({ kind: 'grid', cells, unsureFrom: null })

const NOWHERE = { left: Infinity, right: -1 }

/** The lines and grids of a band, from the top. */
function partsOf(rows: readonly Row[]): readonly Region[] {
  const extent = extentOf(rows.flat())
  const regions: Region[] = []
  let open: Row[] = []
  let own = NOWHERE
  let end = -1
  const close = (): void => {
    const notes = open.length - 1 - open.findLastIndex((row) => !isNote(row))
    const body = open.slice(0, open.length - notes)
    if (body.length > 0) regions.push(grid(body.flat()))
    regions.push(...open.slice(body.length).map(line))
    open = []
    own = NOWHERE
  }
  for (const row of rows) {
    const top = row[0]?.top ?? 0
    const isText = open.length === 0 ? isCaptionRow(row, extent) : top > end && partsTables(row, own)
    if (isText) {
      close()
      regions.push(line(row))
    } else {
      open.push(row)
      const { left, right } = extentOf(row)
      own = { left: Math.min(own.left, left), right: Math.max(own.right, right) }
    }
    end = row.reduce((most, { bottom }) => Math.max(most, bottom), end)
  }
  close()
  return regions
}

/** Does a grid go on below an empty row: without headings of its own, within the columns of the one above? */
function goesOn(above: Region, head: Region | null, body: Region): boolean {
  const [upper, lower] = [extentOf(above.cells), extentOf(body.cells)]
  if (lower.left < upper.left || lower.right > upper.right) return false
  const [first] = rowsOf(body.cells)
  if (!first || isHeadRow(first) || !first.some(({ text }) => isFigure(text))) return false
  if (!head) return true
  const [only, ...others] = head.cells
  // A group heading stands alone above the labels of its rows.
  if (!only || others.length > 0 || only.right > only.left || only.centred || only.left !== upper.left) return false
  return captionLine(only.text).number === null && captionLine(only.text).unit === null && !TABLE_TITLE.test(only.text)
}

function joined(above: Region, cells: readonly ShownCell[]): Region {
  const [upper, lower] = [extentOf(above.cells), extentOf(cells)]
  const same = upper.left === lower.left && upper.right === lower.right
  const from = cells.reduce((least, { top }) => Math.min(least, top), Infinity)
  return { ...above, cells: [...above.cells, ...cells], unsureFrom: above.unsureFrom ?? (same ? null : from) }
}

/** Grids that stand beside each other, with an empty column between them, each with its own lines above. */
function besideEachOther(region: Region): readonly Region[] {
  const columns = columnGroups(region.cells)
  const parts: ShownCell[][] = [at(columns, 0, 'column group')]
  for (const group of columns.slice(1)) {
    const before = at(parts, parts.length - 1, 'part')
    if (isApart(before, group)) parts.push(group)
    else before.push(...group)
  }
  if (parts.length === 1) return [region]
  return parts.flatMap((cells) => partsOf(rowsOf(cells)))
}

function columnGroups(cells: readonly ShownCell[]): ShownCell[][] {
  const groups: ShownCell[][] = []
  let end = -2
  for (const cell of [...cells].sort((a, b) => a.left - b.left)) {
    if (cell.left > end + 1) groups.push([])
    groups.at(-1)?.push(cell)
    end = Math.max(end, cell.right)
  }
  return groups
}

/** Tables beside each other end at least this many rows apart. */
const OTHER_END = 2

/** Are two groups of columns two tables: both with labels of their own, and other rows or the same first heading? */
function isApart(left: readonly ShownCell[], right: readonly ShownCell[]): boolean {
  if (!isWhole(left) || !isWhole(right)) return false
  const rows = (cells: readonly ShownCell[]): readonly [number, number] => [
    cells.reduce((least, { top }) => Math.min(least, top), Infinity),
    cells.reduce((most, { bottom }) => Math.max(most, bottom), 0),
  ]
  const [[leftTop, leftEnd], [rightTop, rightEnd]] = [rows(left), rows(right)]
  if (leftTop !== rightTop || Math.abs(leftEnd - rightEnd) >= OTHER_END) return true
  return firstHeading(left) === firstHeading(right)
}

/** Has a group of columns labels and values of its own? */
function isWhole(cells: readonly ShownCell[]): boolean {
  const { left, right } = extentOf(cells)
  const labels = cells.filter((cell) => cell.left === left)
  const values = cells.filter((cell) => cell.left > left && isFigure(cell.text))
  return right > left && values.length > 1 && labels.filter(({ text }) => !isFigure(text)).length > labels.length / 2
}

function firstHeading(cells: readonly ShownCell[]): string {
  const rows = rowsOf(cells)
  const extent = extentOf(cells)
  return squeeze(rows.find((row) => !isCaptionRow(row, extent))?.[0]?.text ?? '')
}
