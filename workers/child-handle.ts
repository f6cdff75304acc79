import type { ChildProcess } from 'node:child_process'
import { documentRecord, type DocumentRecord } from '../src/model/record.js'
import { Attempt, crashed, memoryExceeded, type Outcome } from './attempt.js'
import { endFamily } from './process-table.js'
import { childMessage, type ChildMessage, type Identity, type JobMessage } from './protocol.js'
import { keepParentAlive, startChild, takeAhead } from './start.js'

/** A child that has not loaded its modules by then is broken, not slow. */
const START_LIMIT_MS = 60_000

/** As much of the child's standard error as is needed to find its last words. */
const STDERR_TAIL = 16_384

/** Longest excerpt of standard error in a problem. */
const LAST_WORDS = 200

export interface Result {
  readonly outcome: Outcome
  /** The file's identity, which the child sends before it reads the file; null if it did not come so far. */
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
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>

  readonly #process: ChildProcess
  #ready = false
  #whenReady: (() => void) | null = null
  #attempt: Attempt | null = null
  #job: JobMessage | null = null
  #stderr = ''

  /** `heapMb`: V8's heap may grow to this; a document with a higher limit needs a new child. */
  constructor(
    entry: URL,
    readonly heapMb: number,
  ) {
    const started = takeAhead(entry, heapMb) ?? startChild(entry, heapMb)
    this.#process = started.process
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL)
    })
    started.listen((raw) => {
      this.#hear(childMessage.safeParse(raw).data ?? null)
    })
    this.exited = new Promise((resolve) => {
      const end = (): void => {
        resolve()
        this.#attempt?.end(this.#lastWords())
      }
      // 'close' comes after the last of standard error; only 'error' comes where nothing could be started.
      this.#process.once('close', end)
      this.#process.on('error', (error) => {
        this.#stderr += `\nError: ${error.message}`
        if (this.#process.pid === undefined) end()
      })
    })
    keepParentAlive(this.#process, false)
  }

  get alive(): boolean {
    const { pid, exitCode, signalCode, connected } = this.#process
    return pid !== undefined && exitCode === null && signalCode === null && connected
  }

  /**
   * Runs one document; never throws. After `record` and `refused` the child is fit for another one, after anything else
   * it is being ended. `started` is called when the child has taken the document: from then on the deadline counts.
   */
  async run(job: JobMessage, signal: AbortSignal | null, started: () => void): Promise<Result> {
    const attempt = new Attempt()
    let startedAt = performance.now()
    this.#attempt = attempt
    this.#job = job
    this.documents += 1
    keepParentAlive(this.#process, true)
    attempt.endOnAbort(signal)
    const cancel = attempt.endAfter(START_LIMIT_MS, crashed('it did not start'))
    this.#onceReady(() => {
      cancel()
      startedAt = performance.now()
      started()
      this.#begin(job, attempt)
    })
    const outcome = await attempt.outcome
    this.#attempt = this.#job = this.#whenReady = null
    if (outcome.kind === 'record' || outcome.kind === 'refused') keepParentAlive(this.#process, false)
    else void this.end()
    return { outcome, identity: attempt.identity, elapsedMs: performance.now() - startedAt }
  }

  /** Ends the process, its group and whatever it started; resolves when it is gone. */
  async end(): Promise<void> {
    keepParentAlive(this.#process, true)
    const { pid, exitCode, signalCode } = this.#process
    if (pid !== undefined && exitCode === null && signalCode === null) await endFamily(pid)
    await this.exited
  }

  #onceReady(act: () => void): void {
    if (this.#ready) act()
    else this.#whenReady = act
  }

  #begin(job: JobMessage, attempt: Attempt): void {
    const { pid = 0 } = this.#process
    attempt.endAtDeadline(pid, job.limits.deadlineMs)
    attempt.endAboveMemory(pid, job.limits.memoryMb)
    this.#process.send(job, (error) => {
      // The child's end says why; only an error without an end must not be waited for.
      if (error && this.alive) attempt.end(crashed(error.message))
    })
  }

  /** `null` for what is no message of the protocol. */
  #hear(message: ChildMessage | null): void {
    if (message?.kind === 'ready') {
      this.#ready = true
      this.#whenReady?.()
      return
    }
    const attempt = this.#attempt
    if (message === null) attempt?.end(crashed('its answer was unreadable'))
    if (message === null || !attempt || message.id !== this.#job?.id) return
    switch (message.kind) {
      case 'identified':
        attempt.identity = message.identity
        return
      case 'refused':
        attempt.identity = message.identity
        attempt.end({ kind: 'refused', code: message.code, details: message.details })
        return
      case 'done': {
        this.residentMb = message.residentMb
        const record = parseRecord(message.record)
        attempt.end(record ? { kind: 'record', record } : crashed('its answer was unreadable'))
      }
    }
  }

  /** Why the process ended by itself: how, and the first line on standard error that names an error. */
  #lastWords(): Outcome {
    if (this.#stderr.includes('heap out of memory')) return memoryExceeded(this.#job?.limits.memoryMb ?? this.heapMb)
    const { exitCode, signalCode } = this.#process
    const how = signalCode ?? `exit code ${exitCode ?? 'unknown'}`
    const words = /^.*(?:Error|FATAL|fatal).*$/m.exec(this.#stderr)?.[0].trim().slice(0, LAST_WORDS)
    return crashed(words ? `${how}: ${words}` : how)
  }
}

function parseRecord(json: string): DocumentRecord | null {
  try {
    return documentRecord.parse(JSON.parse(json))
  } catch {
    return null
  }
}
