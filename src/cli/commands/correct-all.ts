import { COMPLAINTS } from '../../corrections/complaint.js'
import { toCorrection, unsaid } from '../../corrections/statement.js'
import type { NewCorrection } from '../../effective/correction.js'
import { EXIT } from '../exit.js'
import type { Session } from '../place.js'
import { note as printNote } from '../render/output.js'
import { text } from '../say.js'
import { preview } from './correct-preview.js'

/** The documents that are meant, by their organ's name, and the code that they get. */
interface Naming {
  /** The organ's name as it counts in its documents. */
  readonly organ: string
  /** Glob on paths; every folder if left out. */
  readonly folder: string | undefined
  readonly code: string
  readonly value: string
  readonly author: string
  readonly note: string | null
  readonly dryRun: boolean
}

/** Names the organ of all documents that bear one name in a folder: all of them, or none. */
export async function nameAll(session: Session, naming: Naming): Promise<number> {
  const { store, say, fail } = session
  const { organ, folder, code, value, author, note, dryRun } = naming
  if (code !== 'report.organ_id') return fail(TEXTS.onlyOrgan)
  const corrections: NewCorrection[] = []
  const filter = { organs: [organ], ...(folder !== undefined && { paths: [folder] }) }
  for await (const { sha256, organ: own, effective } of store.effective(filter)) {
    // The filter takes names that only hold this one.
    if (own !== organ) continue
    const looked = { sha256, record: effective.record, author }
    const result = toCorrection(looked, { kind: 'correct', code, value, note })
    if ('complaint' in result) return fail(COMPLAINTS[result.complaint.key], result.complaint.details)
    corrections.push(result.correction)
  }
  if (corrections.length === 0) return fail(TEXTS.nobody, { organ })
  const fresh = await unsaid(store, corrections)
  if (dryRun) return preview(session, fresh)
  await store.addCorrections(fresh)
  printNote(say(TEXTS.named, { count: corrections.length, organ, value }))
  return EXIT.fine
}

const TEXTS = {
  onlyOrgan: text('--all-of takes report.organ_id alone.', '--all-of 只能用于 report.organ_id。'),
  nobody: {
    en: 'no document has the organ {organ} there; nianbao list --organ shows the names.',
    zh: '该处没有机关名称为{organ}的文档；可用 nianbao list --organ 查看名称。',
  },
  named: {
    en: '{count} {count:document|documents} of {organ}: the organ is {value}.',
    zh: '{organ}的 {count} 份文档：机关代码为 {value}。',
  },
} as const
