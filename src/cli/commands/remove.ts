import { createInterface } from 'node:readline/promises'
import type { z } from 'zod'
import { AUTHOR_OPTIONS, authorOf, NO_AUTHOR, SEEN_OPTION } from '../author.js'
import { command, flag } from '../command.js'
import { EXIT } from '../exit.js'
import { oneDocument, PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'

const DOCUMENT = { name: '<DOCUMENT>', text: SENTENCES.documentArgument } as const
const RESTORE_OPTIONS = { ...AUTHOR_OPTIONS, ...SEEN_OPTION, ...PLACE_OPTIONS } as const
const REMOVE_OPTIONS = {
  forever: flag('--forever', {
    en: 'forget it now: corrections, readings and kept originals go, and cannot come back',
    zh: '立即彻底清除：更正、读数和保存的原件一并删除，无法恢复',
  }),
  yes: flag('--yes', text('do not ask, with --forever', '与 --forever 同用，不再询问')),
  ...RESTORE_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof REMOVE_OPTIONS>>

/** `nianbao remove DOCUMENT`: out of lists and exports. */
export const remove = command({
  operands: [DOCUMENT],
  options: REMOVE_OPTIONS,
  notes: {
    en: `The document is in no list, export or count any more, also when its folder is ingested again; nianbao list --removed lists what is
removed, and nianbao restore brings it back with its history. After 30 days ingest, serve and workers forget it: corrections, readings
and kept originals go, what stays is its fingerprint, its names and who removed it. Files in your folders are never touched.`,
    zh: `文档不再出现在列表、导出和统计中，再次导入其文件夹也不会恢复；nianbao list --removed 列出已移除的文档，
nianbao restore 连同历史一并恢复。30 天后由 ingest、serve 和工作进程清除：更正、读数和保存的原件一并删除，
只留下指纹、文件名和移除人。您文件夹中的文件从不改动。`,
  },
  examples: {
    en: `nianbao remove 3f9a01c2 --note "not a report"
nianbao remove 3f9a01c2 --forever`,
    zh: `nianbao remove 3f9a01c2 --note "不是年报"
nianbao remove 3f9a01c2 --forever`,
  },
  run: (kit, options, [reference = '']) =>
    withStore(options, kit, async (session) => runRemove(session, reference, options)),
})

/** `nianbao restore DOCUMENT`: back into lists and exports. */
export const restore = command({
  operands: [DOCUMENT],
  options: RESTORE_OPTIONS,
  notes: {
    en: 'A document that was forgotten comes back without its history: the next ingest of its folder reads it anew.',
    zh: '已彻底清除的文档恢复后没有历史：下次导入其文件夹时重新读取。',
  },
  examples: {
    en: 'nianbao restore 3f9a01c2',
    zh: 'nianbao restore 3f9a01c2',
  },
  run: (kit, options, [reference = '']) =>
    withStore(options, kit, async (session) => {
      const { store, say, fail } = session
      const author = await authorOf(options.author)
      if (author === '') return fail(NO_AUTHOR)
      const row = await oneDocument(session, reference)
      if (!row) return EXIT.usage
      const path = oneLine(row.path)
      const by = sayingOf(author, options)
      if (!(await store.restoreDocument({ sha256: row.sha256, ...by }))) return fail(TEXTS.notRemoved, { path })
      await stdout().write(`${say(row.purgedAt === null ? TEXTS.restored : TEXTS.restoredAnew, { path })}\n`)
      return EXIT.fine
    }),
})

async function runRemove(session: Session, reference: string, { forever, yes, ...options }: Options): Promise<number> {
  const { store, say, fail } = session
  const author = await authorOf(options.author)
  if (author === '') return fail(NO_AUTHOR)
  const row = await oneDocument(session, reference)
  if (!row) return EXIT.usage
  const { sha256 } = row
  const path = oneLine(row.path)
  const by = sayingOf(author, options)
  if (forever && !yes && !(await isSure(say(TEXTS.sure, { path })))) return fail(TEXTS.notSure)
  const removed = await store.removeDocument({ sha256, ...by })
  if (!forever) {
    if (!removed) return fail(TEXTS.already, { path })
    await stdout().write(`${say(TEXTS.removed, { path })}\n`)
    return EXIT.fine
  }
  const { oncePagesOf, purge } = await import('../../ingest/purge.js')
  if (!(await purge(session, row, by, oncePagesOf(store, sha256)))) return fail(TEXTS.already, { path })
  await stdout().write(`${say(TEXTS.forgotten, { path })}\n`)
  return EXIT.fine
}

/** Who decides it, why, and what they had seen. */
const sayingOf = (
  author: string,
  { note = null, seen }: { readonly note?: string | null | undefined; readonly seen?: number | undefined },
) => ({
  ...{ author, note },
  ...(seen !== undefined && { seen }),
})

/** Asks whoever sits at the terminal; nobody there is no yes. */
async function isSure(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(?:y|yes|是)$/i.test((await terminal.question(`${question} `)).trim())
  } finally {
    terminal.close()
  }
}

const TEXTS = {
  sure: {
    en: '{path}: its corrections, readings and kept originals go for ever. Really? (yes/no)',
    zh: '{path}：更正、读数和保存的原件将彻底删除，无法恢复。确认吗？（是/否）',
  },
  notSure: {
    en: 'nothing was removed. --forever asks at a terminal; --yes answers for a script.',
    zh: '未移除任何内容。--forever 需在终端中确认，脚本请加 --yes。',
  },
  already: text('{path} is removed already.', '{path} 此前已移除。'),
  removed: {
    en: '{path} is removed; nianbao restore brings it back, for 30 days with its history.',
    zh: '{path} 已移除；30 天内可用 nianbao restore 连同历史一并恢复。',
  },
  forgotten: text('{path} is removed and forgotten.', '{path} 已移除并彻底清除。'),
  notRemoved: text('{path} is not removed.', '{path} 未被移除。'),
  restored: text('{path} is back, with its history.', '{path} 已恢复，历史完整。'),
  restoredAnew: {
    en: '{path} is back, without its history: the next ingest of its folder reads it.',
    zh: '{path} 已恢复，但没有历史：下次导入其文件夹时重新读取。',
  },
} as const
