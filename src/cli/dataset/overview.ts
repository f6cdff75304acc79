import { makeOverview } from '../../overview/index.js'
import type { DocumentFilter } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { onInterrupt } from '../interrupt.js'
import type { Session } from '../store/session.js'
import { isFileError } from './file-error.js'

/** `nianbao overview --out FILE`: gives the exit status. */
export async function overviewCommand(session: Session, out: string, filter: DocumentFilter): Promise<number> {
  const { store, say, complain, language } = session
  const interrupt = onInterrupt()
  try {
    const documents = await makeOverview(store, { out, filter, language, signal: interrupt.signal })
    process.stderr.write(`${say('overviewDone', { documents, file: out })}\n`)
    return EXIT.fine
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    if (!isFileError(error)) throw error
    complain(say('cannotWrite', { file: out, reason: error.code }))
    return EXIT.usage
  } finally {
    interrupt.release()
  }
}
