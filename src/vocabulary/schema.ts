import { z } from 'zod'

/** The shape of forms/disclosure-*.json: a statutory form as data. CONTRIBUTING.md says what each part does. */

const key = z.string().regex(/^[a-z][a-z0-9_]*$/)
const label = z.string().min(1)
const path = z.array(label).min(1)

/** The kind of a value: a count of whole things, a change that may be negative, or an amount that may have decimals. */
const kind = z.enum(['count', 'change', 'amount'])
export type ValueKind = z.infer<typeof kind>

const line = z.object({ key, path, aliases: z.array(label).default([]) })
const head = z.object({ id: key, section: z.int().min(1) })

/** Blocks below each other, each under a band (第…条第（…）项) and with columns of its own. */
const blocks = head.extend({
  blocks: z
    .array(
      z.object({
        heading: z.string().regex(/^第[一二三四五六七八九十]+条第（[一二三四五六七八九十]+）项$/u),
        corner: label,
        columns: z.array(z.object({ key, label, unit: z.string().nullable(), kind: kind.optional() })).min(1),
        rows: z.array(z.object({ key, label })).min(1),
      }),
    )
    .min(1),
})

/** Rows and columns, both with paths of labels; the last column may be the sum of the others. */
const matrix = head.extend({ corner: z.string(), columns: z.array(line).min(1), rows: z.array(line).min(1) })

/** Groups side by side over the same columns, and one row of values. */
const groups = head.extend({
  groups: z.array(line.extend({ columns: z.array(z.object({ key, label })).min(1) })).min(1),
})

const value = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  table: key,
  item: key,
  measure: key,
  unit: z.string().nullable(),
})

const check = z.object({
  id: z.string().min(1),
  table: key,
  per: z.enum(['column', 'row', 'group']),
  group: key.optional(),
  left: z.array(key).min(1),
  right: z.array(key).min(1),
})

export const formFile = z.object({
  form: z.int().min(1000).max(9999),
  notice: z.string(),
  sections: z.array(z.string().regex(/^[一二三四五六七八九十]+、.{4,}$/u)).min(1),
  tables: z
    .array(
      z.union([
        blocks.transform((table) => ({ shape: 'blocks' as const, ...table })),
        groups.transform((table) => ({ shape: 'groups' as const, ...table })),
        matrix.transform((table) => ({ shape: 'matrix' as const, ...table })),
      ]),
    )
    .min(1),
  checks: z.array(check),
  values: z.array(value).min(1),
  /** English by the Chinese label. */
  english: z.record(z.string(), z.string()).default({}),
})

export type FormFile = z.infer<typeof formFile>
export type FormCheck = z.infer<typeof check>
