import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { keepRunning } from './keep-running.js'
import { startPostgres } from './postgres.js'
import { startRedis } from './redis.js'
import { startS3 } from './s3.js'
import { freePort, isAccepting, run, until, type RunningProgram, type Server } from './server.js'

export interface LocalOptions {
  /** Where all of its data lies and stays; absolute. */
  readonly folder: string
  readonly workers: number
  /** Is told what a person should know: that a worker died. */
  readonly said: (line: string) => void
}

/** A whole fleet of plain processes on loopback. */
export interface LocalFleet {
  /** The environment that `nianbao` needs to work on it. */
  readonly env: Readonly<Record<'NIANBAO_REDIS_URL' | 'NIANBAO_DATABASE_URL' | 'NIANBAO_S3_URL', string>>
  /** The address of the HTTP API. */
  readonly url: string
  /** Lets in to the HTTP API; made anew at each start. */
  readonly token: string
  readonly servers: { readonly redis: Server; readonly postgres: Server; readonly s3: Server }
  /** Ends workers, API and servers in good order. */
  readonly stop: () => Promise<void>
}

/** The program, built beside this. */
export const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

const TOKEN = 'fleet-local'
/** Long enough for a document that is being read; what takes longer is given back and read at the next start. */
const DRAIN_SECONDS = 10

const portsSchema = z.object({ redis: z.number(), postgres: z.number(), s3: z.number(), api: z.number() })
type Ports = z.infer<typeof portsSchema>

const ran = promisify(execFile)

/**
 * Starts Redis, PostgreSQL, an S3 server, the HTTP API and workers.
 * @throws Error that says what is missing, or what did not start and why; then nothing runs
 */
export async function startLocal({ folder, workers, said }: LocalOptions): Promise<LocalFleet> {
  await mkdir(folder, { recursive: true })
  const ports = await portsOf(folder)
  /** Ends each thing that was started, the last one first. */
  const ends: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end()
  }
  const started = async (starting: Promise<Server>): Promise<Server> => {
    const server = await starting
    ends.push(() => server.stop())
    return server
  }
  try {
    const redis = await started(startRedis({ folder: join(folder, 'redis'), port: ports.redis }))
    const postgres = await started(startPostgres({ folder: join(folder, 'postgres'), port: ports.postgres }))
    const s3 = await started(startS3({ folder: join(folder, 's3'), port: ports.s3 }))
    const env = { NIANBAO_REDIS_URL: redis.url, NIANBAO_DATABASE_URL: postgres.url, NIANBAO_S3_URL: s3.url }
    await nianbao(env, 'migrate')
    const token = await newToken(env)
    const logs = join(folder, 'logs')
    await mkdir(logs, { recursive: true })
    const serve = program(['serve', '--port', String(ports.api)], join(logs, 'serve.log'), env)
    ends.push(() => serve.end('SIGTERM'))
    const working = Array.from({ length: workers }, (_, index) => {
      const log = join(logs, `worker-${index + 1}.log`)
      const start = (): RunningProgram => program(['worker', '--drain-seconds', String(DRAIN_SECONDS)], log, env)
      return keepRunning(start, (how) => {
        said(`worker ${index + 1} ended (${how}); another one is started, see ${log}`)
      })
    })
    ends.push(async () => {
      await Promise.all(working.map((worker) => worker.end('SIGTERM')))
    })
    await until(() => isAccepting(ports.api), `the API listens (see ${join(logs, 'serve.log')})`, { program: serve })
    return { env, url: `http://127.0.0.1:${ports.api}`, token, servers: { redis, postgres, s3 }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const program = (args: readonly string[], log: string, env: LocalFleet['env']): RunningProgram =>
  run({ command: process.execPath, args: [MAIN, ...args], log, env: { ...env, NIANBAO_CONFIG: '' } })

/** The same ports at each start, so that what was noted of it stays right; new ones where somebody else has taken them. */
async function portsOf(folder: string): Promise<Ports> {
  const file = join(folder, 'ports.json')
  const text = await readFile(file, 'utf8').catch(() => null)
  const known = text === null ? null : portsSchema.parse(JSON.parse(text))
  const taken = known ? await Promise.all(Object.values(known).map(isAccepting)) : []
  if (known && !taken.includes(true)) return known
  const ports = { redis: await freePort(), postgres: await freePort(), s3: await freePort(), api: await freePort() }
  await writeFile(file, `${JSON.stringify(ports)}\n`)
  return ports
}

/** Gives the output of a command of `nianbao`. @throws Error with its complaint */
async function nianbao(env: LocalFleet['env'], ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await ran(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } })
    return stdout
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(`nianbao ${args[0] ?? ''}: ${told.trim()}`, { cause: error })
  }
}

const tokenSchema = z.object({ token: z.string() })

async function newToken(env: LocalFleet['env']): Promise<string> {
  // There is none at the first start.
  await nianbao(env, 'token', 'revoke', TOKEN).catch(() => undefined)
  const made = await nianbao(env, 'token', 'create', TOKEN, '--scope', 'write', '--expires', '30d', '--json')
  return tokenSchema.parse(JSON.parse(made)).token
}
