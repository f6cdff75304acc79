import type { EffectiveValue } from '../../effective/effective.js'
import { formOf } from '../../vocabulary/forms.js'
import type { Say } from '../messages.js'
import { oneLine, paint, type Look } from '../table.js'
import { markOf, MARKS, shownOf } from './explain.js'
import { drawGrid, type GridCell } from './grid.js'
import { notesOf, type Noted } from './notes.js'
import { sheetsOf, type StatutorySheet } from './statutory.js'
import { cut } from './wrap.js'

/** A cell that holds a sentence is shown so wide. */
const WIDEST_CELL = 16

/** The heading of the section that a table stands in, as its form prints it. */
function titleOf({ form, table }: StatutorySheet): string {
  const { sections, tables } = formOf(form)
  return sections[(tables.find(({ id }) => id === table)?.section ?? 0) - 1] ?? ''
}

/** The statutory tables with their labels, marked where something is doubtful, each with its notes below. */
export function tableLines(noted: Noted, say: Say, look: Look, width: number): readonly string[] {
  const lines: string[] = []
  let table: StatutorySheet['table'] | null = null
  const sheets = sheetsOf(noted.document)
  for (const [place, sheet] of sheets.entries()) {
    if (sheet.table !== table) {
      table = sheet.table
      const title = titleOf(sheet)
      lines.push('', paint(`${title} (${say('formOf', { year: sheet.form })})`, 'bold', look))
    }
    if (sheet.heading !== null) lines.push(sheet.heading)
    lines.push(...drawGrid(gridOf(sheet, say), width, look))
    if (sheets[place + 1]?.table !== sheet.table) {
      const values = noted.document.values.filter(({ read }) => read.table === sheet.table)
      lines.push(...notesOf(values, noted, say, look, width))
    }
  }
  return lines
}

function gridOf({ corner, columns, rows }: StatutorySheet, say: Say): Parameters<typeof drawGrid>[0] {
  const marked = columns.map((_, column) =>
    rows.some(({ values }) => {
      const value = values[column]
      return value && markOf(value) !== null
    }),
  )
  return {
    head: [corner, ...columns],
    rows: rows.map(({ label, depth, values }) => [
      { text: label, indent: 2 * depth },
      ...values.map((value, column) => cellOf(value, marked[column] ?? false, say)),
    ]),
  }
}

/** Marks stand behind the numbers; in a column that has one, the others keep its place free, to stay below each other. */
function cellOf(value: EffectiveValue | null, marked: boolean, say: Say): GridCell {
  if (value === null) return { text: '' }
  const mark = markOf(value)
  const shown = value.state === 'not-found' ? say('notFoundCell') : cut(oneLine(shownOf(value)), WIDEST_CELL)
  return mark === null
    ? { text: marked ? `${shown} ` : shown }
    : { text: shown + MARKS[mark].sign, colour: MARKS[mark].colour }
}
