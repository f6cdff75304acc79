import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'

/**
 * Node's garbage collector, which has to be asked for by a flag. What is counted after it ran is held by somebody; before, it may
 * be waiting to be collected, for as long as a machine has memory.
 */
export function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return z.custom<() => void>((value) => typeof value === 'function').parse(runInNewContext('gc'))
}
