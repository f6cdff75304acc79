import { execFile } from 'node:child_process'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, isAccepting, run, startServer, until, type Server } from './server.js'

export interface RedisOptions {
  /** Where its data lies and stays; a temporary folder that goes with it if left out. */
  readonly folder?: string
  /** A free one if left out. */
  readonly port?: number
  /** Whether it may lose the last second when the machine falls over: faster. False if left out. */
  readonly careless?: boolean
}

const COMMAND = 'redis-server'
const ran = promisify(execFile)

/**
 * Starts Redis on loopback as a queue wants it: every write in the append-only file, and nothing ever evicted.
 * @throws Error that names the Debian package where Redis is not installed
 */
export async function startRedis(options: RedisOptions = {}): Promise<Server> {
  await ran(COMMAND, ['--version']).catch((cause: unknown) => {
    throw new Error(`${COMMAND} is missing (Debian, Ubuntu: apt-get install redis-server).`, { cause })
  })
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'nianbao-redis-')))
  await mkdir(folder, { recursive: true })
  const port = options.port ?? (await freePort())
  const log = join(folder, 'redis.log')

  return startServer({
    name: 'Redis',
    url: `redis://127.0.0.1:${port}/0`,
    port,
    folder,
    temporary: options.folder === undefined,
    log,
    endsAt: 'SIGTERM',
    launch: () => run({ command: COMMAND, args: argumentsOf(folder, port, options), log }),
    ready: async (program) => {
      await until(() => isAccepting(port), 'Redis listens', { program })
      // While it reads its data it takes connections and answers each command with LOADING.
      await until(() => answers(port), 'Redis answers', { program })
    },
  })
}

const argumentsOf = (folder: string, port: number, { careless }: RedisOptions): readonly string[] => [
  ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--daemonize', 'no'],
  ...['--appendonly', 'yes', '--appendfsync', careless ? 'everysec' : 'always', '--save', ''],
  ...['--maxmemory-policy', 'noeviction'],
]

async function answers(port: number): Promise<boolean> {
  const { stdout } = await ran('redis-cli', ['-h', '127.0.0.1', '-p', String(port), 'ping']).catch(() => ({
    stdout: '',
  }))
  return stdout.trim() === 'PONG'
}
