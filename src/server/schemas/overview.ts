import { z } from 'zod'
import { FORMATS } from '../../model/source.js'
import { named, sha256, type Reply } from './common.js'

/** The figures of an overview. */

const asOf = z.string().describe('when it was counted, ISO 8601, UTC: a large store is not counted for each request')
const counted = z.record(z.string(), z.int())
const statuses = z.object({ ok: z.int(), flagged: z.int(), failed: z.int(), pending: z.int() })
const aDocument = z.object({ id: sha256, path: z.string() })

const overviewSchema = named(
  'Overview',
  z.object({
    asOf,
    documents: z.int(),
    gone: z.int().describe('replaced or vanished, in no other figure'),
    organs: z.int(),
    values: z.int(),
    numbers: z.int().describe('values that hold a number'),
    missing: z.int().describe('years between the first and the last of an organ of which there is no report'),
    status: statuses,
    years: z.array(
      z.object({
        year: z.int().nullable().describe('null: not known'),
        status: statuses,
        form: counted.describe('by the form; none: of no form'),
      }),
    ),
    folders: z
      .array(
        z.object({
          folder: z
            .string()
            .nullable()
            .describe('the first of the path; . for files in none; null: several smaller ones'),
          folders: z.int(),
          status: statuses,
          years: counted.describe('by the year; unknown: not known'),
        }),
      )
      .describe('those with most documents first, twenty at most'),
    formats: z.array(z.object({ format: z.enum(FORMATS), status: statuses })),
    problems: z.array(
      z.object({
        code: z.string(),
        title: z.string().describe('in the language asked for'),
        severity: z.enum(['error', 'fault', 'doubt', 'info']),
        documents: z.int(),
      }),
    ),
    repeated: z.object({
      total: z.int().describe('years for which an organ has several reports'),
      first: z.array(z.object({ organ: z.string(), year: z.int(), documents: z.array(aDocument) })),
    }),
  }),
)
export const overviewReply: Reply<typeof overviewSchema> = overviewSchema

const organsSchema = named(
  'OrganYears',
  z.object({
    asOf,
    total: z.int(),
    years: z.array(z.int()).describe('from the first to the last of any organ'),
    organs: z
      .array(
        z.object({
          organ: z.string(),
          missing: z.array(z.int()),
          reports: z.array(
            z.object({
              year: z.int(),
              documents: z.int(),
              status: z.enum(['ok', 'flagged', 'failed', 'pending']).describe('the worst of them'),
              ids: z.array(z.string()).describe('beginnings of their ids, ten at most'),
            }),
          ),
        }),
      )
      .describe('those that miss most years first, then by name'),
  }),
)
export const organsReply: Reply<typeof organsSchema> = organsSchema

const valuesSchema = named(
  'MainValues',
  z.object({
    asOf,
    values: z.int(),
    flagged: z.int().describe('values with some doubt or fault'),
    distributions: z.array(
      z.object({
        code: z.string(),
        label: z.string().describe('in the language asked for'),
        reports: z.int(),
        median: z.number(),
        largest: z.number(),
        zero: z.int().describe('reports that print 0'),
        bins: z.array(
          z.object({
            label: z.string(),
            count: z.int(),
            from: z.number().nullable().describe('null: whatever lies below the other end'),
            below: z.number().describe('the first number that lies in it no more'),
          }),
        ),
        years: z.array(
          z.object({
            year: z.int(),
            quantiles: z.array(z.number()).describe('below which 10, 25, 50, 75 and 90 per cent of the reports are'),
          }),
        ),
      }),
    ),
    outliers: z.object({
      total: z.int(),
      first: z
        .array(
          aDocument.extend({
            page: z.int().nullable(),
            organ: z.string().nullable(),
            year: z.int().nullable(),
            code: z.string(),
            label: z.string(),
            value: z.number(),
            flagged: z.boolean(),
            usual: z.number(),
            score: z.number().describe('deviations off the usual, on a logarithmic scale'),
            against: z.enum(['organ', 'all']).describe('the other years of its organ, or all reports'),
          }),
        )
        .describe('the furthest first'),
    }),
  }),
)
export const valuesReply: Reply<typeof valuesSchema> = valuesSchema
