import { fork, type ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Starting of children; light to load, so that one can be started before anything else is known. */

/** The readers that a child makes ready while it waits for its first document. */
export type Expecting = 'pdf' | 'anything'

/** A child process, and what it has said before anybody listened. */
export interface StartedChild {
  readonly process: ChildProcess
  /** Passes on what the child says, and has said. */
  readonly listen: (hear: (message: unknown) => void) => void
}

/** The built child beside this file; where this file is run from its TypeScript source, the one in dist/. */
export function builtEntry(): URL {
  const source = import.meta.url.endsWith('.ts')
  return new URL(source ? '../dist/workers/child.js' : './child.js', import.meta.url)
}

/** Node's flags for a child. `heapMb`: V8's heap may grow to this. */
export const childFlags = (heapMb: number): readonly string[] => [`--max-old-space-size=${Math.ceil(heapMb)}`]

/** `heapMb`: V8's heap may grow to this. */
export function startChild(entry: URL, heapMb: number, expecting: Expecting = 'anything'): StartedChild {
  const child = fork(fileURLToPath(entry), [String(process.pid), expecting], {
    detached: true, // A group of its own, so that it can be ended with all that it started.
    serialization: 'advanced', // Bytes travel as bytes.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [...childFlags(heapMb)],
  })
  const said: unknown[] = []
  let hear = (message: unknown): void => {
    said.push(message)
  }
  child.on('message', (message) => {
    hear(message)
  })
  return {
    process: child,
    listen: (listener) => {
      hear = listener
      for (const message of said.splice(0)) listener(message)
    },
  }
}

/** An idle child must not keep the parent from ending; a working or dying one must. */
export function keepParentAlive(child: ChildProcess, keep: boolean): void {
  const { stderr, channel } = child
  for (const handle of [child, channel, stderr instanceof Socket ? stderr : null]) {
    if (keep) handle?.ref()
    else handle?.unref()
  }
}

interface Ahead extends StartedChild {
  readonly heapMb: number
}

let ahead: Ahead | null = null

/** Starts a child before the pool is there that will ask for it: both load what they need at the same time. */
export function startAhead(heapMb: number, expecting: Expecting): void {
  const started = { ...startChild(builtEntry(), heapMb, expecting), heapMb }
  const forget = (): void => {
    if (ahead === started) ahead = null
  }
  started.process.once('close', forget)
  started.process.once('error', forget)
  keepParentAlive(started.process, false)
  ahead = started
}

/** The child that was started ahead, if it is such a one; it is the caller's from then on. */
export function takeAhead(entry: URL, heapMb: number): StartedChild | null {
  if (ahead?.heapMb !== heapMb || entry.href !== builtEntry().href) return null
  const started = ahead
  ahead = null
  started.process.removeAllListeners('error')
  return started
}

/** Ends the child that was started ahead, if nobody asked for it. */
export function endAhead(): void {
  ahead?.process.kill('SIGKILL')
  ahead = null
}
