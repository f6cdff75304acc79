import { z } from 'zod'
import { PAGE_PROOFS } from './page.js'
import { FORM_YEARS, FORMS, STATUTORY_TABLES } from '../vocabulary/forms.js'
import { problemDetails } from './details.js'
import { FORMATS } from './source.js'
import { box, page, statutoryTable, tableRecord } from './table-record.js'

export type { FormYear, StatutoryTable } from '../vocabulary/forms.js'
export { statutoryTable, tableRecord } from './table-record.js'

/** The document record: what `nianbao extract --json` prints one a line. Descriptions stand in the schema itself. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const formYear = z.enum(FORM_YEARS)
export const valueState = z.enum(['number', 'blank', 'dash', 'text', 'uncertain', 'not-found'])
export const valueFlag = z.enum([
  'not-found',
  'uncertain-column',
  'uncertain-row',
  'unparsed',
  'low-confidence',
  'repaired',
  'unit-differs',
  'unbalanced',
])
/** The kind of a document's content. */
export const CONTENTS = ['annual-report', 'tables'] as const
export type Content = (typeof CONTENTS)[number]

export const severity = z.enum(['info', 'doubt', 'fault', 'error'])

const pageInfo = z.object({
  number: page.describe('from 1; of a spreadsheet, the place of the sheet among all sheets'),
  width: z.number().describe('points, as a reader sees the page'),
  height: z.number(),
  rotation: z.literal([0, 90, 180, 270]).describe('by which the stored page was turned to be read'),
  dpi: z.number().nullable().describe('of a picture; assumed 200 and said so where the file gives none'),
  read: z.enum(['text-layer', 'recognised', 'blank', 'unreadable']),
  proof: z
    .enum(PAGE_PROOFS)
    .optional()
    .describe(
      'of a PDF’s text layer: ink: its values were held against the page as it is rendered; none: they were not (it holds no table, could not be rendered, or --no-ink); render: of a Word document or web page as LibreOffice prints it, against which its values were held (--verify render). Left out of pages that are pictures: each of their characters carries its own confidence',
    ),
  sheet: z
    .string()
    .optional()
    .describe('of a spreadsheet: the name of the sheet that the page stands for; hidden sheets are no pages'),
})

const sourceRecord = z.object({
  name: z.string().describe('file name; of a group of pictures, the first one’s'),
  path: z.string().describe('path as found below the argument given, /-separated'),
  sha256: sha256.describe(
    'of the bytes; of a group, of its parts’ digests in page order, joined by newlines; 64 zeros where the content was not read',
  ),
  bytes: z.int().min(0),
  format: z.enum(FORMATS).describe('by content, not by extension; not all of them are read'),
  parts: z
    .array(z.object({ name: z.string(), sha256 }))
    .optional()
    .describe('a group of pictures: its files in page order'),
  pages: z
    .array(pageInfo)
    .nullable()
    .describe(
      'null where the format has no pages; of a Word document or web page with tables in pictures, the pictures that were read; with --verify render, the pages as LibreOffice prints them',
    ),
})

const evidence = z.object({ text: z.string(), page: page.nullable(), box: box.nullable() })

/** The form of each table; records of before a form was added lack the tables that it alone has. */
const formsShape: Readonly<Record<string, z.ZodType<string | null | undefined>>> = Object.fromEntries(
  STATUTORY_TABLES.map((id) => {
    const isInAll = FORMS.every(({ tables }) => tables.some((table) => table.id === id))
    return [id, isInAll ? formYear.nullable() : formYear.nullable().optional()]
  }),
)

export const reportRecord = z.object({
  title: z.string().nullable(),
  organ: z
    .string()
    .nullable()
    .describe(
      'the publishing organ: the longest name that the report gives it (湘潭县花石镇人民政府 rather than 花石镇)',
    ),
  year: z.int().nullable().describe('the year reported on, not the year of publication'),
  published: z.iso.date().nullable(),
  form: formYear.nullable().describe('the form of section 2, else of section 3'),
  forms: z
    .object(formsShape)
    .describe(
      'reports mix the forms. applications: 2019 if （六）其他处理 is one row, 2021 if it is divided; review (the same in both): as section 2, else as section 3',
    ),
  flags: z
    .array(z.string())
    .describe(
      'date-implausible (signed before the year ended, or on a day that no calendar has), section-missing, title-uncertain, organ-uncertain, year-uncertain, title-missing, organ-missing, year-missing. Each makes the document flagged. Uncertain: candidates contradict each other, or none is plain. Missing: the report nowhere prints it. Found in prose alone is neither, where the sentence leaves no doubt',
    ),
  evidence: z
    .partialRecord(z.enum(['title', 'organ', 'year', 'published']), evidence)
    .describe('for title, organ, year, published: the text it was read from, and where'),
})

const sectionRecord = z.object({
  number: z.int().nullable().describe('1 to 6 in the statutory order; null for anything else'),
  heading: z.string(),
  text: z.string().describe('prose only, paragraphs separated by \\n, tables left out'),
  page: page.nullable(),
})

