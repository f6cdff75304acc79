import { resolve } from 'node:path'
import type { z } from 'zod'
import type { FleetConfig, FleetFlags } from '../fleet/config.js'
import type { Place } from '../fleet/open.js'
import type { Workspace } from '../ingest/workspace.js'
import { toldOf, type Language } from '../model/sentences.js'
import { packagesError } from '../packages.js'
import type { DocumentRow, StoredDocument } from '../store/store.js'
import { given, under, type Kit } from './command.js'
import { note } from './render/output.js'
import { oneLine } from './render/text.js'
import { same, text } from './say.js'
import { SENTENCES } from './words.js'

const FLEET = text('Fleet options:', '集群选项：')

export const DATABASE_FLAG = {
  databaseUrl: under(
    FLEET,
    '--database-url <URL>',
    text('database (NIANBAO_DATABASE_URL)', '数据库（NIANBAO_DATABASE_URL）'),
  ),
} as const

export const CONFIG_FLAG = {
  config: under(
    FLEET,
    '--config <FILE>',
    text('JSON file with all three (NIANBAO_CONFIG)', '含以上三项的 JSON 文件（NIANBAO_CONFIG）'),
  ),
} as const

/** Flags that name a fleet. */
export const FLEET_FLAGS = {
  redisUrl: under(FLEET, '--redis-url <URL>', text('queue (NIANBAO_REDIS_URL)', '队列（NIANBAO_REDIS_URL）')),
  ...DATABASE_FLAG,
  s3Url: under(
    FLEET,
    '--s3-url <URL>',
    text('originals, S3 or a folder (NIANBAO_S3_URL)', '原件，S3 或文件夹（NIANBAO_S3_URL）'),
  ),
  ...CONFIG_FLAG,
} as const

export const DATA_FLAG = {
  data: given('--data <DIR>', {
    en: 'data folder (default: NIANBAO_DATA, else ./nianbao-data)',
    zh: '数据文件夹（默认取 NIANBAO_DATA，否则为 ./nianbao-data）',
  }),
} as const

/** Options of the commands that work on a data folder or a fleet. */
export const PLACE_OPTIONS = { ...DATA_FLAG, ...FLEET_FLAGS } as const
export type PlaceOptions = z.infer<z.ZodObject<typeof PLACE_OPTIONS>>

const DEFAULT_DATA = 'nianbao-data'

/** The data folder: `--data`, else NIANBAO_DATA, else ./nianbao-data. */
export function dataFolder(named: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  // An empty variable counts as none, as for all programs.
  const variable = environment.NIANBAO_DATA === '' ? undefined : environment.NIANBAO_DATA
  return named ?? variable ?? DEFAULT_DATA
}

/**
 * The place that is meant: `--data` or the fleet of the flags, else the fleet of environment or file, else the data folder.
 * @throws ConfigError
 */
export async function placeOf(options: PlaceOptions): Promise<Place> {
  const config = await fleetMeant(options)
  return config ? { kind: 'fleet', config } : { kind: 'folder', folder: dataFolder(options.data) }
}

/**
 * The fleet that is meant; null where a data folder is.
 * @throws ConfigError
 */
export async function fleetMeant({ data, ...options }: PlaceOptions): Promise<FleetConfig | null> {
  const { redisUrl, databaseUrl, s3Url, config } = options
  const flags: FleetFlags = { redisUrl, databaseUrl, s3Url, config }
  // Loaded only here: help is quick.
  const { fleetConfig } = await import('../fleet/config.js')
  const { ConfigError } = await import('../fleet/config-errors.js')
  if (data === undefined) return fleetConfig(flags)
  const named = FLAGS.filter(([name]) => flags[name] !== undefined).map(([, flag]) => flag)
  if (named.length > 0) throw new ConfigError('config-contradiction', { flags: named.join(', ') })
  return null
}

const FLAGS: readonly (readonly [name: keyof FleetFlags, flag: string])[] = [
  ['redisUrl', '--redis-url'],
  ['databaseUrl', '--database-url'],
  ['s3Url', '--s3-url'],
  ['config', '--config'],
]

/** An opened workspace with the means to speak. */
export interface Session extends Workspace, Kit {}

/** Opens the fleet, or a data folder that is there, runs a command on it and closes it. */
export async function withStore(
  options: PlaceOptions,
  kit: Kit,
  command: (session: Session) => Promise<number>,
): Promise<number> {
  return explained(kit, async () => {
    const place = await placeOf(options)
    const opened = await open(place, { create: false, language: kit.language })
    try {
      return await command({ ...opened, ...kit })
    } finally {
      await opened.close()
    }
  })
}

