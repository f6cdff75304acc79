import { spawn } from 'node:child_process'

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
