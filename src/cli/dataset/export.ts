import { ExportError, exportDataset, type ExportFormat } from '../../export/index.js'
import type { DocumentFilter } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { onInterrupt } from '../interrupt.js'
import type { Session } from '../store/session.js'
import { isFileError } from './file-error.js'
import { documentsBar } from './progress.js'

interface Wanted {
  readonly formats: readonly ExportFormat[]
  readonly out: string
  readonly force: boolean
  readonly quiet: boolean
  readonly filter: DocumentFilter
}

/** `nianbao export`: gives the exit status. */
export async function exportCommand({ store, say, complain }: Session, wanted: Wanted): Promise<number> {
  const interrupt = onInterrupt()
  const bar = await documentsBar(say, !wanted.quiet)
  try {
    const { documents, missed, rows } = await exportDataset(store, {
      ...wanted,
      signal: interrupt.signal,
      onProgress: bar.at,
    })
    bar.stop()
    const values = rows.get('tidy') ?? 0
    if (!wanted.quiet) process.stderr.write(`${say('exportDone', { documents, values, folder: wanted.out })}\n`)
    if (missed > 0) process.stderr.write(`${say('exportMissed', { count: missed })}\n`)
    return EXIT.fine
  } catch (error) {
    bar.stop()
    if (interrupt.status !== null) return interrupt.status
    if (error instanceof ExportError) complain(say(`export-${error.fault}`, error.details))
    else if (isFileError(error)) complain(say('cannotWrite', { file: wanted.out, reason: error.code }))
    else throw error
    return EXIT.usage
  } finally {
    interrupt.release()
  }
}
