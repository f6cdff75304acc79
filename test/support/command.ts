import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

/** The command as users run it, from the build in dist/, as a process of its own. */

/** The project's folder: this file may itself be a part of the build. */
const ROOT = resolve(import.meta.dirname, '../..').replace(/[\\/]dist$/u, '')
export const MAIN = resolve(ROOT, 'dist/src/cli/main.js')

export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly process: ChildProcess
  /** Its output so far. */
  readonly printed: { readonly out: string; readonly err: string }
  readonly isRunning: () => boolean
  readonly ended: Promise<Ended>
}

export interface Surroundings {
  /** The folder in which it runs; that of the tests where none is given. */
  readonly cwd?: string | undefined
  /** On top of what the tests have themselves. */
  readonly environment?: Readonly<Record<string, string>>
}

/** A locale that a machine of a user may have. */
export const ENGLISH = { LC_ALL: 'en_GB.UTF-8' } as const

/** Starts `nianbao` with these arguments. */
export function startCommand(args: readonly string[], { cwd, environment = {} }: Surroundings = {}): Running {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', NODE_OPTIONS: '', ...environment }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text))
  const ended = new Promise<Ended>((done) => {
    child.once('close', (status, signal) => {
      done({ status, signal, ...printed })
    })
  })
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null
  return { process: child, printed, isRunning, ended }
}
