import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, readFile, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A real server on loopback with a folder of its own, for tests and for trying things out. */
export interface Server {
  /** To connect to, with user, password and the name of what lies inside. */
  readonly url: string
  readonly port: number
  /** Its data and log; goes away with `stop` where the server made it. */
  readonly folder: string
  /** Ends it in good order and starts it again on the same port with the same data; also after `kill`. */
  restart(): Promise<void>
  /** SIGKILL, at once; resolves when it is gone. */
  kill(): Promise<void>
  /** Ends it in good order; a second time does nothing. */
  stop(): Promise<void>
}

/** The parts from which `startServer` makes a server. */
export interface ServerParts {
  /** For errors. */
  readonly name: string
  readonly url: string
  readonly port: number
  readonly folder: string
  /** Whether the folder goes when the server is stopped. */
  readonly temporary: boolean
  readonly log: string
  /** That it ends in good order at. */
  readonly endsAt: NodeJS.Signals
  readonly launch: () => RunningProgram | Promise<RunningProgram>
  /** Waits until it answers. */
  readonly ready: (program: RunningProgram) => Promise<void>
}

/** A program that runs until it is told to end. */
export interface Program {
  readonly command: string
  readonly args: readonly string[]
  /** Its output goes there. */
  readonly log: string
  /** The user to run as; this one if left out. Only root may name another. */
  readonly user?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningProgram {
  readonly pid: number
  /** Whether it still runs. */
  readonly isAlive: () => boolean
  /** Resolves when it has ended, with its exit status or the signal that ended it. */
  readonly ended: Promise<string>
  /** Sends a signal and waits for the end; after the deadline SIGKILL. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

/** From an order to end in good order to the end by force: a loaded machine may write for long. */
const END_MS = 30_000
/** From its start until a server accepts: Debian's PostgreSQL takes half a second, on a loaded machine many times that. */
const ACCEPTING_MS = 60_000
const LOOK_EVERY_MS = 25
/** Characters. */
const SHOWN_OF_LOG = 2_000
/** A part of util-linux, which every Debian has: runs a program as another user and ends it when its parent dies. */
const SETPRIV = '/usr/bin/setpriv'

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return address.port
}

/** Whether somebody listens on a port of 127.0.0.1. */
export function isAccepting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const done = (accepting: boolean) => (): void => {
      socket.destroy()
      resolve(accepting)
    }
    socket.once('connect', done(true)).once('error', done(false))
  })
}

/**
 * Waits until a condition holds.
 * @param what for the error: what was waited for
 * @throws Error after the deadline (milliseconds), or where the program ended meanwhile
 */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: string,
  { deadlineMs = ACCEPTING_MS, program }: { deadlineMs?: number; program?: RunningProgram } = {},
): Promise<void> {
  const began = performance.now()
  while (!(await condition())) {
    if (program && !program.isAlive()) throw new Error(`It ended while this was waited for: ${what}.`)
    if (performance.now() - began > deadlineMs) throw new Error(`Waited ${deadlineMs} ms in vain: ${what}.`)
    await wait(LOOK_EVERY_MS)
  }
}

/** Starts a program that ends with this process, however this one ends (on Linux). */
export function run({ command, args, log, user, env }: Program): RunningProgram {
  const tied = existsSync(SETPRIV)
  if (user !== undefined && !tied) throw new Error(`${SETPRIV} is missing (Debian: apt-get install util-linux).`)
  const as = user === undefined ? [] : ['--reuid', user, '--regid', user, '--init-groups']
  const [file, ...rest] = tied ? [SETPRIV, ...as, '--pdeathsig', 'KILL', '--', command, ...args] : [command, ...args]
  const child = spawn(file, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    // Ctrl-C is for this process alone: it ends the others in their order.
    detached: true,
  })
  const note = (chunk: Buffer): void => void appendFile(log, chunk).catch(() => undefined)
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  const ended = new Promise<string>((resolve) => {
    child.once('close', (status, signal) => {
      resolve(signal ?? String(status))
    })
    child.once('error', (error) => {
      note(Buffer.from(`${error.message}\n`))
      resolve(error.message)
    })
  })
  return { pid: child.pid ?? 0, isAlive: () => isAlive(child), ended, end: (signal) => end(child, ended, signal) }
}

/**
 * Starts a server and waits until it answers.
 * @throws Error with the end of its log where it does not; then nothing of it runs
 */
export async function startServer({ name, url, port, folder, ...parts }: ServerParts): Promise<Server> {
  let program: RunningProgram | null = null
  const start = async (): Promise<void> => {
    const launched = await parts.launch()
    program = launched
    try {
      await parts.ready(launched)
    } catch (cause) {
      await launched.end('SIGKILL')
      throw new Error(`${name} did not start: ${await endOf(parts.log)}`, { cause })
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await program?.end(signal)
  }
  await start()
  return {
    url,
    port,
    folder,
    restart: async () => {
      await end(parts.endsAt)
      await start()
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end(parts.endsAt)
      if (parts.temporary) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The last lines of a log, for an error. */
export const endOf = async (log: string): Promise<string> =>
  (await readFile(log, 'utf8').catch(() => '')).slice(-SHOWN_OF_LOG)

const isAlive = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null

async function end(child: ChildProcess, ended: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(child)) return
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
  await ended
  clearTimeout(timer)
}
