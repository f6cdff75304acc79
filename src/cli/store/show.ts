import { EXIT } from '../exit.js'
import { renderDocument } from '../page/document.js'
import { lookOf, Output } from '../terminal.js'
import { oneDocument, storedDocument, type Session } from './session.js'

/** `nianbao show DOCUMENT`: one document as a readable page, or as JSON. */
export async function showCommand(
  session: Session,
  reference: string,
  options: { readonly json: boolean; readonly all: boolean },
): Promise<number> {
  const row = await oneDocument(session, reference)
  const document = row && (await storedDocument(session, row))
  if (!document) return EXIT.usage
  const attempts = await session.store.attempts(document.sha256)
  const corrections = await session.store.corrections(document.sha256)
  const output = new Output(process.stdout)
  const text = options.json
    ? JSON.stringify({ ...document, attempts, corrections })
    : renderDocument({ document, attempts, corrections }, options, session.say, lookOf(process.stdout))
  await output.write(`${text}\n`)
  return EXIT.fine
}
