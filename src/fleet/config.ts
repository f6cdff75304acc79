import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { isBlobsUrl } from '../blobs/open.js'
import { isSystemError } from '../system.js'
import { ConfigError } from './config-errors.js'

/** Where the parts of the fleet are. The addresses hold secrets: show `redacted` ones alone. */
export interface FleetConfig {
  /** `redis://[user:password@]host:port/0`, or `rediss://…` with TLS. */
  readonly redisUrl: string
  /** `postgres://user:password@host:port/name`. */
  readonly databaseUrl: string
  /** A bucket, `http(s)://KEY:SECRET@host:port/bucket[/prefix]` or `s3://bucket[/prefix]?region=…`, or `file:///folder`. */
  readonly s3Url: string
}

/** As they come from the command line. */
export interface FleetFlags extends Partial<Readonly<Record<Setting, string | undefined>>> {
  /** A JSON file with any of the settings. */
  readonly config?: string | undefined
}

type Setting = keyof FleetConfig

interface Kind {
  readonly variable: string
  readonly flag: string
  readonly isValid: (url: string) => boolean
}

const hasProtocol =
  (...protocols: readonly string[]) =>
  (url: string): boolean =>
    URL.canParse(url) && protocols.includes(new URL(url).protocol) && new URL(url).hostname !== ''

/** The settings, and what each is called where. */
const KINDS: Readonly<Record<Setting, Kind>> = {
  redisUrl: { variable: 'NIANBAO_REDIS_URL', flag: '--redis-url', isValid: hasProtocol('redis:', 'rediss:') },
  databaseUrl: {
    ...{ variable: 'NIANBAO_DATABASE_URL', flag: '--database-url' },
    isValid: hasProtocol('postgres:', 'postgresql:'),
  },
  s3Url: { variable: 'NIANBAO_S3_URL', flag: '--s3-url', isValid: isBlobsUrl },
}

const SETTINGS: readonly Setting[] = ['redisUrl', 'databaseUrl', 's3Url']

const CONFIG_VARIABLE = 'NIANBAO_CONFIG'

/** A file may set other things one day; a name that is none of ours is a mistake all the same. */
const configFile = z.strictObject({
  redisUrl: z.string().optional(),
  databaseUrl: z.string().optional(),
  s3Url: z.string().optional(),
})

/**
 * The fleet's settings: flags before the environment before the file (`--config`, NIANBAO_CONFIG). Null where there are none:
 * then data lives in a folder.
 * @throws ConfigError where only some are given, or one is no address
 */
export async function fleetConfig(
  flags: FleetFlags = {},
  environment: NodeJS.ProcessEnv = process.env,
): Promise<FleetConfig | null> {
  const { redisUrl, databaseUrl, s3Url } = await fleetSettings(flags, environment)
  if (redisUrl !== undefined && databaseUrl !== undefined && s3Url !== undefined)
    return { redisUrl, databaseUrl, s3Url }
  const given = { redisUrl, databaseUrl, s3Url }
  const missing = SETTINGS.filter((setting) => given[setting] === undefined)
  if (missing.length === SETTINGS.length) return null
  throw new ConfigError('config-incomplete', {
    missing: missing.map((setting) => KINDS[setting].variable).join(', '),
    given: SETTINGS.filter((setting) => given[setting] !== undefined)
      .map((setting) => KINDS[setting].variable)
      .join(', '),
  })
}

/**
 * Gives the settings that are present, for commands that need only one of them.
 * @throws ConfigError where one is no address
 */
export async function fleetSettings(
  flags: FleetFlags = {},
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Partial<FleetConfig>> {
  const path = set(flags.config) ?? set(environment[CONFIG_VARIABLE])
  const file = path === undefined ? {} : await readConfig(path)
  const settings: Partial<Record<Setting, string>> = {}
  for (const setting of SETTINGS) {
    const { variable, flag, isValid } = KINDS[setting]
    const places = [
      [flag, flags[setting]],
      [variable, environment[variable]],
      [`${path ?? ''}: ${setting}`, file[setting]],
    ] as const
    const found = places.find(([, value]) => set(value) !== undefined)
    const value = set(found?.[1])
    if (found === undefined || value === undefined) continue
    if (!isValid(value)) throw new ConfigError('config-invalid', { setting: found[0], example: EXAMPLES[setting] })
    settings[setting] = value
  }
  return settings
}

const EXAMPLES: FleetConfig = {
  redisUrl: 'redis://127.0.0.1:6379/0',
  databaseUrl: 'postgres://nianbao:PASSWORD@127.0.0.1:5432/nianbao',
  s3Url: 'http://KEY:SECRET@127.0.0.1:9000/nianbao, file:///shared/originals',
}

/** An empty variable counts as none, as for all programs. */
const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

async function readConfig(file: string): Promise<z.infer<typeof configFile>> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    // The parser's message about bad JSON repeats some of it, which may be a password.
    const reason = cause instanceof SyntaxError ? 'JSON' : isSystemError(cause) ? cause.code : '?'
    throw new ConfigError('config-unreadable', { file, reason }, { cause })
  }
  const parsed = configFile.safeParse(json)
  if (parsed.success) return parsed.data
  const names = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : issue.path))
  throw new ConfigError('config-unknown', {
    file,
    names: names.map(String).join(', ') || '?',
    known: SETTINGS.join(', '),
  })
}

/** An address as it may be shown: without user, password and parameters. */
export function redacted(url: string): string {
  if (!URL.canParse(url)) return '?'
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
