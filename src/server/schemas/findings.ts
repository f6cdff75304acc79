import { z } from 'zod'
import { FINDING_SEVERITIES } from '../../vocabulary/findings.js'
import { named, sha256, type Reply } from './common.js'

/** Findings as the API shows them, worded for who asks. */

const label = z.string().nullable().describe('in the language asked for; null for what is no cell')

const place = named(
  'FindingPlace',
  z.object({
    document: z.enum(['this', 'last']).describe('last: in last year’s report'),
    code: z.string().nullable().describe('of the value; null for a sentence or a fact'),
    section: z.int().nullable().describe('1 to 6; null for a fact'),
    ...{ row: label, column: label },
    text: z.string().nullable().describe('the sentence, the cell or the fact as printed'),
    value: z.number().nullable(),
    page: z.int().nullable(),
  }),
)

const finding = named(
  'Finding',
  z.object({
    rule: z.string().describe('one of a closed list: see docs/check.md'),
    severity: z.enum(FINDING_SEVERITIES).describe('must be mended, to be checked, or a note'),
    severityTitle: z.string(),
    title: z.string(),
    message: z.string(),
    basis: z.string().describe('why it should be otherwise'),
    remedy: z.string(),
    where: z.string().describe('the part of the report, with its page'),
    row: z.string(),
    column: z.string(),
    printed: z.string().describe('what the report prints; empty where there are no two sides'),
    expected: z.string().describe('what it is held against'),
    places: z.array(place).describe('the first one is where something is to be mended'),
  }),
)

const findingsSchema = named(
  'FindingList',
  z.object({
    findings: z.array(
      z.object({
        document: z.object({ id: sha256, path: z.string(), organ: z.string().nullable(), year: z.int().nullable() }),
        number: z.int().describe('within the document, from 1'),
        lastYear: z
          .object({ id: sha256, path: z.string() })
          .nullable()
          .describe('the report that it was compared with'),
        finding,
      }),
    ),
    next: z.string().nullable().describe('the cursor of the next page; null on the last one'),
    waiting: z.int().describe('documents that changed and are still being checked: ask again later'),
    rules: z
      .array(
        z.object({
          ...{ rule: z.string(), title: z.string(), severity: z.enum(FINDING_SEVERITIES) },
          ...{ findings: z.int(), documents: z.int() },
        }),
      )
      .nullable()
      .describe('how many of each rule the filter finds; null on later pages'),
  }),
)
export const findingsReply: Reply<typeof findingsSchema> = findingsSchema

const checkSchema = named(
  'CheckedReport',
  z.object({
    name: z.string().describe('of the file, as given'),
    lastYear: z.string().nullable().describe('the file of last year’s report; null for none'),
    lastYearRead: z.boolean().nullable().describe('false: it could not be read, and nothing is compared with it'),
    organ: z.string().nullable(),
    year: z.int().nullable(),
    findings: z.array(finding),
  }),
)
export const checkReply: Reply<typeof checkSchema> = checkSchema
