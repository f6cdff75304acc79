import type { Evidence } from './evidence.js'
import { factPlace } from './evidence.js'
import { finding, type Finding } from './finding.js'

/** Departments of county level or above; bodies that higher authorities run, and branches, are not surely such. */
const DEPARTMENT = /(?:局|厅|委员会)$/u
const NO_DEPARTMENT =
  /国家|中国|税务|海关|气象|地震|邮政|烟草|银行|分局|派出|管理委员会|管委会|居民委员会|村民委员会|镇|乡|街道/u
/** Governments of county level or above. */
const GOVERNMENT = /(?:省|市|县|区|州|旗|盟)(?:人民政府)$/u

/** The date of a report against its year and the deadline of the regulation. */
export function dates({ report: document }: Evidence): readonly Finding[] {
  const { report, problems } = document
  if (!report) return []
  const invalid = problems
    .filter(({ code }) => code === 'date-invalid')
    .map(({ details }) => finding('date-invalid', { printed: textOf(details?.text) }, [published(document)]))
  const { year, published: date, organ } = report
  if (year === null || date === null || report.flags.includes('year-uncertain')) return invalid
  const places = [published(document), factPlace(document, 'year')]
  if (date < `${year}-12-31`)
    return [...invalid, finding('signed-early', { year, printed: date, expected: `${year}-12-31` }, places)]
  // A date that stands more than a year behind tells of another year, not of a delay.
  if (Number(date.slice(0, 4)) > year + 1)
    return [...invalid, finding('year-far', { year, printed: date, expected: year + 1 }, places)]
  const deadline = deadlineOf(organ ?? '', year)
  if (deadline === null || date <= deadline) return invalid
  return [...invalid, finding('published-late', { printed: date, expected: deadline }, [published(document)])]
}

const textOf = (detail: unknown): string => (typeof detail === 'string' ? detail : '')

const published = (document: Evidence['report']) => factPlace(document, 'published')

/** Article 49 of the regulation; null for organs that it does not surely name. */
function deadlineOf(organ: string, year: number): string | null {
  if (DEPARTMENT.test(organ) && !NO_DEPARTMENT.test(organ)) return `${year + 1}-01-31`
  return GOVERNMENT.test(organ) ? `${year + 1}-03-31` : null
}
