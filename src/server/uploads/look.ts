import { readFile } from 'node:fs/promises'
import { fingerprint, isPackage, type Fingerprint } from '../../ingest/fingerprint.js'
import { describe, problem, type ProblemCode } from '../../model/problem.js'
import { programOf, type Format } from '../../model/source.js'
import { sniff } from '../../readers/index.js'
import { Refusal } from '../errors/refusal.js'

/** Packages are told apart by their directory: they are read whole for it, one at a time, up to this size. */
const WHOLE_BYTES = 64 * 1024 * 1024
let last: Promise<unknown> = Promise.resolve()

/** As much as `fingerprint` looks at, so that both see the same. */
export const HEAD_BYTES = 256 * 1024

const megabytes = (bytes: number): string => `${Math.floor(bytes / (1024 * 1024))} MB`

export const tooLarge = (name: string, bytes: number): Refusal =>
  new Refusal('too-large', { what: `“${name}”`, limit: megabytes(bytes) })

/**
 * Refuses by the first bytes what surely is no document: nobody has to send the rest of it.
 * @throws Refusal `type-refused`
 */
export function assertHead(name: string, head: Buffer): void {
  if (!isPackage(head)) assertReadable(name, head)
}

function assertReadable(name: string, bytes: Uint8Array): void {
  const { format, refusal } = sniff(bytes)
  // Pictures are refused by readers alone: they are read if a recogniser is there.
  if (refusal === null || format === 'image') return
  const described = (language: 'en' | 'zh'): string => sentence(refusal, format, language)
  throw new Refusal('type-refused', { name, type: format, reason: { en: described('en'), zh: described('zh') } })
}

function sentence(code: ProblemCode, format: Format, language: 'en' | 'zh'): string {
  return describe(problem(code, { format: programOf(format) }), language).message
}

/**
 * Tells the format of an uploaded file.
 * @throws Refusal `type-refused`; what the file system does
 */
export async function look(name: string, file: string, head: Buffer): Promise<Fingerprint> {
  const print = await fingerprint([file])
  if (isPackage(head) && print.bytes <= WHOLE_BYTES) {
    const whole = last.then(async () => {
      assertReadable(name, await readFile(file))
    })
    last = whole.catch(() => undefined)
    await whole
  }
  return print
}
