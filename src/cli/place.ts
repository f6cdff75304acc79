import type { z } from 'zod'
import type { FleetConfig, FleetFlags } from '../fleet/config.js'
import { given } from './command.js'

/** A data folder of this machine, or a fleet: where a command finds its documents. */
export type Place =
  { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'fleet'; readonly config: FleetConfig }

export const DATABASE_FLAG = {
  databaseUrl: given('--database-url <URL>', {
    en: 'the database of a fleet, postgres://… (default: NIANBAO_DATABASE_URL)',
    zh: '集群的数据库，postgres://…（默认取 NIANBAO_DATABASE_URL）',
  }),
} as const

export const CONFIG_FLAG = {
  config: given('--config <FILE>', {
    en: 'JSON file with redisUrl, databaseUrl and s3Url (default: NIANBAO_CONFIG)',
    zh: '含 redisUrl、databaseUrl、s3Url 的 JSON 配置文件（默认取 NIANBAO_CONFIG）',
  }),
} as const

/** Flags that name a fleet. */
export const FLEET_FLAGS = {
  redisUrl: given('--redis-url <URL>', {
    en: 'the queue of a fleet, redis://… (default: NIANBAO_REDIS_URL)',
    zh: '集群的队列，redis://…（默认取 NIANBAO_REDIS_URL）',
  }),
  ...DATABASE_FLAG,
  s3Url: given('--s3-url <URL>', {
    en: 'where a fleet keeps originals, http://KEY:SECRET@host/bucket or file:///folder (default: NIANBAO_S3_URL)',
    zh: '集群存放原件之处，http://KEY:SECRET@主机/存储桶 或 file:///文件夹（默认取 NIANBAO_S3_URL）',
  }),
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
