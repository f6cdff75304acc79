import type { Divisions } from '../../src/panel/index.js'
import { formOf, linesOf, type FormTable } from '../../src/vocabulary/forms.js'
import type { MadeOrgan } from './organs.js'

/** A made report as a web page or as text, with numbers that add up. */

export interface MadeReport {
  readonly organ: MadeOrgan
  readonly year: number
  readonly form: '2019' | '2021'
  readonly values: ReadonlyMap<string, number>
}

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

const tableOf = (tables: readonly FormTable[], id: string): FormTable => {
  const table = tables.find((each) => each.id === id)
  if (!table) throw new Error(`no table ${id}`)
  return table
}

type Cells = readonly (readonly string[])[]

/** Tables as rows of cells, labels included: plain grids without merged cells. */
function gridsOf({
  form,
  values,
}: Omit<MadeReport, 'organ'>): Readonly<Record<'proactive' | 'applications' | 'review', readonly Cells[]>> {
  const { tables } = formOf(form)
  const shown = (key: string): string => String(values.get(key) ?? '')
  const proactive = tableOf(tables, 'proactive')
  const review = tableOf(tables, 'review')
  const applications = tableOf(tables, 'applications')
  if (proactive.shape !== 'blocks' || applications.shape !== 'matrix' || review.shape !== 'groups')
    throw new Error('forms of another shape')
  return {
    proactive: proactive.blocks.map(({ heading, corner, columns, rows }) => [
      [heading, ...columns.map(() => '')],
      [corner, ...columns.map(({ label }) => label)],
      ...rows.map(({ key, label }) => [label, ...columns.map((column) => shown(`proactive/${key}/${column.key}`))]),
    ]),
    applications: [
      applications.rows.map(({ key, path }) => [
        ...path,
        ...applications.columns.map((column) => shown(`applications/${key}/${column.key}`)),
      ]),
    ],
    review: [
      [
        review.groups.flatMap((group) =>
          review.groups.length > 0 ? group.columns.map((column) => shown(`review/${group.key}/${column.key}`)) : [],
        ),
      ],
    ],
  }
}

const SECTIONS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
] as const

export interface Words {
  readonly title: string
  readonly prose: string
  readonly signature: string
}

/** What the report prints of its organ, as far as its way lets it. */
export function wordsOf({ organ, year }: MadeReport, divisions: Divisions, distraction: string): Words {
  const { division, body, way } = organ
  const own = divisions.at(division, year).name
  const county =
    divisions.parent(division, 'county', year) ??
    divisions.parent(division, 'city', year) ??
    divisions.parent(division, 'province', year)
  const above = county ? divisions.at(county, year).name : ''
  const short = body === null ? own : `${own}${body}`
  const full = body === null ? (own.endsWith('街道') ? `${own}办事处` : `${own}人民政府`) : short
  const superior = way === 'superior' ? `按照《${above}人民政府办公室关于印发政务公开工作要点的通知》要求，` : ''
  const telephone = way === 'telephone' ? `联系电话：${areaCode(division.id)}-57882001。` : ''
  return {
    title: `${short}${year}年政府信息公开工作年度报告`,
    prose: `${superior}${short}认真贯彻落实条例，推进信息公开。${distraction}${telephone}`,
    signature: way === 'signature' ? `${above}${full}` : full,
  }
}

const AREA: Readonly<Record<string, string>> = {
  ...{
    11: '010',
    12: '022',
    13: '0311',
    14: '0351',
    15: '0471',
    21: '024',
    22: '0431',
    23: '0451',
    31: '021',
    32: '025',
  },
  ...{
    33: '0571',
    34: '0551',
    35: '0591',
    36: '0791',
    37: '0531',
    41: '0371',
    42: '027',
    43: '0731',
    44: '020',
    45: '0771',
  },
  ...{
    46: '0898',
    50: '023',
    51: '028',
    52: '0851',
    53: '0871',
    54: '0891',
    61: '029',
    62: '0931',
    63: '0971',
    64: '0951',
    65: '0991',
  },
}
const areaCode = (id: string): string => AREA[id.slice(0, 2)] ?? '010'

/** The whole report as a web page, its tables as the form has them. */
export function asPage(report: Omit<MadeReport, 'organ'>, { title, prose, signature }: Words): string {
  const grids = gridsOf(report)
  const table = (rows: Cells, head = ''): string =>
    `<table border="1">${head}${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`
  const review = tableOf(formOf(report.form).tables, 'review')
  const groups = review.shape === 'groups' ? review.groups : []
  const reviewHead = `<tr>${groups.map(({ path, columns }) => `<td colspan="${columns.length}">${path.join('')}</td>`).join('')}</tr><tr>${groups.flatMap(({ columns }) => columns.map(({ label }) => `<td>${label}</td>`)).join('')}</tr>`
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>
<h2>${SECTIONS[0]}</h2><p>${prose}</p>
<h2>${SECTIONS[1]}</h2>${grids.proactive.map((rows) => table(rows)).join('\n')}
<h2>${SECTIONS[2]}</h2>${applicationsPage(report)}
<h2>${SECTIONS[3]}</h2>${grids.review.map((rows) => table(rows, reviewHead)).join('\n')}
<h2>${SECTIONS[4]}</h2><p>存在的问题：公开意识有待加强。</p>
<h2>${SECTIONS[5]}</h2><p>无其他需要报告的事项。</p><p>${signature}</p><p>${report.year + 1}年1月20日</p></body></html>`
}

/** The table of applications with the label columns of the form: three steps of labels ahead of seven values. */
function applicationsPage({ form, values }: Omit<MadeReport, 'organ'>): string {
  const table = tableOf(formOf(form).tables, 'applications')
  if (table.shape !== 'matrix') return ''
  const DEPTH = 3
  const rows = table.rows.map(({ key, path }) => {
    const labels = path.map(
      (label, step) => `<td${step === path.length - 1 ? ` colspan="${DEPTH - step}"` : ''}>${label}</td>`,
    )
    const cells = table.columns.map((column) => `<td>${values.get(`applications/${key}/${column.key}`) ?? ''}</td>`)
    return `<tr>${labels.join('')}${cells.join('')}</tr>`
  })
  const head = `<tr><td rowspan="3" colspan="${DEPTH}">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr>${['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map((label) => `<td>${label}</td>`).join('')}</tr>`
  return `<table border="1">${head}${rows.join('')}</table>`
}
