import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

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

/** What to put ahead of a command so that it has no network; empty where the system cannot. Tried once a process. */
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