/** Runs a command. If folder or fleet fails, or packages of the fleet are missing, it says what to do, and ends with 1. */
export async function explained(
  { language, fail }: Pick<Kit, 'language' | 'fail'>,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command()
  } catch (error) {
    const fault = toldOf(packagesError(error), language)
    if (!fault) throw error
    return fail(same(`${fault.message} ${fault.remedy}`))
  }
}

/** Opens a place; its libraries are loaded only here, so that help is quick. @throws StoreError */
export async function open(
  place: Place,
  options: { readonly create?: boolean; readonly language: Language },
): Promise<Workspace> {
  const { openWorkspace } = await import('../fleet/open.js')
  return openWorkspace(place, options)
}

/** Candidates that are listed where a name is not clear. */
const MAX_CANDIDATES = 20

/** Documents that a person's name for one may mean: also a path from the present folder. */
export async function candidates(
  { store }: Pick<Session, 'store'>,
  reference: string,
): Promise<readonly DocumentRow[]> {
  const found = await store.find(reference)
  return found.length > 0 ? found : store.find(resolve(reference))
}

/** An organ with a year, as people write them together: 前进镇人民政府2023年 */
const ORGAN_AND_YEAR = /^(?<organ>.*?\D)\s*(?<year>(?:19|20)\d\d)年?$/u

/**
 * The documents of an organ, of one year where it is given or stands behind the name. Those of an organ of exactly this name
 * count before those whose name only holds it.
 */
async function ofOrgan(
  { store }: Session,
  reference: string,
  year: string | undefined,
): Promise<readonly DocumentRow[]> {
  const together = year === undefined ? ORGAN_AND_YEAR.exec(reference)?.groups : undefined
  const organ = (together?.organ ?? reference).trim()
  const written = year ?? together?.year
  if (organ === '') return []
  const rows: DocumentRow[] = []
  const filter = { organs: [organ], ...(written !== undefined && { years: [Number.parseInt(written, 10)] }) }
  for await (const row of store.documents(filter, { limit: MAX_OF_ORGAN })) rows.push(row)
  const exact = rows.filter((row) => row.organ === organ)
  return exact.length > 0 ? exact : rows
}

/** More documents than this are not looked through for one. */
const MAX_OF_ORGAN = 1_000

/**
 * The one document that is meant, also by its organ and year; null where there is none, or several: then it says which. Who
 * only looks may name an organ; who changes something names the document.
 */
export async function documentToSee(session: Session, reference: string, year?: string): Promise<DocumentRow | null> {
  const named = year === undefined ? await candidates(session, reference) : []
  const found = named.length > 0 ? named : await ofOrgan(session, reference, year)
  return theOne(session, [reference, year ?? ''].join(' ').trim(), found)
}

/** The one document that is meant; null where there is none, or several: then it says which. */
export const oneDocument = async (session: Session, reference: string): Promise<DocumentRow | null> =>
  theOne(session, reference, await candidates(session, reference))

function theOne(session: Session, reference: string, found: readonly DocumentRow[]): DocumentRow | null {
  const { say, fail } = session
  const [first] = found
  if (first && found.length === 1) return first
  if (!first) {
    fail(SENTENCES.documentNotFound, { reference })
    return null
  }
  fail(AMBIGUOUS, { reference, count: found.length })
  for (const row of found.slice(0, MAX_CANDIDATES)) note(`  ${candidateLine(row)}`)
  if (found.length > MAX_CANDIDATES) note(`  ${say(SENTENCES.more, { count: found.length - MAX_CANDIDATES })}`)
  return null
}

const AMBIGUOUS = {
  en: '{reference} may be any of {count} documents; give the digits of one:',
  zh: '{reference} 可能是 {count} 份文档之一，请给出指纹：',
}

const candidateLine = ({ sha256, path, organ, title, year }: DocumentRow): string =>
  [sha256.slice(0, 16), oneLine(organ ?? ''), String(year ?? ''), oneLine(path), oneLine(title ?? '')]
    .filter((part) => part !== '')
    .join('  ')

/** A document with all that counts of it; null, and a sentence, where it was never extracted. */
export async function storedDocument(session: Session, row: DocumentRow): Promise<StoredDocument | null> {
  for await (const document of session.store.effective({ sha256: [row.sha256], removed: 'any' })) return document
  session.fail(SENTENCES.documentPending, { path: oneLine(row.path) })
  return null
}
