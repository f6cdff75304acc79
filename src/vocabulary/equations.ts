import { FORMS, formOf, inEnglish, linesOf, type Form, type FormCheck, type FormYear } from './forms.js'

/** How people call the equations of the forms, and what stands in them. */

/** The same words in both languages. */
export interface Words {
  readonly en: string
  readonly zh: string
}

const words = (en: string, zh: string): Words => ({ en, zh })

const TITLES: Readonly<Record<string, Words>> = {
  'applications.balance': words('Balance of applications', '办理平衡'),
  'applications.results_total': words('Total of results', '办理结果合计'),
  'applications.applicant_total': words('Total over applicants', '申请人合计'),
  'review.reconsideration_total': words('Total of reconsiderations', '行政复议合计'),
  'review.litigation_direct_total': words('Total of direct lawsuits', '未经复议直接起诉合计'),
  'review.litigation_after_total': words('Total of lawsuits after reconsideration', '复议后起诉合计'),
}

/** Words for rows whose labels in the form are whole sentences. */
const SHORT: Readonly<Record<string, Words>> = {
  'applications.balance/received_new': words('new', '新收'),
  'applications.balance/received_carried_over': words('carried over', '结转'),
  'applications.balance/results_total': words('handled', '办理'),
  'applications.balance/carried_forward': words('carried forward', '结转下年'),
}

/** An equation's title; the id of the form file for one that has none. */
const equationTitle = (id: string): Words => TITLES[id] ?? words(id, id)

/** An equation of the form files by its id, as the form of a year has it, else as the newest one has it. */
function equationOf(id: string, year: FormYear | null = null): { form: Form; check: FormCheck } | null {
  for (const form of [...(year === null ? [] : [formOf(year)]), ...FORMS.toReversed()]) {
    const check = form.checks.find((each) => each.id === id)
    if (check) return { form, check }
  }
  return null
}

/** The innermost label of a row, column or group by its key. */
export function lineLabel({ tables }: Form, table: FormCheck['table'], key: string): string {
  const lines = tables.filter(({ id }) => id === table).flatMap(linesOf)
  return [...lines.flatMap(({ columns }) => columns), ...lines].find((line) => line.key === key)?.path.at(-1) ?? key
}

/** The name of one member of an equation. */
export function termLabel(id: string, key: string): Words {
  const found = equationOf(id)
  const label = found ? lineLabel(found.form, found.check.table, key) : key
  return SHORT[`${id}/${key}`] ?? words(inEnglish(label), label)
}

/** Where an equation was tried: its column or row. A group is called by the equation's own title. */
function placeLabel(id: string, at: string): Words | null {
  const found = equationOf(id)
  if (!found) return words(at, at)
  const { form, check } = found
  if (check.per === 'group' && id in TITLES) return null
  const label = lineLabel(form, check.table, at)
  switch (check.per) {
    case 'column':
      return words(`column “${inEnglish(label)}”`, `${label}列`)
    case 'row':
      return words(`row “${inEnglish(label)}”`, `“${label}”行`)
    case 'group':
      return words(`“${inEnglish(label)}”`, `“${label}”`)
  }
}

const NAMES = new Map<string, Words>()

/** The title of an equation with its place: 办理平衡，总计列. There are few, and a dataset names them many times. */
export function equationName(id: string, at: string): Words {
  const key = `${id} ${at}`
  let name = NAMES.get(key)
  if (!name) NAMES.set(key, (name = nameOf(equationTitle(id), placeLabel(id, at))))
  return name
}

const nameOf = (title: Words, place: Words | null | undefined): Words =>
  place ? words(`${title.en}, ${place.en}`, `${title.zh}，${place.zh}`) : title
