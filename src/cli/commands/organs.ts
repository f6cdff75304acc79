import { command, flag } from '../command.js'
import { EXIT, interruptible } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { byOrgan, DIVISIONS_OPTION, type OrganDocuments, registryOf } from '../panel.js'
import { PLACE_OPTIONS, withStore } from '../place.js'
import { note, stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'

/** `nianbao organs`: who is there, and whose identity is open. */
export const organs = command({
  options: { json: flag('--json', SENTENCES.json), ...DIVISIONS_OPTION, ...FILTER_OPTIONS, ...PLACE_OPTIONS },
  notes: {
    en: `One organ a line, separated by tabs:
  organ_id, identity, name as printed, years, documents, candidates (by spaces), problems, path of one document
A document whose organ is not settled has a line of its own. To settle it:
  nianbao correct DOCUMENT report.organ_id CODE                   this document
  nianbao correct report.organ_id CODE --all-of NAME --in 'FOLDER/**'   all of a name in a folder`,
    zh: `每个机关一行，以制表符分隔：
  organ_id、identity、报告所印名称、年度、文档数、可能的机关（空格分隔）、问题、其中一份文档的路径
机关未确定的文档各占一行。确定方法：
  nianbao correct 文档 report.organ_id 代码                        仅此文档
  nianbao correct report.organ_id 代码 --all-of 名称 --in '文件夹/**'   文件夹中该名称的全部文档`,
  },
  examples: {
    en: `nianbao organs
nianbao organs --year 2021 | grep candidates
nianbao organs --json | jq -r 'select(.identity == "candidates") | .path'`,
    zh: `nianbao organs
nianbao organs --year 2021 | grep candidates
nianbao organs --json | jq -r 'select(.identity == "candidates") | .path'`,
  },
  run: (kit, { json, divisions: file, ...options }) =>
    withStore(options, kit, async (session) => {
      const divisions = await registryOf(file)
      return interruptible(
        async (signal) => {
          const output = stdout()
          const count = { settled: 0, open: 0 }
          for await (const { documents } of byOrgan(session, divisions, { filter: filterOf(options), signal })) {
            count[documents[0]?.settled ? 'settled' : 'open'] += 1
            const row = rowOf(documents)
            const line = json ? JSON.stringify(row) : Object.values(row).map(cell).join('\t')
            if (!(await output.write(`${line}\n`))) break
          }
          note(session.say(TOTAL, count))
          return EXIT.fine
        },
        (reason) => session.fail(SENTENCES.cannotWrite, { file: 'stdout', reason }),
      )
    }),
})

const cell = (value: unknown): string =>
  oneLine(
    Array.isArray(value)
      ? value.map(String).join(' ')
      : typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : '',
  )

const rowOf = (documents: OrganDocuments): Readonly<Record<string, unknown>> => {
  const [one] = documents
  return {
    organ_id: one?.organId ?? null,
    identity: one?.settled ? 'settled' : 'candidates',
    names: [...new Set(documents.flatMap(({ printed }) => printed ?? []))],
    years: [...new Set(documents.flatMap(({ year }) => year ?? []))],
    documents: documents.length,
    candidates: one?.settled ? [] : (one?.candidates.map(({ organId }) => organId) ?? []),
    problems: [...new Set(documents.flatMap(({ problems }) => problems))],
    path: one?.path ?? null,
  }
}

const TOTAL = text(
  '{settled} {settled:organ is|organs are} settled; {open} {open:document has|documents have} candidates.',
  '已确定 {settled} 个机关；另有 {open} 份文档的机关有多个可能。',
)
