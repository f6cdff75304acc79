import { spawn, execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** How a program ended. */
type Ending = 'exited' | 'timeout' | 'aborted' | 'not-started'

interface GroupOptions {
  readonly cwd: string
  /** All that it sees of the environment; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly deadlineMs: number
  readonly signal: AbortSignal | null
}

/** Bounds that the system itself enforces on a program, whatever becomes of the process that started it. */
interface Bounds {
  /** Seconds of processor time. */
  readonly cpuSeconds: number
  /** Megabytes of any file that it writes. */
  readonly fileMb: number
}

/** `ulimit -f` counts in blocks of 512 bytes (POSIX). */
const BLOCKS_PER_MB = 2048

const run = promisify(execFile)

/** Ways to run a program without network, best first: as root; as a user, where user namespaces are allowed. */
const WITHOUT_NETWORK: readonly (readonly string[])[] = [
  ['unshare', '--net', '--'],
  ['unshare', '--map-root-user', '--net', '--'],
]

let withoutNetwork: Promise<readonly string[]> | null = null

/**
 * Runs a program as the leader of a process group of its own, and ends the whole group when the program has ended, at
 * the deadline, and when the signal fires. Its output is not looked at: a pipe would stay open as long as anything that
 * it started. Never throws.
 */
export async function runGroup(command: readonly [string, ...string[]], options: GroupOptions): Promise<Ending> {
  if (options.signal?.aborted) return 'aborted'
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.environment },
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: 'ignore',
  })
  let ending: Ending = 'exited'
  const stop = (how: Ending): void => {
    ending = how
    endGroup(child.pid)
  }
  const abort = (): void => {
    stop('aborted')
  }
  const timer = setTimeout(() => {
    stop('timeout')
  }, options.deadlineMs)
  options.signal?.addEventListener('abort', abort, { once: true })
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
    child.once('error', () => {
      if (child.pid !== undefined) return
      ending = 'not-started'
      resolve()
    })
  })
  clearTimeout(timer)
  options.signal?.removeEventListener('abort', abort)
  endGroup(child.pid)
  return ending
}

/** Ends what is left of a group; that it is gone already is no error. */
function endGroup(leader: number | undefined): void {
  if (leader === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).once(
      'error',
      () => undefined,
    )
    return
  }
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // ESRCH: nothing is left of it.
  }
}

/**
 * Gives the words before a command that take its network away; none where the system cannot. It is tried once a process.
 */
async function networkPrefix(): Promise<readonly string[]> {
  withoutNetwork ??= (async () => {
    if (process.platform !== 'linux') return []
    for (const prefix of WITHOUT_NETWORK) {
      const [program = '', ...args] = prefix
      const works = await run(program, [...args, 'true']).then(
        () => true,
        () => false,
      )
      if (works) return prefix
    }
    return []
  })()
  return withoutNetwork
}

/**
 * The same command without network and with bounds on processor time and on the files it writes, as far as the system
 * can: a converter whose parent crashed still ends by itself, and none fills the disk.
 */
export async function confined(
  command: readonly [string, ...string[]],
  bounds: Bounds,
): Promise<readonly [string, ...string[]]> {
  if (process.platform === 'win32') return command
  const script = `ulimit -c 0; ulimit -t ${Math.ceil(bounds.cpuSeconds)}; ulimit -f ${Math.ceil(bounds.fileMb * BLOCKS_PER_MB)}; exec "$@"`
  return ['/bin/sh', '-c', script, 'sh', ...(await networkPrefix()), ...command]
}
