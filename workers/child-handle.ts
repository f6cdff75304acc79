import { fork, type ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { documentRecord, type DocumentRecord } from '../src/model/record.js'
import { afterMs, memoryExceeded, onAbort, onDeadline, onMemory, type Outcome } from './attempt.js'
import { endFamily } from './process-table.js'
import { childMessage, type ChildMessage, type Identity, type JobMessage } from './protocol.js'

/** A child that has not loaded its modules by then is broken, not slow. */
const START_LIMIT_MS = 60_000

/** As much of the child's standard error as is needed to find its last words. */
const STDERR_TAIL = 16_384

/** Longest excerpt of standard error in a problem. */
const LAST_WORDS = 200

export interface Result {
  readonly outcome: Outcome
  /** What the child said of the file before it read it; null if it did not come so far. */
  readonly identity: Identity | null
  /** Milliseconds since the child had taken the document. */
  readonly elapsedMs: number
}

/** One child process: started at once, given one document at a time, ended with its whole process group. */
export class ChildHandle {
  /** Documents taken so far. */
  documents = 0
  /** Megabytes after the last document, as the child itself says. */
  residentMb = 0

  readonly #process: ChildProcess
  readonly #ready: Promise<void>
  readonly #exited: Promise<void>
  #listener: ((message: ChildMessage | null) => void) | null = null
  #stderr = ''

  /** `heapMb`: V8's heap may grow to this; a document with a higher limit needs a new child. */
  constructor(
    entry: URL,
    readonly heapMb: number,
  ) {
    this.#process = fork(fileURLToPath(entry), [String(process.pid)], {
      detached: true, // A group of its own, so that it can be ended with all that it started.
      serialization: 'advanced', // Bytes travel as bytes.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [`--max-old-space-size=${Math.ceil(heapMb)}`],
    })
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL)
    })
    this.#exited = new Promise((resolve) => {
      // 'close' comes after the last of standard error; only 'error' comes where nothing could be started.
      this.#process.once('close', () => {
        resolve()
      })
      this.#process.on('error', (error) => {
        this.#stderr += `\nError: ${error.message}`
        if (this.#process.pid === undefined) resolve()
      })
    })
    this.#ready = new Promise((resolve) => {
      this.#process.on('message', (raw) => {
        const message = childMessage.safeParse(raw).data ?? null
        if (message?.kind === 'ready') resolve()
        else this.#listener?.(message)
      })
    })
    this.#keepParentAlive(false)
  }

  get alive(): boolean {
    const { pid, exitCode, signalCode, connected } = this.#process
    return pid !== undefined && exitCode === null && signalCode === null && connected
  }

  /** Resolves when the process has ended, for whatever reason. */
  get exited(): Promise<void> {
    return this.#exited
  }

  /**
   * Runs one document; never throws. After `record` and `refused` the child is fit for another one, after anything else
   * it is being ended. `started` is called when the child has taken the document: from then on the deadline counts.
   */
  async run(job: JobMessage, signal: AbortSignal | null, started: () => void): Promise<Result> {
    const over = new AbortController()
    const { limits } = job
    let identity: Identity | null = null
    const endings = [onAbort(signal, over.signal), this.#exited.then(() => this.#lastWords(limits.memoryMb))]
    this.#keepParentAlive(true)
    this.documents += 1
    let outcome: Outcome | null = null
    try {
      const notStarted = afterMs<Outcome>(START_LIMIT_MS, { kind: 'crashed', reason: 'it did not start' }, over.signal)
      outcome = await Promise.race([this.#ready.then(() => null), notStarted, ...endings])
      if (outcome) return { outcome, identity, elapsedMs: 0 }
      const startedAt = performance.now()
      started()
      outcome = await Promise.race([
        this.#answer(job, (found) => {
          identity = found
        }),
        onDeadline(limits.deadlineMs, over.signal),
        onMemory(this.#process.pid ?? 0, limits.memoryMb, over.signal),
        ...endings,
      ])
      return { outcome, identity, elapsedMs: performance.now() - startedAt }
    } finally {
      over.abort()
      this.#listener = null
      if (outcome?.kind === 'record' || outcome?.kind === 'refused') this.#keepParentAlive(false)
      else void this.end()
    }
  }

  /** Ends the process, its group and whatever it started; resolves when it is gone. */
  async end(): Promise<void> {
    this.#keepParentAlive(true)
    const { pid, exitCode, signalCode } = this.#process
    if (pid !== undefined && exitCode === null && signalCode === null) await endFamily(pid)
    await this.#exited
  }

  async #answer(job: JobMessage, identified: (identity: Identity) => void): Promise<Outcome> {
    return new Promise((resolve) => {
      const unreadable: Outcome = { kind: 'crashed', reason: 'its answer was unreadable' }
      this.#listener = (message) => {
        if (message === null) resolve(unreadable)
        else if (message.kind === 'ready' || message.id !== job.id) return
        else if (message.kind === 'identified') identified(message.identity)
        else if (message.kind === 'refused') {
          identified(message.identity)
          resolve({ kind: 'refused', code: message.code, details: message.details })
        } else {
          this.residentMb = message.residentMb
          const record = parseRecord(message.record)
          resolve(record ? { kind: 'record', record } : unreadable)
        }
      }
      this.#process.send(job, (error) => {
        // The child's end says why; only an error without an end must not be waited for.
        if (error && this.alive) resolve({ kind: 'crashed', reason: error.message })
      })
    })
  }

  /** Why the process ended by itself: how, and the first line on standard error that names an error. */
  #lastWords(memoryMb: number): Outcome {
    if (this.#stderr.includes('heap out of memory')) return memoryExceeded(memoryMb)
    const { exitCode, signalCode } = this.#process
    const how = signalCode ?? `exit code ${exitCode ?? 'unknown'}`
    const words = /^.*(?:Error|FATAL|fatal).*$/m.exec(this.#stderr)?.[0].trim().slice(0, LAST_WORDS)
    return { kind: 'crashed', reason: words ? `${how}: ${words}` : how }
  }

  /** An idle child must not keep the parent from ending; a working or dying one must. */
  #keepParentAlive(keep: boolean): void {
    const { stderr, channel } = this.#process
    const handles = [this.#process, channel, stderr instanceof Socket ? stderr : null]
    for (const handle of handles) {
      if (keep) handle?.ref()
      else handle?.unref()
    }
  }
}

function parseRecord(json: string): DocumentRecord | null {
  try {
    return documentRecord.parse(JSON.parse(json))
  } catch {
    return null
  }
}
