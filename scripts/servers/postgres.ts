import { execFile } from 'node:child_process'
import { chown, mkdir, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  endOf,
  freePort,
  isAccepting,
  run,
  startServer,
  until,
  type Program,
  type RunningProgram,
  type Server,
} from './server.js'

export interface PostgresOptions {
  /** Where its data lies and stays; a temporary folder that goes with it if left out. */
  readonly folder?: string
  /** A free one if left out. */
  readonly port?: number
  /** Whether it may lose data when the machine (not only the server) falls over: much faster. False if left out. */
  readonly careless?: boolean
  /** Further settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Debian keeps each major version's programs in a folder of its own. */
const VERSIONS = '/usr/lib/postgresql'
/** PostgreSQL refuses to run as root; Debian's package makes this user. */
const SYSTEM_USER = 'postgres'
const NAME = 'nianbao'
/** A killed server's own children hold its memory a little longer, and it does not start while they do. */
const STARTS = 40

const ran = promisify(execFile)

/**
 * Starts PostgreSQL on loopback, with the role and database `nianbao`, without a password.
 * @throws Error that names the Debian package where PostgreSQL is not installed
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Server> {
  const bin = await binaries()
  const user = userInfo().uid === 0 ? SYSTEM_USER : undefined
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'nianbao-postgres-')))
  const data = join(folder, 'data')
  const port = options.port ?? (await freePort())
  await initialised(bin, folder, data, user)

  const log = join(folder, 'postgres.log')
  const server = await startServer({
    name: 'PostgreSQL',
    url: `postgres://${NAME}@127.0.0.1:${port}/${NAME}`,
    port,
    folder,
    temporary: options.folder === undefined,
    log,
    endsAt: 'SIGINT',
    launch: () =>
      started(
        { command: join(bin, 'postgres'), args: argumentsOf(data, folder, port, options), log, ...asUser(user) },
        port,
      ),
    ready: (program) => until(() => isReady(bin, port), 'PostgreSQL accepts', { program }),
  })
  const ask = async (query: string): Promise<string> =>
    (await ran(join(bin, 'psql'), [...client(port), '-c', query])).stdout.trim()
  if ((await ask(`select 1 from pg_database where datname = '${NAME}'`)) !== '1') await ask(`create database ${NAME}`)
  return server
}

const client = (port: number): readonly string[] => [
  ...['-h', '127.0.0.1', '-p', String(port), '-U', NAME, '-d', 'postgres', '-X', '-q', '-A', '-t'],
]

/** The newest version's programs. */
async function binaries(): Promise<string> {
  const versions = await readdir(VERSIONS).catch((): string[] => [])
  const [newest] = versions.filter((name) => /^\d+$/u.test(name)).sort((a, b) => Number(b) - Number(a))
  if (newest === undefined)
    throw new Error(`PostgreSQL is missing: nothing in ${VERSIONS} (Debian, Ubuntu: apt-get install postgresql).`)
  return join(VERSIONS, newest, 'bin')
}

async function initialised(bin: string, folder: string, data: string, user: string | undefined): Promise<void> {
  if ((await readdir(data).catch((): string[] => [])).includes('PG_VERSION')) return
  await mkdir(data, { recursive: true, mode: 0o700 })
  if (user !== undefined) {
    const { uid, gid } = await idsOf(user)
    for (const each of [folder, data]) await chown(each, uid, gid)
  }
  const args = ['-D', data, '-U', NAME, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const initdb = run({ command: join(bin, 'initdb'), args, log: join(folder, 'initdb.log'), ...asUser(user) })
  await until(() => !initdb.isAlive(), 'the end of initdb')
  if (!(await readdir(data)).includes('PG_VERSION'))
    throw new Error(`initdb failed: ${await endOf(join(folder, 'initdb.log'))}`)
}

const asUser = (user: string | undefined): { user?: string } => (user === undefined ? {} : { user })

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await ran('id', [flag, user])).stdout.trim())),
  )
  if (uid === undefined || gid === undefined) throw new Error(`The system knows no user ${user}.`)
  return { uid, gid }
}

function argumentsOf(data: string, folder: string, port: number, options: PostgresOptions): readonly string[] {
  const settings = [
    ...[`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'max_connections=100'],
    // Confirmed data are in the system's hands all the same: a server that is killed loses nothing.
    ...(options.careless ? ['fsync=off', 'full_page_writes=off'] : []),
    ...Object.entries(options.settings ?? {}).map(([name, value]) => `${name}=${value}`),
  ]
  return ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
}

/** Starts it, and again where the remains of a killed one are still in its way. */
async function started(postgres: Program, port: number): Promise<RunningProgram> {
  for (let time = 1; ; time++) {
    const program = run(postgres)
    try {
      await until(() => isAccepting(port), 'PostgreSQL listens', { program })
      return program
    } catch (cause) {
      await program.end('SIGKILL')
      if (time === STARTS) throw new Error(`PostgreSQL did not start: ${await endOf(postgres.log)}`, { cause })
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

/** Whether it takes connections: while it recovers it listens, and turns everybody away. */
async function isReady(bin: string, port: number): Promise<boolean> {
  try {
    await ran(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port), '-U', NAME, '-d', 'postgres'])
    return true
  } catch {
    return false
  }
}
