import { z } from 'zod'
import { STATUTORY_TABLES } from '../vocabulary/forms.js'

/** The tables of a document record. */

export const page = z.int().min(1)
export const box = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .describe('[left, top, right, bottom] in points (1/72 inch), origin at the top left of the page as a reader sees it')

export const statutoryTable = z.enum(STATUTORY_TABLES)

const tableCellFlag = z.enum(['sum-differs'])

const place = z.object({ row: z.int().min(0), column: z.int().min(0) })

/** A sum that a table prints: 合计, 小计, Total, or a code over those that it holds. */
const sumRecord = z.object({
  total: place.describe('the cell of the sum'),
  terms: z.array(place).describe('the cells that are added'),
  printed: z.number().describe('what the table says'),
  computed: z.number().describe('what its terms come to'),
  pass: z.boolean().describe('true also within what rounding of the terms may come to'),
})

const cellRecord = z.object({
  row: z.int().min(0).describe('0-based'),
  column: z.int().min(0),
  rowSpan: z.int().min(1),
  columnSpan: z.int().min(1),
  text: z.string().describe('as printed or recognised; never repaired'),
  uncertain: z
    .enum(['row', 'column', 'text'])
    .optional()
    .describe('which row or column it belongs to, or what it says, is not sure; only in content: tables'),
  rowPath: z
    .array(z.string())
    .optional()
    .describe('of a body cell of content: tables: the labels of its row, outermost first'),
  columnPath: z.array(z.string()).optional().describe('the same of its column'),
  value: z
    .number()
    .nullable()
    .optional()
    .describe('of a body cell of content: tables: the printed number, never scaled'),
  unit: z
    .string()
    .nullable()
    .optional()
    .describe('of a body cell of content: tables: as printed in it, else in its row or heading, else the table’s'),
  flags: z
    .array(tableCellFlag)
    .optional()
    .describe('sum-differs: it stands in a sum that does not hold, and in none that holds'),
  confidence: z.number().min(0).max(1).optional(),
  address: z.string().optional().describe('of a spreadsheet: the cells as its program calls them: Sheet1!C7'),
  boxes: z
    .array(z.object({ page: page.describe('1-based'), box }))
    .optional()
    .describe('where it stands, in formats that have pages; two boxes where a page break cuts it'),
})

export const tableRecord = z.object({
  id: z.string().describe('t1, t2, … in reading order'),
  kind: statutoryTable
    .nullable()
    .describe('the statutory table that this is (or a block of); null for any other table'),
  number: z.string().nullable().describe('the number it stands under or carries: 二, 第二十条第（一）项, 表1, Table 3'),
  caption: z.string().nullable(),
  title: z.string().nullable().optional().describe('of content: tables: the caption without its number and unit'),
  unit: z.string().nullable().optional().describe('万元, as the line above, the caption or the table’s first rows say'),
  notes: z.array(z.string()).optional().describe('notes and sources behind the table, as printed'),
  headRows: z.int().optional().describe('rows before the body: those of the caption in the grid, and headings'),
  headColumns: z.int().optional().describe('first columns that hold the labels of rows'),
  sums: z.array(sumRecord).optional().describe('the sums that it prints, tried on its own numbers'),
  verified: z.number().min(0).max(1).optional().describe('share of its numbers that stand in a sum which holds'),
  method: z.enum(['ruled', 'unruled', 'markup', 'text']).describe('how its grid was recovered'),
  pages: z.array(page),
  rows: z.int(),
  columns: z.int(),
  cells: z.array(cellRecord),
})
