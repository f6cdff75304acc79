import { CATALOGUE } from '../../model/catalogue.js'
import { PROBLEM_TITLES } from '../../model/catalogue/titles.js'
import { PROBLEM_CODES } from '../../model/problem.js'
import { documentJsonSchema } from '../../model/record.js'
import { FORMS, type FormValue } from '../../vocabulary/forms.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { command, flag } from '../command.js'
import { EXIT } from '../exit.js'
import { tableOf } from '../render/table.js'
import { lookOf } from '../render/text.js'
import { same, text, type Say } from '../say.js'
import { WORDS } from '../words.js'

/** The commands that list what nianbao knows: its schema, its forms, its problems. */

const print = (text: string): number => {
  process.stdout.write(`${text}\n`)
  return EXIT.fine
}

const printJson = (value: unknown): number => print(JSON.stringify(value, null, 2))

const JSON_OPTION = { json: flag('--json', text('print as JSON', '以 JSON 输出')) } as const

/** `nianbao schema`: the JSON Schema of a record. */
export const schema = command({
  options: {},
  examples: same('nianbao schema > document.schema.json'),
  run: () => printJson(documentJsonSchema()),
})

/** `nianbao forms`: the statutory forms. */
export const forms = command({
  options: JSON_OPTION,
  examples: same('nianbao forms\nnianbao forms --json | jq -r ".[].values[].code"'),
  run: ({ say }, { json }) => {
    const forms = FORMS.map(({ year, notice, sections, values }) => {
      const labelled = values.map(({ code, table, item, measure, unit }) => ({
        ...{ code, table, item, measure, unit, label: chineseLabel(code, year) },
      }))
      return { form: year, notice, sections, values: labelled }
    })
    return json ? printJson(forms) : print(forms.map((form) => formTable(form, say)).join('\n\n'))
  },
})

interface ListedForm {
  readonly form: string
  readonly notice: string
  readonly values: readonly (Pick<FormValue, 'code' | 'table' | 'item' | 'measure' | 'unit'> & {
    readonly label: string
  })[]
}

function formTable({ form, notice, values }: ListedForm, say: Say): string {
  const titles = [WORDS.code, text('table', '表'), text('key', '键'), text('unit', '单位'), WORDS.label]
  const columns = titles.map((title, place) => ({ title: place === 2 ? `${say(title)} (item/measure)` : say(title) }))
  const rows = values.map(({ code, table, item, measure, unit, label }) => [
    code,
    table,
    `${item}/${measure}`,
    unit ?? '',
    label,
  ])
  const title = say(FORM_TITLE, { year: form, notice, count: values.length })
  return `${title}\n\n${tableOf(columns, rows, { ...lookOf(process.stdout), width: null })}`
}

const FORM_TITLE = text('Form of {year} ({notice}): {count} values', '{year} 年格式（{notice}）：{count} 个数值')

/** `nianbao problems`: every problem with its remedy. */
export const problems = command({
  options: JSON_OPTION,
  examples: text(
    'nianbao problems\nnianbao problems --lang zh --json',
    'nianbao problems\nnianbao problems --lang en --json',
  ),
  run: ({ language }, { json }) => {
    const listed = PROBLEM_CODES.map((code) => {
      const { severity, class: kind, [language]: sentence } = CATALOGUE[code]
      return { code, title: PROBLEM_TITLES[code][language], severity, class: kind, ...sentence }
    })
    if (json) return printJson(listed)
    return print(
      listed
        .map(
          (each) =>
            `${each.code}  ${each.title}  (${each.severity}, ${each.class})\n  ${each.message}\n  → ${each.remedy}`,
        )
        .join('\n'),
    )
  },
})
