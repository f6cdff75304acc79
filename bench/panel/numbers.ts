import { formOf, linesOf, type FormTable } from '../../src/vocabulary/forms.js'

/** Numbers of made reports, which add up. */

const APPLICANTS = [
  'natural_person',
  'company',
  'research_institute',
  'public_welfare',
  'legal_services',
  'other_organisation',
]
const GROUP_PARTS = ['upheld', 'corrected', 'other', 'pending']

/** Numbers of a report by `table/item/measure`; sums and balance hold. */
export function numbersFor(form: '2019' | '2021', random: () => number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const small = (): number => Math.floor(random() ** 3 * 60)
  const { tables, values } = formOf(form)
  for (const { table, item, measure } of values)
    if (table === 'proactive') found.set(`${table}/${item}/${measure}`, small())
  const items = linesOf(tableOf(tables, 'applications')).map(({ key }) => key)
  const results = items.filter((key) => !/^received_|^results_total$|^carried_forward$/u.test(key))
  for (const applicant of APPLICANTS) {
    const set = (item: string, value: number): unknown => found.set(`applications/${item}/${applicant}`, value)
    const each = results.map((item) => ({ item, value: small() }))
    const total = each.reduce((sum, { value }) => sum + value, 0)
    for (const { item, value } of each) set(item, value)
    const [forward, carried] = [small(), 0]
    set('results_total', total)
    set('carried_forward', forward)
    set('received_carried_over', carried)
    set('received_new', total + forward - carried)
  }
  for (const item of items) {
    const sum = APPLICANTS.reduce((all, applicant) => all + (found.get(`applications/${item}/${applicant}`) ?? 0), 0)
    found.set(`applications/${item}/total`, sum)
  }
  for (const { key } of linesOf(tableOf(tables, 'review'))) {
    const parts = GROUP_PARTS.map((part) => ({ part, value: small() }))
    for (const { part, value } of parts) found.set(`review/${key}/${part}`, value)
    found.set(
      `review/${key}/total`,
      parts.reduce((sum, { value }) => sum + value, 0),
    )
  }
  return found
}

export const tableOf = (tables: readonly FormTable[], id: string): FormTable => {
  const table = tables.find((each) => each.id === id)
  if (!table) throw new Error(`no table ${id}`)
  return table
}
