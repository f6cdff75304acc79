import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { startCommand } from './command.js'
import { killNow } from './ingest.js'

/** `nianbao serve` as a process of its own, and a client of it. */

/** A process of ours that runs until it is ended. */
export interface Process {
  readonly pid: number
  /** Its output so far. */
  readonly printed: { readonly out: string; readonly err: string }
  readonly ended: Promise<number | null>
  readonly isRunning: () => boolean
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Process {
  const { process: child, printed, isRunning, ended: whole } = startCommand(args, { environment: env })
  const pid = child.pid ?? 0
  const ended = whole.then(({ status }) => status)
  return {
    ...{ pid, printed, ended, isRunning },
    end: async (signal) => {
      if (signal === 'SIGKILL') killNow(pid)
      else child.kill(signal)
      return ended
    },
  }
}

/** Waits for a process's end; gives what it printed. @throws Error where it failed */
export async function done(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { ended, printed } = run(args, env)
  const status = await ended
  if (status !== 0) throw new Error(`nianbao ${args.join(' ')} ended with ${status}: ${printed.err}`)
  return printed.out.trim()
}

/** How long anything may take on a slow machine, in milliseconds. */
const PATIENCE_MS = 120_000

export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`Waited in vain: ${what}`)
    await wait(50)
  }
}

/** A server that listens. */
export interface Serving {
  readonly process: Process
  readonly url: string
}

export async function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const server = run(['serve', '--port', '0', ...args], env)
  const address = (): string | undefined => /Server listening at (http:[^"\s]+)/.exec(server.printed.out)?.[1]
  await until('the server listens', () => address() !== undefined || !server.isRunning())
  const url = address()
  if (url === undefined) throw new Error(`The server did not start: ${server.printed.err}${server.printed.out}`)
  return { process: server, url }
}

export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const row = z.looseObject({ id: z.string(), path: z.string(), status: z.string() })
const listed = z.object({ documents: z.array(row), next: z.string().nullable() })
export type Row = z.infer<typeof row>

/** A client of the API; it throws wherever the answer is not as it should be. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${this.token}`)
    return fetch(this.url + path, { ...init, headers })
  }

  async json(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await this.fetch(path, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }

  /** Uploads texts, by their names. */
  async upload(
    texts: Readonly<Record<string, string>>,
    given: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const body = new FormData()
    for (const [name, value] of Object.entries(given)) body.set(name, value)
    for (const [name, text] of Object.entries(texts)) body.append('file', new Blob([text]), name)
    return this.json('/v1/documents', { method: 'POST', body })
  }

  async documents(): Promise<readonly Row[]> {
    const found: Row[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = listed.parse(await this.json(`/v1/documents?limit=50${cursor && `&cursor=${cursor}`}`))
      found.push(...page.documents)
      cursor = page.next
    }
    return found
  }

  async untilExtracted(): Promise<readonly Row[]> {
    await until('all is extracted', async () => (await this.documents()).every(({ status }) => status !== 'pending'))
    return this.documents()
  }
}
