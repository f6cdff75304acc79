import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { DEFAULT_LIMITS } from '../src/model/source.js'
import { childFlags } from '../workers/start.js'
import { peakMemoryMb, worked } from './measure.js'

/** The turn of a process: milliseconds of processor time for each file, in their order, and its peak memory so far. */
const turn = z.object({ ms: z.array(z.number()), peakMb: z.number() })
export type Turn = z.infer<typeof turn>

/** A piece of work in a process of its own, kept warm, that waits for its turns. */
export interface Runner {
  /** Does the work once for the files of these places, one after the other: a worker's caches are warm with its own work. */
  readonly take: (files: readonly number[]) => Promise<Turn>
  readonly end: () => void
}

/** Processor time tells more where the threads of V8 do not wait for each other: all of a process on one core. */
const ONE_CORE = ['taskset', '-c', '0']

/** Starts a program of this folder that does `serveTurns`, with the flags of a worker's child. Its turns throw an Error where it ends before its time. */
export function startRunner(program: string, args: readonly string[]): Runner {
  const node = [process.execPath, ...childFlags(DEFAULT_LIMITS.memoryMb)]
  const [execPath = '', ...execArgv] = process.platform === 'linux' ? [...ONE_CORE, ...node] : node
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), [...args], { execPath, execArgv })
  return {
    take: (files) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number | null): void => {
          reject(new Error(`${program} ${args.join(' ')} ended with ${String(code)}`))
        }
        child.once('exit', onExit)
        child.once('message', (said) => {
          child.off('exit', onExit)
          resolve(turn.parse(said))
        })
        child.send(files)
      }),
    end: () => {
      child.disconnect()
    },
  }
}

/** The other side of `startRunner`: does `work` for each file that is asked for, until the parent has enough. */
export async function serveTurns(work: (file: number) => Promise<unknown>): Promise<void> {
  const take = async (files: readonly number[]): Promise<Turn> => {
    const ms: number[] = []
    for (const file of files) ms.push(await worked(() => work(file)))
    return { ms, peakMb: peakMemoryMb() }
  }
  process.on('message', (asked) => {
    take(z.array(z.number()).parse(asked)).then(
      (done) => process.send?.(done),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
  await once(process, 'disconnect')
}
