import { describe, expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { COLUMNS, valueRows } from '../src/cli/commands/extract-output.js'
import { doubtfulRows, SHEET_COLUMNS } from '../src/cli/commands/list-doubts.js'
import { notesOf } from '../src/cli/commands/show-tables.js'
import { speaker } from '../src/cli/say.js'
import { madeDocument } from '../src/export/testing/documents.js'
import { TIDY } from '../src/export/tables/tidy.js'
import { WIDE } from '../src/export/tables/wide.js'
import { FORM_YEARS, formOf } from '../src/vocabulary/forms.js'
import { chineseLabel, englishLabel } from '../src/vocabulary/value-labels.js'

/** A value has one label in each language, wherever it is printed: users join files by it. */

const ROOT = resolve(import.meta.dirname, '..')
const say = speaker('en')

type Rows = readonly (readonly unknown[])[]

/** The labels of a table's rows by their codes. */
function labelsIn(columns: readonly string[], rows: Rows): Record<string, unknown> {
  const [code, label] = [columns.indexOf('code'), columns.indexOf('label')]
  return Object.fromEntries(rows.map((row) => [String(row[code]), row[label]]))
}

describe.each(FORM_YEARS)('in a report on the form of %s', (form) => {
  const values = Object.fromEntries(
    formOf(form).values.map(({ code }) => [code, { flags: ['unparsed'] as const, state: 'text' as const }]),
  )
  const document = madeDocument({ path: 'a.pdf', form, values })
  const { effective } = document
  const expected = Object.fromEntries(formOf(form).values.map(({ code }) => [code, chineseLabel(code, form)]))

  test('tidy.csv, records.csv and the sheet of doubts print the same labels', () => {
    const doubtful = doubtfulRows(
      { sha256: '', path: '', attempt: 1, seen: 0, effective },
      { doubts: true, faults: true },
      { say, language: 'en' },
    )
    const names = TIDY.columns.map(({ name }) => name)
    expect(labelsIn(names, TIDY.rows(document))).toEqual(expected)
    expect(labelsIn(COLUMNS, valueRows(effective.record))).toEqual(expected)
    expect(labelsIn(SHEET_COLUMNS, doubtful)).toEqual(expected)
  })

  test('notes on the page print them, too', () => {
    const look = { width: null, colours: false }
    const drawn = {
      document: effective,
      corrections: new Map(),
      all: true,
      say,
      language: 'en' as const,
      look,
      width: 10_000,
    }
    const notes = notesOf(effective.values, drawn)
    for (const [code, label] of Object.entries(expected))
      expect(notes.find((note) => note.includes(` ${code} `))).toContain(`${code} ${label}:`)
  })
})

test('columns of one report a row bear the label of the newest form that prints the value', () => {
  const labelled = WIDE.columns.filter(({ forms }) => forms !== undefined)
  expect(labelled.map(({ name, zh, en }) => [name, zh, en])).toEqual(
    labelled.map(({ name }) => [name, chineseLabel(name), englishLabel(name)]),
  )
})

test('no other file puts the steps of a label together', async () => {
  const files = await glob(['src/**/*.ts'], { cwd: ROOT, ignore: ['**/*.test.ts', '**/testing/**'] })
  const joining: string[] = []
  for (const file of files) if ((await readFile(join(ROOT, file), 'utf8')).includes(`' › '`)) joining.push(file)
  // Pages run in the browser, where they join the steps that they were given.
  expect(joining.sort()).toEqual([
    ...['src/sample/page/script.ts', 'src/vocabulary/value-labels.ts', 'src/web/document/model.ts'],
  ])
})
