import form2019 from './forms/disclosure-2019.json' with { type: 'json' }
import form2021 from './forms/disclosure-2021.json' with { type: 'json' }
import type { FormYear } from '../model/record.js'
import { formFile, type FormCheck, type FormFile, type FormValue } from './schema.js'

export type { FormCheck, FormValue }

/** A row or column with its key and its labels from the outermost to its own. */
export interface LabelPath {
  readonly key: string
  readonly path: readonly string[]
}

export interface ProactiveBlock {
  /** 第二十条第（一）项 */
  readonly heading: string
  readonly corner: string
  readonly columns: readonly { readonly key: string; readonly label: string; readonly unit: string | null }[]
  readonly rows: readonly { readonly key: string; readonly label: string }[]
}

export interface ReviewGroup extends LabelPath {
  readonly columns: readonly { readonly key: string; readonly label: string }[]
}

/** One statutory form: its six sections, three tables, equations and values. */
export interface Form {
  readonly year: FormYear
  readonly notice: string
  readonly sections: readonly string[]
  readonly proactive: { readonly blocks: readonly ProactiveBlock[] }
  readonly applications: {
    readonly corner: string
    readonly columns: readonly LabelPath[]
    readonly rows: readonly LabelPath[]
  }
  readonly review: { readonly groups: readonly ReviewGroup[] }
  readonly checks: readonly FormCheck[]
  /** In the order of the form file. */
  readonly values: readonly FormValue[]
}

function toForm(file: FormFile, year: FormYear): Form {
  const [proactive, applications, review] = file.tables
  return {
    year,
    notice: file.notice,
    sections: file.sections,
    proactive,
    applications,
    review,
    checks: file.checks,
    values: file.values,
  }
}

export const FORMS: Readonly<Record<FormYear, Form>> = {
  '2019': toForm(formFile.parse(form2019), '2019'),
  '2021': toForm(formFile.parse(form2021), '2021'),
}

export const FORM_YEARS: readonly FormYear[] = ['2019', '2021']

/**
 * Rows of section 3 over both forms, in the order in which they are printed: （六）其他处理 undivided (`other`, form of 2019)
 * and divided (`other_uncorrected`, … , form of 2021) both stand in it; a report prints one or the other.
 */
export const ALL_APPLICATION_ROWS: readonly LabelPath[] = FORMS['2021'].applications.rows.flatMap((row) =>
  row.key === 'other_uncorrected'
    ? [...FORMS['2019'].applications.rows.filter(({ key }) => key === 'other'), row]
    : [row],
)