const valueRecord = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,31}$/)
    .describe('the value’s code in the form file'),
  table: statutoryTable,
  item: z.string(),
  measure: z.string(),
  state: valueState.describe(
    'number: read as one; blank: the cell is surely empty; dash: / — － 无 and the like; text: something else is printed; uncertain: which cell or which digits is not sure; not-found: no cell',
  ),
  value: z
    .number()
    .nullable()
    .describe(
      'the printed number, never scaled; null in every state but number, and in uncertain where no reading is better than none',
    ),
  raw: z.string().nullable().describe('the cell’s text as printed or recognised; null where no cell was found'),
  unit: z.string().nullable().describe('as printed in the cell, else in its heading, else the form’s, else null'),
  confidence: z.number().nullable(),
  alternatives: z.array(z.string()).optional().describe('other readings of a recognised cell, best first'),
  repairedFrom: z.string().nullable().optional().describe('the first reading, where value is a repair'),
  cell: z.object({ table: z.string(), row: z.int(), column: z.int() }).nullable(),
  flags: z
    .array(valueFlag)
    .describe(
      'doubts (about the reading): all but unbalanced, which is a fault (of the report, or of a reading that nothing else doubts). A surely read blank or dash is neither',
    ),
})

export const checkRecord = z.object({
  id: z
    .string()
    .describe(
      'of the form file: applications.balance, applications.results_total, applications.applicant_total, review.…_total',
    ),
  at: z
    .string()
    .describe(
      'the column, row or group it was tried on, by its key in the form file (total, granted, reconsideration)',
    ),
  left: z.number().nullable(),
  right: z.number().nullable(),
  pass: z
    .boolean()
    .nullable()
    .describe(
      'blanks may confirm, never refute: true also if it holds with blanks as 0; false only if every state is number; else null',
    ),
  assumedZero: z.array(z.string()).optional().describe('codes of the blanks that were taken as 0 for it to hold'),
})

export const problemRecord = z.object({
  code: z.string().describe('from the closed list that nianbao problems prints'),
  severity,
  message: z.string().describe('a sentence with the remedy, in the language asked for'),
  details: problemDetails
    .optional()
    .describe('what the message is made of, so that it can be worded in another language; left out where unknown'),
  page: page.nullable(),
  table: z.string().nullable(),
})

const extractorRecord = z.object({
  version: z.string(),
  options: z.string().describe('digest of the options that can change a result'),
  pdfEngine: z.string().nullable(),
  recogniser: z.string().nullable(),
  elapsedMs: z.number().optional().describe('left out when two records are compared'),
})

export const documentRecord = z
  .object({
    schema: z.literal('document.v1'),
    source: sourceRecord,
    content: z
      .enum(CONTENTS)
      .optional()
      .describe(
        'tables: no statutory table and nothing of an annual report, but other tables; left out of annual reports and of what failed',
      ),
    status: z
      .enum(['ok', 'flagged', 'failed'])
      .describe(
        'ok: every statutory table and cell was located (of other content: every grid is sure and every character read), every cell with something in it was parsed, no doubt and no fault; flagged: some doubt or fault; failed: nothing usable, problems says why',
      ),
    counts: z
      .object({ values: z.int(), numbers: z.int(), doubts: z.int(), faults: z.int() })
      .describe(
        'values: records; numbers: those read as a number; doubts: values with a doubt, and doubtful flags of the report; faults: equations that do not hold, and the report’s own faults',
      ),
    report: reportRecord.nullable(),
    sections: z.array(sectionRecord),
    tables: z
      .array(tableRecord)
      .describe('every table found, in reading order; a table broken over pages is one table'),
    records: z
      .array(valueRecord)
      .describe(
        'one record for each value of the forms’ tables that the report follows (leaves of the variants it prints), also where its cell is blank or was not found',
      ),
    checks: z.array(checkRecord).describe('the form’s own arithmetic, one entry for each equation tried'),
    problems: z.array(problemRecord),
    extractor: extractorRecord,
  })
  .meta({ $id: 'document.v1', title: 'Document record: all that was recovered from one input document' })

type DeepReadonly<T> = T extends (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T

export type DocumentRecord = DeepReadonly<z.infer<typeof documentRecord>>
export type ValueRecord = DeepReadonly<z.infer<typeof valueRecord>>
export type TableRecord = DeepReadonly<z.infer<typeof tableRecord>>
export type CheckRecord = DeepReadonly<z.infer<typeof checkRecord>>
export type SectionRecord = DeepReadonly<z.infer<typeof sectionRecord>>
export type ReportRecord = DeepReadonly<z.infer<typeof reportRecord>>
export type ValueState = z.infer<typeof valueState>
export type ValueFlag = z.infer<typeof valueFlag>

/**
 * The record's JSON Schema (draft 2020-12), made from the schema above: what `nianbao schema` prints. Records never hold
 * properties that it does not name.
 */
export function documentJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(documentRecord, { target: 'draft-2020-12' })
}
