import { CATALOGUE } from '../model/catalogue.js'
import { PROBLEM_CODES, type Language } from '../model/problem.js'
import { documentJsonSchema } from '../model/record.js'
import { FORMS } from '../vocabulary/forms.js'
import { chineseLabel } from '../vocabulary/value-labels.js'
import type { Say } from './messages.js'
import { tableOf, type Look } from './table.js'
import { lookOf } from './terminal.js'

/** The commands that list what nianbao knows: its schema, its forms, its problems. */

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const printJson = (value: unknown): void => {
  print(JSON.stringify(value, null, 2))
}

export function printSchema(): void {
  printJson(documentJsonSchema())
}

export function printForms(say: Say, json: boolean): void {
  const forms = FORMS.map(({ year, notice, sections, values }) => {
    const labelled = values.map(({ code, table, item, measure, unit }) => ({
      ...{ code, table, item, measure, unit, label: chineseLabel(code, year) },
    }))
    return { form: year, notice, sections, values: labelled }
  })
  if (json) {
    printJson(forms)
    return
  }
  const look: Look = lookOf(process.stdout)
  const columns = [
    { title: say('code') },
    { title: say('table') },
    { title: `${say('key')} (item/measure)` },
    { title: say('unit') },
    { title: say('label') },
  ]
  const blocks = forms.map(({ form, notice, values }) => {
    const rows = values.map(({ code, table, item, measure, unit, label }) => [
      code,
      table,
      `${item}/${measure}`,
      unit ?? '',
      label,
    ])
    const title = say('formTitle', { year: form, notice, count: values.length })
    return `${title}\n\n${tableOf(columns, rows, { ...look, width: null })}`
  })
  print(blocks.join('\n\n'))
}

export function printProblems(language: Language, json: boolean): void {
  const problems = PROBLEM_CODES.map((code) => ({
    code,
    severity: CATALOGUE[code].severity,
    class: CATALOGUE[code].class,
    ...CATALOGUE[code][language],
  }))
  if (json) {
    printJson(problems)
    return
  }
  const blocks = problems.map(
    (each) => `${each.code}  (${each.severity}, ${each.class})\n  ${each.message}\n  → ${each.remedy}`,
  )
  print(blocks.join('\n'))
}
