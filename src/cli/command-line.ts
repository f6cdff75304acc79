import { readFileSync } from 'node:fs'
import { namesGiven } from '../file-names.js'

/** Paths given as arguments, also where their bytes are no UTF-8 and the system keeps the command line (Linux). */
export function namesOnCommandLine(args: readonly string[]): readonly string[] {
  return args.some((arg) => arg.includes('\ufffd')) ? namesGiven(args, commandLine()) : args
}

function commandLine(): Uint8Array | null {
  try {
    return readFileSync('/proc/self/cmdline')
  } catch {
    return null
  }
}
