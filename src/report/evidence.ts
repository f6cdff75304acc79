import type { Paragraph } from '../model/block.js'
import { unionBox, type PageBox } from '../model/geometry.js'
import type { ReportRecord } from '../model/record.js'

/** Something that a report says of itself, with the words it was read from and where they stand. */
export interface Found<T> {
  readonly value: T
  readonly text: string
  readonly boxes: readonly PageBox[]
}

/** Something read from whole paragraphs. */
export function foundIn<T>(value: T, ...paragraphs: readonly Paragraph[]): Found<T> {
  return {
    value,
    text: paragraphs.map(({ text }) => text.trim()).join('\n'),
    boxes: paragraphs.flatMap((p) => p.boxes),
  }
}

/** Something that furniture or document properties say. */
export function foundOutside<T>(value: T, text: string): Found<T> {
  return { value, text, boxes: [] }
}

type Evidence = NonNullable<ReportRecord['evidence']['title']>

/** Longest text that a record keeps as evidence; a paragraph of prose is cut around what was found. */
const LONGEST_EVIDENCE = 160

/** As the record keeps it: the first page it stands on and the box around all its lines there. */
export function evidenceOf(found: Found<unknown>): Evidence {
  const first = found.boxes[0]
  const box = first ? unionBox(found.boxes.filter(({ page }) => page === first.page).map((each) => each.box)) : null
  const at = Math.max(0, found.text.indexOf(String(found.value)) - LONGEST_EVIDENCE / 2)
  return {
    text: found.text.slice(at, at + LONGEST_EVIDENCE),
    page: first?.page ?? null,
    box: box ? [round(box[0]), round(box[1]), round(box[2]), round(box[3])] : null,
  }
}

/** Hundredths of a point are far below what a page can show. */
export function round(points: number): number {
  return Math.round(points * 100) / 100
}
