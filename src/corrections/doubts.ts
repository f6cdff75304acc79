import type { PrintedFact } from '../effective/correction.js'
import type { EffectiveDocument, EffectiveValue } from '../effective/effective.js'
import { factOf } from '../effective/facts.js'
import { faultsOf } from '../effective/failed.js'
import { asRecord, yearOf } from '../effective/recheck.js'
import { equationsOf } from '../forms/checks.js'
import type { ValueFlag, ValueState } from '../model/record.js'
import { STATUTORY_TABLES } from '../vocabulary/forms.js'
import { doubtfulFacts } from './codes.js'

/** Questions that a document puts to a person, with all that is needed to answer them. */

/** A place on a page: left, top, right, bottom in points. */
interface Place {
  readonly page: number
  readonly box: readonly number[]
}

/** An equation by the codes on its sides, both of which add up to the same. */
export interface CodedEquation {
  readonly id: string
  readonly at: string
  readonly left: readonly string[]
  readonly right: readonly string[]
}

export interface Doubt {
  /** `suspect`: surely read, but the one value that would settle all equations of its table that fail. */
  readonly kind: 'value' | 'fact' | 'suspect'
  readonly code: string
  /** The text as it was read; null where nothing was found. */
  readonly raw: string | null
  /** The number that counts now; null of a fact. */
  readonly value: number | null
  readonly state: ValueState | null
  readonly unit: string | null
  readonly confidence: number | null
  readonly flags: readonly ValueFlag[]
  /** Somebody said otherwise than is read now. */
  readonly conflict: boolean
  /** Other readings of the cell, and the number that would settle the equations, best first. */
  readonly alternatives: readonly string[]
  readonly repairedFrom: string | null
  readonly places: readonly Place[]
  /** The cell, in formats without pages too. */
  readonly cell: { readonly table: string; readonly row: number; readonly column: number } | null
  readonly equations: readonly CodedEquation[]
}

/** The most readings that are offered. */
const MAX_ALTERNATIVES = 5

const isDoubtful = ({ flags, conflict }: EffectiveValue): boolean =>
  conflict || flags.some((flag) => flag !== 'unbalanced')

/** All doubts of a document: facts first, then values in the order of the form, then what only the equations cast doubt on. */
export function doubtsOf(effective: EffectiveDocument): readonly Doubt[] {
  const equations = codedEquations(effective)
  const values = effective.values.filter(isDoubtful)
  const doubtful = new Set(values.map(({ read }) => read.code))
  const suspects = faultsOf(effective).flatMap(({ suspect }) => {
    const value = effective.values.find(({ read }) => read.code === suspect?.code)
    const isAsked = value?.corrected === 'no' && !doubtful.has(value.read.code)
    return suspect && isAsked ? [{ value, would: suspect.would }] : []
  })
  return [
    ...doubtfulFacts(effective).map((fact) => ofFact(effective, fact)),
    ...values.map((value) => ofValue(effective, value, equations, 'value', null)),
    ...suspects.map(({ value, would }) => ofValue(effective, value, equations, 'suspect', would)),
  ]
}

/** Every equation of the document's tables. */
export function codedEquations({ record, values }: EffectiveDocument): readonly CodedEquation[] {
  const codes = (side: readonly { readonly code: string }[]): readonly string[] => side.map(({ code }) => code)
  return STATUTORY_TABLES.flatMap((table) => {
    const own = values.filter(({ read }) => read.table === table).map(asRecord)
    if (own.length === 0) return []
    return equationsOf(yearOf(record, table), table, own).map(({ id, at, left, right }) => ({
      ...{ id, at, left: codes(left), right: codes(right) },
    }))
  })
}

function ofValue(
  { record }: EffectiveDocument,
  { read, value, state, flags, conflict }: EffectiveValue,
  equations: readonly CodedEquation[],
  kind: Doubt['kind'],
  would: number | null,
): Doubt {
  const { code, raw, unit, confidence, cell, repairedFrom = null } = read
  const table = record.tables.find(({ id }) => id === cell?.table)
  const places = table?.cells.find(({ row, column }) => row === cell?.row && column === cell.column)?.boxes ?? []
  const readings = [...(would === null ? [] : [String(would)]), ...(read.alternatives ?? [])]
  return {
    ...{ kind, code, raw, value, state, unit, confidence, flags, conflict, repairedFrom, places, cell },
    alternatives: [...new Set(readings)].slice(0, MAX_ALTERNATIVES),
    equations: equations.filter(({ left, right }) => left.includes(code) || right.includes(code)),
  }
}

const EVIDENCE = { 'report.organ': 'organ', 'report.year': 'year', 'report.title': 'title' } as const

function ofFact({ record, report }: EffectiveDocument, fact: PrintedFact): Doubt {
  const evidence = record.report?.evidence[EVIDENCE[fact]]
  return {
    ...{ kind: 'fact', code: fact, raw: factOf(report, fact), value: null, state: null, unit: null, confidence: null },
    ...{ flags: [], conflict: false, alternatives: [], repairedFrom: null, cell: null, equations: [] },
    places: evidence?.page && evidence.box ? [{ page: evidence.page, box: evidence.box }] : [],
  }
}
