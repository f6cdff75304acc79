import { z } from 'zod'

/** The shape of forms/disclosure-*.json: a statutory form as data. */

const checkKind = z.enum(['column', 'row', 'group'])

const valueEntry = z.object({
  code: z.string(),
  table: z.enum(['proactive', 'applications', 'review']),
  item: z.string(),
  measure: z.string(),
  unit: z.string().nullable(),
})

const pathRow = z.object({ key: z.string(), path: z.array(z.string()).min(1) })

const proactive = z.object({
  id: z.literal('proactive'),
  section: z.number(),
  blocks: z.array(
    z.object({
      heading: z.string(),
      corner: z.string(),
      columns: z.array(z.object({ key: z.string(), label: z.string(), unit: z.string().nullable() })),
      rows: z.array(z.object({ key: z.string(), label: z.string() })),
    }),
  ),
})

const applications = z.object({
  id: z.literal('applications'),
  section: z.number(),
  corner: z.string(),
  unit: z.string(),
  columns: z.array(pathRow),
  rows: z.array(pathRow),
})

const review = z.object({
  id: z.literal('review'),
  section: z.number(),
  unit: z.string(),
  groups: z.array(pathRow.extend({ columns: z.array(z.object({ key: z.string(), label: z.string() })) })),
})

export const formFile = z.object({
  form: z.number(),
  notice: z.string(),
  used_for_years: z.string(),
  sections: z.array(z.string()).length(6),
  tables: z.tuple([proactive, applications, review]),
  checks: z.array(
    z.object({
      id: z.string(),
      table: z.enum(['proactive', 'applications', 'review']),
      per: checkKind,
      group: z.string().optional(),
      left: z.array(z.string()),
      right: z.array(z.string()),
    }),
  ),
  values: z.array(valueEntry),
  variants: z.array(
    z.object({
      table: z.literal('applications'),
      note: z.string(),
      replaces: z.array(z.string()),
      rows: z.array(pathRow),
      values: z.array(valueEntry),
    }),
  ),
})

export type FormFile = z.infer<typeof formFile>
export type FormValue = z.infer<typeof valueEntry>
export type FormCheck = FormFile['checks'][number]
