import { join } from 'node:path'
import { makeSample, SampleError } from '../../sample/index.js'
import type { DocumentFilter } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { onInterrupt } from '../interrupt.js'
import type { Session } from '../store/session.js'
import { isFileError } from './file-error.js'
import { documentsBar } from './progress.js'

interface Wanted {
  readonly count: number
  readonly out: string
  readonly seed: string
  readonly filter: DocumentFilter
}

/** `nianbao sample --out DIR`: gives the exit status. */
export async function sampleCommand(session: Session, wanted: Wanted): Promise<number> {
  const { store, blobs, say, complain, language } = session
  const interrupt = onInterrupt()
  const bar = await documentsBar(say, true, 'sampleProgress')
  try {
    const { unshown, ...counts } = await makeSample(store, {
      ...wanted,
      language,
      blobs,
      signal: interrupt.signal,
      onProgress: bar.at,
    })
    bar.stop()
    process.stderr.write(`${say('sampleDone', { ...counts, file: join(wanted.out, 'index.html') })}\n`)
    if (unshown > 0) process.stderr.write(`${say('sampleUnshown', { count: unshown })}\n`)
    return EXIT.fine
  } catch (error) {
    bar.stop()
    if (interrupt.status !== null) return interrupt.status
    if (error instanceof SampleError)
      complain(error.fault === 'nothing' ? say('sampleNothing') : say('sampleNotEmpty', { folder: wanted.out }))
    else if (isFileError(error)) complain(say('cannotWrite', { file: wanted.out, reason: error.code }))
    else throw error
    return EXIT.usage
  } finally {
    interrupt.release()
  }
}
