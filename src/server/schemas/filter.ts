import { z } from 'zod'
import { PROBLEM_CODES, type ProblemCode } from '../../model/problem.js'
import { CONTENTS, formYear } from '../../model/record.js'
import { FORMATS } from '../../model/source.js'
import type { DocumentFilter, ValueRange } from '../../store/store.js'
import { MAIN_VALUES } from '../../vocabulary/main-values.js'
import { batchNumber, beginning, several } from './common.js'

const NUMBER = String.raw`(-?\d{1,12}(?:\.\d{1,6})?)?`
const RANGE = new RegExp(`^(${MAIN_VALUES.join('|')}):${NUMBER}:${NUMBER}$`)

/** The range of numbers that a parameter asks for. */
function rangeIn(text: string): ValueRange | undefined {
  const [, code, from, below] = RANGE.exec(text) ?? []
  if (code === undefined) return undefined
  return {
    code,
    ...(from !== undefined && { from: Number(from) }),
    ...(below !== undefined && { below: Number(below) }),
  }
}

const yesNo = z.enum(['true', 'false'])
const year = z.string().regex(/^\d{4}$/, 'must be a year of four digits')
const code = z.enum(PROBLEM_CODES as readonly [ProblemCode, ...ProblemCode[]])
/** Globs are matched against every path of the store: long ones cost. */
const GLOB = 200

/** A parameter that begins so names a column of the manifest: `given.province=湖南`. */
const GIVEN = 'given.'

/** The filters of `nianbao list`, as parameters of a query; those that are lists may be given several times. */
const filters = {
  status: several(z.enum(['ok', 'flagged', 'failed', 'pending'])),
  code: several(code).describe('codes of problems'),
  year: several(year),
  form: several(formYear),
  fileFormat: several(z.enum(FORMATS)).describe('of the files, as their content says'),
  yearKnown: yesNo.optional().describe('with, or without, a year that was found'),
  path: several(z.string().min(1).max(GLOB)).describe('globs on the path, as in a shell; ** over folders'),
  content: several(z.enum(CONTENTS)),
  folder: several(z.string().max(GLOB)).describe('first folders of the path; empty: files that stand in none'),
  author: several(z.string().min(1).max(GLOB)).describe('people who said something of it that was not taken back'),
  organ: several(z.string().min(1).max(GLOB)).describe('parts of the organ’s name'),
  search: several(z.string().min(1).max(GLOB)).describe('parts of the organ’s name, the title or the path'),
  title: several(z.string().min(1).max(GLOB)).describe('parts of the title'),
  id: several(beginning),
  doubts: yesNo.optional().describe('with, or without, a doubtful value'),
  faults: yesNo.optional().describe('with, or without, what does not add up'),
  current: yesNo.optional().describe('whether some name of it is still there'),
  removed: yesNo.optional().describe('true: those that were removed; they are in no other list'),
  keptBack: yesNo.optional().describe('with, or without, an attempt that was kept back and waits to be decided'),
  extractorBefore: z
    .string()
    .regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/, 'must be a version')
    .optional()
    .describe('whose extraction is of an older version'),
  batch: batchNumber.optional().describe('found or extracted by it'),
  value: z
    .string()
    .regex(RANGE, `must be CODE:FROM:BELOW, with one of the codes ${MAIN_VALUES.join(', ')}`)
    .optional()
    .describe(
      'CODE:FROM:BELOW: whose number of a main value is FROM or more and less than BELOW; either may be left out',
    ),
} as const

/** A query of these parameters, the filters and `given.COLUMN`, and of no other. */
export const queryWith = <Shape extends z.ZodRawShape>(more: Shape) =>
  z
    .object({ ...filters, ...more })
    .catchall(z.string().max(GLOB).describe('given.COLUMN: what the manifest gives in that column, whole'))
    .superRefine((query, context) => {
      const known = new Set([...Object.keys(filters), ...Object.keys(more)])
      const unknown = Object.keys(query).find((name) => !known.has(name) && !/^given\../u.test(name))
      if (unknown !== undefined) context.addIssue({ code: 'unrecognized_keys', keys: [unknown], input: query })
    })

export const filterQuery = queryWith({})

/** Gives the manifest's entries that a query asks for with `given.COLUMN`. */
function givenIn(query: Readonly<Record<string, unknown>>): DocumentFilter['given'] {
  const asked = Object.entries(query).flatMap(([name, text]) =>
    name.startsWith(GIVEN) && typeof text === 'string' ? [[name.slice(GIVEN.length), text] as const] : [],
  )
  return asked.length === 0 ? undefined : Object.fromEntries(asked)
}

export function filterOf(query: z.output<typeof filterQuery>): DocumentFilter {
  const given = givenIn(query)
  const { status, code: codes, year: years, form: forms, path: paths, id, extractorBefore, batch } = query
  const { organ: organs, title: titles, search, content: contents, folder: folders, author: authors } = query
  const { fileFormat: formats } = query
  const value = query.value === undefined ? undefined : rangeIn(query.value)
  const flag = (name: 'doubts' | 'faults' | 'current' | 'keptBack' | 'removed' | 'yearKnown') =>
    query[name] !== undefined && { [name]: query[name] === 'true' }
  return {
    ...(status && { status }),
    ...(codes && { codes }),
    ...(years && { years: years.map(Number) }),
    ...(forms && { forms }),
    ...(formats && { formats }),
    ...(paths && { paths }),
    ...(contents && { contents }),
    ...(folders && { folders }),
    ...(authors && { authors }),
    ...(organs && { organs }),
    ...(titles && { titles }),
    ...(given && { given }),
    ...(search && { search }),
    ...(id && { sha256: id }),
    ...flag('doubts'),
    ...flag('yearKnown'),
    ...flag('faults'),
    ...flag('current'),
    ...flag('keptBack'),
    ...flag('removed'),
    ...(extractorBefore !== undefined && { extractorBefore }),
    ...(value && { value }),
    ...(batch !== undefined && { batch: Number(batch) }),
  }
}
