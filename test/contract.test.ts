import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { problem } from '../src/model/problem.js'
import { documentJsonSchema, documentRecord, type DocumentRecord } from '../src/model/record.js'
import { assemble, failedRecord } from '../src/report/index.js'
import { formsResult, numberTable, paragraphs, provenance, reading, sampleTable } from './support/handwritten.js'

/**
 * test/contract/document.schema.json is what others were promised. The schema made from the code must promise as much: the
 * same properties and choices everywhere, and at least as many of them required.
 */

const schemaNode = z.record(z.string(), z.unknown())
const contract = schemaNode.parse(
  JSON.parse(readFileSync(new URL('contract/document.schema.json', import.meta.url), 'utf8')),
)
const ours = schemaNode.parse(documentJsonSchema())

interface Place {
  readonly types: ReadonlySet<string>
  readonly choices: ReadonlySet<string> | null
  readonly properties: ReadonlySet<string>
  readonly required: ReadonlySet<string>
  readonly described: boolean
}

const keys = z.record(z.string(), z.unknown()).catch({})
const strings = z.array(z.string()).catch([])

/** Every place of a schema, by its path (`tables[].cells[].text`), alternatives merged. */
function places(schema: unknown, path = '', found = new Map<string, Place>()): Map<string, Place> {
  const node = keys.parse(schema)
  const before = found.get(path)
  const type = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
  const listed = 'const' in node ? [node.const] : Array.isArray(node.enum) ? node.enum : null
  const choices = listed?.filter((choice) => choice !== null).map((choice) => JSON.stringify(choice)) ?? null
  const implied = (listed ?? []).map((choice) => (choice === null ? 'null' : typeof choice))
  const properties = keys.parse(node.properties)
  found.set(path, {
    types: new Set([...(before?.types ?? []), ...type.parse(node.type), ...implied]),
    choices: choices ? new Set([...(before?.choices ?? []), ...choices]) : (before?.choices ?? null),
    properties: new Set([...(before?.properties ?? []), ...Object.keys(properties)]),
    required: new Set([...(before?.required ?? []), ...strings.parse(node.required)]),
    described: before?.described === true || typeof node.description === 'string',
  })
  for (const alternative of z.array(z.unknown()).catch([]).parse(node.anyOf)) places(alternative, path, found)
  for (const [name, child] of Object.entries(properties)) places(child, path === '' ? name : `${path}.${name}`, found)
  if (typeof node.items === 'object') places(node.items, `${path}[]`, found)
  if (typeof node.additionalProperties === 'object') places(node.additionalProperties, `${path}{}`, found)
  return found
}

const promised = places(contract)
const made = places(ours)
const sorted = (set: ReadonlySet<string> | null | undefined): readonly string[] | null => (set ? [...set].sort() : null)

describe('the schema made from the code, held against the contract', () => {
  it.each([...promised.keys()])('%s', (path) => {
    const theirs = promised.get(path)
    // A tuple has no items of one kind; the numbers of a box are checked with real records below.
    if (path.endsWith('box[]')) return
    const mine = made.get(path)
    expect(mine).toBeDefined()
    expect(sorted(mine?.properties)).toEqual(sorted(theirs?.properties))
    for (const name of theirs?.required ?? []) expect(mine?.required).toContain(name)
    if (theirs?.choices) expect(sorted(mine?.choices)).toEqual(sorted(theirs.choices))
    if (theirs?.described) expect(mine?.described).toBe(true)
    // The contract must allow every type that we may give.
    if (theirs && theirs.types.size > 0)
      for (const type of mine?.types ?? [])
        expect([...theirs.types, ...(theirs.types.has('number') ? ['integer'] : [])]).toContain(type)
  })

  it('names no place that the contract does not know', () => {
    expect([...made.keys()].filter((path) => !promised.has(path))).toEqual([])
  })
})

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const byContract = ajv.compile(contract)
const byOurs = ajv.compile({ ...ours, $id: 'ours' })

const samples: Readonly<Record<string, DocumentRecord>> = {
  'a report': assemble(
    reading([
      ...paragraphs('花石镇2021年政府信息公开工作年度报告', '一、总体情况', '2021年，花石镇认真贯彻条例。'),
      sampleTable,
      ...paragraphs('六、其他需要报告的事项', '无', '湘潭县花石镇人民政府', '2021年1月17日'),
    ]),
    formsResult({ tables: [{ id: 't1', block: 3, table: sampleTable, kind: 'proactive', number: '二' }] }),
    provenance(),
  ),
  'a report on pages': assemble(
    {
      ...reading([sampleTable]),
      format: 'pdf',
      pages: [{ number: 1, width: 595.276, height: 841.89, rotation: 90, dpi: null, read: 'text-layer' }],
    },
    formsResult({ tables: [{ id: 't1', block: 0, table: sampleTable, kind: null, number: null }] }),
    provenance(),
  ),
  'other tables': assemble(
    reading([...paragraphs('表1 分地区人口（单位：人）'), numberTable]),
    formsResult({ forms: { proactive: null, applications: null, review: null }, values: [] }),
    provenance(),
  ),
  'a file that cannot be opened': failedRecord(
    provenance(),
    problem('damaged-file', { format: 'PDF', reason: 'xref' }),
  ),
  'a file that is no report': assemble(
    reading(paragraphs('关于召开会议的通知')),
    formsResult({ forms: { proactive: null, applications: null, review: null }, values: [] }),
    provenance(),
  ),
}

describe('records', () => {
  it.each(Object.entries(samples))('%s: valid by the contract, by our JSON Schema and by our own', (_, record) => {
    expect(byContract(record) ? [] : byContract.errors).toEqual([])
    expect(byOurs(record) ? [] : byOurs.errors).toEqual([])
    expect(documentRecord.safeParse(record).error).toBeUndefined()
  })
})
