import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, isAccepting, run, until, type RunningProgram, type Server } from './server.js'

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

  let program: RunningProgram | null = null
  const start = async (): Promise<void> => {
    const started = run({ command: COMMAND, args: argumentsOf(folder, port, options), log })
    program = started
    try {
      await until(() => isAccepting(port), 'Redis listens', { program: started })
      // While it reads its data it takes connections and answers each command with LOADING.
      await until(() => answers(port), 'Redis answers', { program: started })
    } catch (error) {
      await started.end('SIGKILL')
      const told = (await readFile(log, 'utf8').catch(() => '')).slice(-2_000)
      throw new Error(`Redis did not start: ${told}`, { cause: error })
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await program?.end(signal)
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}/0`,
    port,
    folder,
    restart: async () => {
      await end('SIGTERM')
      await start()
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
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
