import { z } from 'zod'
import { DOUBT_KINDS } from '../../corrections/together.js'
import { valueFlag, valueState } from '../../model/record.js'
import { named, type Reply } from './common.js'
import { documentRow } from './document.js'

/** Doubts as a person is asked about them, with all that an answer needs. */

const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
const place = named('Place', z.object({ page: z.int(), box: box.describe('left, top, right, bottom in points') }))
const steps = z.array(z.string()).describe('from the outermost heading in, in the language asked for')

const equation = named(
  'Equation',
  z.object({
    id: z.string(),
    at: z.string(),
    name: z.string().describe('in the language asked for'),
    left: z.array(z.string()).describe('codes of the values that add up to'),
    right: z.array(z.string()).describe('the same as these'),
  }),
)

const doubt = named(
  'Doubt',
  z.object({
    kind: z
      .enum(['value', 'fact', 'suspect'])
      .describe('suspect: surely read, but another number would settle all failing equations of its table'),
    about: z.enum(DOUBT_KINDS).describe('what a person has to look at: doubts of one kind may be confirmed together'),
    together: z
      .boolean()
      .describe('it may be confirmed with others of its kind: it can be shown, and no equation fails'),
    code: z.string(),
    label: steps,
    raw: z.string().nullable().describe('as read; null where nothing was found'),
    value: z.number().nullable().describe('the number that counts now'),
    state: valueState.nullable(),
    unit: z.string().nullable(),
    confidence: z.number().nullable(),
    flags: z.array(z.object({ code: valueFlag, title: z.string() })),
    conflict: z.boolean().describe('a person said otherwise than is read now'),
    alternatives: z.array(z.string()).describe('other readings, best first'),
    repairedFrom: z.string().nullable(),
    places: z.array(place).describe('on its pages; empty in formats without pages'),
    cell: z.object({ table: z.string(), row: z.int(), column: z.int() }).nullable(),
    equations: z.array(equation),
  }),
)

const term = named(
  'Term',
  z.object({ label: z.string(), value: z.number().nullable(), state: valueState }).describe('a value of an equation'),
)

const doubtsSchema = named(
  'DoubtList',
  z.object({
    documents: z.array(
      z.object({
        document: documentRow,
        etag: z.string().describe('version that these doubts are of: to be sent as If-Match'),
        pages: z
          .array(z.object({ number: z.int(), width: z.number(), height: z.number() }))
          .describe('those that there are pictures of'),
        doubts: z.array(doubt),
        values: z.record(z.string(), term).describe('all that stand in the equations, by their codes'),
      }),
    ),
    next: z.string().nullable().describe('the cursor of the next page; null where no document is left'),
    left: z.int().nullable().describe('documents of the filter that are flagged; null on later pages'),
  }),
)
export const doubtsReply: Reply<typeof doubtsSchema> = doubtsSchema

const sheetRow = z.object({
  label: z.string(),
  depth: z.int(),
  codes: z.array(z.string().nullable()).describe('of the values; empty of a heading'),
})
const sheetsSchema = named(
  'Sheets',
  z.object({
    sheets: z.array(
      z.object({
        table: z.string(),
        form: z.string(),
        title: z.string().describe('of the section, as the form prints it'),
        heading: z.string().nullable(),
        corner: z.string(),
        columns: z.array(z.string()),
        rows: z.array(sheetRow),
      }),
    ),
    labels: z.record(z.string(), steps).describe('of all values, by their codes'),
    equations: z.array(equation.extend({ pass: z.boolean().nullable() })),
    flags: z.record(z.string(), z.string()).describe('titles of the marks on values, by their codes'),
  }),
)
export const sheetsReply: Reply<typeof sheetsSchema> = sheetsSchema

const counted = z.record(z.string(), z.int())
const countsSchema = named(
  'Tally',
  z.object({
    documents: z.int(),
    duplicates: z.int().describe('further names of the same content'),
    status: counted.describe('ok, flagged, failed, pending; those of which there is none are left out'),
    code: counted.describe('documents with a problem, by its code'),
    form: counted,
    content: counted.describe('annual-report, tables'),
    year: counted,
    folder: counted.describe('by the first folder of the path'),
    author: counted.describe('by who said something of it that was not taken back'),
    titles: z.record(z.string(), z.string()).describe('of the codes, in the language asked for'),
  }),
)
export const countsReply: Reply<typeof countsSchema> = countsSchema
