import { sql } from 'kysely'
import type { DocumentFilter, ValueRange } from '../store.js'
import { versionRank } from '../order.js'
import type { Engine, Piece } from './engine.js'

const hasProblem = (severity: string): Piece =>
  sql`exists (select 1 from problems where problems.document_id = documents.id and severity = ${severity})`

const either = (wanted: boolean, condition: Piece): Piece => (wanted ? sql`(${condition})` : sql`not (${condition})`)

/** Filters that the columns of the narrow index answer. */
const NARROW: ReadonlySet<keyof DocumentFilter> = new Set([
  ...(['status', 'years', 'forms', 'contents', 'codes', 'folders', 'removed'] as const),
])

/** The table and the conditions of a filter whose documents are counted and not listed. */
export function countedBy(engine: Engine, filter: DocumentFilter): { readonly from: Piece; readonly where: Piece } {
  const asked = Object.entries(filter).filter(([, wanted]) => wanted !== undefined)
  const isNarrow = asked.every(([name]) => [...NARROW].some((each) => each === name))
  if (!isNarrow || filter.removed === 'any') {
    const counting = { ...engine, holds: engine.holdsCounted }
    return { from: sql`documents`, where: conditionOf(counting, filter) }
  }
  const { codes, folders, ...rest } = filter
  // The codes are words of a closed list: none holds a sign that `like` knows.
  const coded = codes?.map((code) => sql`documents.codes like ${`%"${code}"%`}`)
  const where = [
    ...(coded ? [oneOf(coded)] : []),
    ...(folders ? [oneOf(folders.filter(isHeld).map((folder) => sql`documents.folder = ${folder}`))] : []),
    conditionOf(engine, rest),
  ]
  return { from: engine.narrowDocuments, where: sql.join(where, sql` and `) }
}

/** The conditions of a filter on `documents`; `true` where there is none. */
export function conditionOf(engine: Engine, filter: DocumentFilter): Piece {
  const conditions = [...own(engine, filter), ...others(engine, filter)]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

const oneOf = (pieces: readonly Piece[]): Piece =>
  pieces.length === 0 ? sql`false` : sql`(${sql.join(pieces, sql` or `)})`

/** No text of a database holds NUL, and none may be asked for it. */
const isHeld = (text: string): boolean => !text.includes('\0')

/** Digits of a whole fingerprint. */
const WHOLE = 64

/** Fingerprints, or their beginnings. */
function fingerprinted({ among }: Engine, digits: readonly string[]): Piece {
  const column = sql`documents.sha256`
  const whole = digits.filter((each) => each.length === WHOLE)
  const beginnings = digits.filter((each) => each.length < WHOLE)
  return oneOf([
    ...(whole.length > 0 ? [among(column, whole)] : []),
    ...beginnings.map((each) => sql`(${column} >= ${each} and ${column} < ${`${each}g`})`),
  ])
}

/** Holds for documents whose organ, title or path contains a text. */
const searched = ({ holds }: Engine, text: string): Piece =>
  oneOf([holds('organ', text), holds('title', text), holds('path', text)])

/** All below a folder stands side by side in the index of paths. */
const inFolder = (folder: string): Piece =>
  folder === ''
    ? sql`documents.folder = ''`
    : sql`(documents.path >= ${`${folder}/`} and documents.path < ${`${folder}0`})`

const saidBy = ({ among }: Engine, authors: readonly string[]): Piece => sql`documents.id in (
  select document_id from corrections where ${among(sql`corrections.author`, authors.filter(isHeld))} and kind <> 'withdraw'
    and not exists (select 1 from corrections as later where later.withdraws = corrections.id))`

function own(engine: Engine, filter: DocumentFilter): readonly Piece[] {
  const { among, pathMatches, holds, given } = engine
  const {
    status,
    years,
    forms,
    contents,
    sha256,
    current,
    extractorBefore,
    paths,
    folders,
    authors,
    organs,
    titles,
    search,
    removed = false,
  } = filter
  return [
    ...(removed === 'any' ? [] : [removed ? sql`documents.removed_at is not null` : sql`documents.removed_at is null`]),
    ...(status ? [among(sql`documents.status`, status)] : []),
    ...(years ? [among(sql`documents.year`, years)] : []),
    ...(forms ? [among(sql`documents.form`, forms)] : []),
    ...(filter.formats ? [among(sql`documents.format`, filter.formats)] : []),
    ...(filter.yearKnown === undefined ? [] : [either(filter.yearKnown, sql`documents.year is not null`)]),
    ...(contents ? [among(sql`documents.content`, contents)] : []),
    ...(organs ? [oneOf(organs.filter(isHeld).map((text) => holds('organ', text)))] : []),
    ...(titles ? [oneOf(titles.filter(isHeld).map((text) => holds('title', text)))] : []),
    ...(search ? [oneOf(search.filter(isHeld).map((text) => searched(engine, text)))] : []),
    ...Object.entries(filter.given ?? {}).map(([column, text]) => sql`${given(column)} = ${text}`),
    ...(sha256 ? [fingerprinted(engine, sha256)] : []),
    ...(current === undefined ? [] : [sql`documents.current = ${current ? 1 : 0}`]),
    ...(extractorBefore === undefined ? [] : [sql`documents.version_rank < ${versionRank(extractorBefore)}`]),
    ...(folders ? [oneOf(folders.filter(isHeld).map(inFolder))] : []),
    ...(authors ? [saidBy(engine, authors)] : []),
    ...(paths ? [pathMatches(sql`documents.path`, paths)] : []),
  ]
}

/** The index of main values gives those in a range side by side. */
const inRange = ({ code, from, below }: ValueRange): Piece => sql`documents.id in (
  select document_id from main_values where code = ${code} and value >= ${from ?? -Number.MAX_VALUE}
    and value < ${below ?? Number.MAX_VALUE})`

function others(
  { among }: Engine,
  { doubts, faults, codes, batch, keptBack, value }: DocumentFilter,
): readonly Piece[] {
  const coded = codes && among(sql`problems.code`, codes)
  return [
    ...(doubts === undefined
      ? []
      : [either(doubts, sql`coalesce(documents.doubt_count, 0) > 0 or ${hasProblem('doubt')}`)]),
    ...(faults === undefined
      ? []
      : [either(faults, sql`coalesce(documents.fault_count, 0) > 0 or ${hasProblem('fault')}`)]),
    ...(coded ? [sql`documents.id in (select document_id from problems where ${coded})`] : []),
    ...(value ? [inRange(value)] : []),
    ...(keptBack === undefined
      ? []
      : [
          either(
            keptBack,
            sql`exists (select 1 from attempts where attempts.document_id = documents.id and attempts.kept_back = ${1}
              and attempts.id > documents.attempt_id and not exists (select 1 from decisions
                where decisions.document_id = documents.id and decisions.kind = 'use-attempt'
                  and decisions.at >= attempts.finished_at))`,
          ),
        ]),
    ...(batch === undefined
      ? []
      : [
          // Asked of each document: a batch may hold most of them, and a page of a list few.
          sql`(exists (select 1 from attempts where attempts.document_id = documents.id and batch_id = ${batch})
            or exists (select 1 from names where names.document_id = documents.id
              and (first_batch = ${batch} or last_batch = ${batch})))`,
        ]),
  ]
}
