import { flaggedCodes } from '../../corrections/codes.js'
import { COMPLAINTS, type Complaint } from '../../corrections/complaint.js'
import { toCorrection, unsaid, type Looked } from '../../corrections/statement.js'
import { seenOf } from '../../corrections/withdrawal.js'
import type { CorrectionKind, NewCorrection } from '../../effective/correction.js'
import type { DocumentRow } from '../../store/store.js'
import { authorOf, NO_AUTHOR } from '../author.js'
import { command, type Kit } from '../command.js'
import { EXIT } from '../exit.js'
import { oneDocument, storedDocument, withStore, type Session } from '../place.js'
import { note as printNote, stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { SENTENCES, STATUS_WORDS } from '../words.js'
import { CONFIRM_OPTIONS, CORRECT_OPTIONS, type Options } from './correct-options.js'
import { nameAll } from './correct-all.js'
import { takeSheet } from './correct-from.js'
import { preview } from './correct-preview.js'
import { withdraw } from './correct-withdraw.js'

/** `nianbao correct DOCUMENT CODE VALUE` or `--from FILE`: a person says what a value really is. */
export const correct = command({
  operands: [
    { name: '[DOCUMENT]', text: SENTENCES.documentArgument },
    {
      name: '[CODE]',
      text: {
        en: 'code of the value in the form (nianbao forms), or report.organ, report.year, report.title, report.organ_id',
        zh: '法定表格中的数值代码（见 nianbao forms），或 report.organ、report.year、report.title、report.organ_id',
      },
    },
    {
      name: '[VALUE]',
      text: { en: 'the number that is printed there, or blank', zh: '报告上的数字；空白单元格写“空白”' },
    },
  ],
  options: CORRECT_OPTIONS,
  notes: {
    en: `A value is a number (12, 1,234; 3.5 of an amount, -3 of a change) or the word blank; of report.organ, report.year and report.title blank says that the report
prints none. What was read stays beside it, and exports carry both. The latest word on a value counts; older ones are kept, and count again where it is withdrawn.`,
    zh: `数值可写 12、1,234（金额可写 3.5，增减可写 -3）或“空白”；report.organ、report.year、report.title 写“空白”表示报告未印。
原读数仍保留，导出时两者都有。同一数值以最后一次为准；先前的更正仍保留，最后一次撤回后恢复有效。`,
  },
  examples: {
    en: `nianbao correct 3f9a01c2 a_received_new_nat 12
nianbao correct county/2021.pdf a_granted_all blank --note "the cell is empty in print"
nianbao correct 3f9a01c2 report.organ 花石镇人民政府 --author "Li Hua"
nianbao correct 3f9a01c2 report.organ_id 430321107        whose report it is, in a panel
nianbao correct report.organ_id 430321107 --all-of 花石镇人民政府 --in 'xiangtan/**'
nianbao correct 3f9a01c2 a_granted_all --withdraw --note "wrong row"
nianbao correct --from doubts.csv --dry-run              what it would change`,
    zh: `nianbao correct 3f9a01c2 a_received_new_nat 12
nianbao correct 县区/2021.pdf a_granted_all 空白 --note "原件此格为空"
nianbao correct 3f9a01c2 report.organ 花石镇人民政府 --author 李华
nianbao correct 3f9a01c2 report.organ_id 430321107        面板中属于哪个机关
nianbao correct report.organ_id 430321107 --all-of 花石镇人民政府 --in '湘潭/**'
nianbao correct 3f9a01c2 a_granted_all --withdraw --note "填错行"
nianbao correct --from 存疑.csv --dry-run                会改变什么`,
  },
  run: (kit, options, [reference, code, value]) => {
    const { allOf, in: folder, author, note = null, dryRun } = options
    if (allOf !== undefined)
      return withStore(options, kit, async (session) => {
        const name = await authorOf(author)
        if (name === '') return kit.fail(NO_AUTHOR)
        if (reference === undefined || code === undefined || value !== undefined) return kit.fail(TEXTS.allMissing)
        return nameAll(session, { organ: allOf, folder, code: reference, value: code, author: name, note, dryRun })
      })
    return run(
      'correct',
      kit,
      options,
      reference,
      code !== undefined && (value !== undefined) !== options.withdraw ? { codes: [code], value: value ?? '' } : null,
    )
  },
})

/** `nianbao confirm DOCUMENT [CODE…]` or `--from FILE`: a person looked, and it is right as printed. */
export const confirm = command({
  operands: [
    { name: '[DOCUMENT]', text: SENTENCES.documentArgument },
    {
      name: '[CODE...]',
      text: { en: 'codes; all that are flagged if left out', zh: '代码；省略则为全部被标记的数值' },
    },
  ],
  options: CONFIRM_OPTIONS,
  notes: {
    en: `Without codes all flagged values are confirmed that hold a reading; those that do not are named, and want nianbao correct.
With --withdraw and without codes all confirmations of the document are taken back.`,
    zh: `不给代码时，确认所有被标记且有读数的数值；没有读数的会列出，请用 nianbao correct 更正。
使用 --withdraw 而不给代码时，撤回该文档的全部确认。`,
  },
  examples: {
    en: `nianbao confirm 3f9a01c2                    all that is flagged in it
nianbao confirm 3f9a01c2 a_granted_all report.year
nianbao confirm 3f9a01c2 --withdraw          takes back all of it
nianbao confirm --from doubts.csv`,
    zh: `nianbao confirm 3f9a01c2                    其中全部被标记的数值
nianbao confirm 3f9a01c2 a_granted_all report.year
nianbao confirm 3f9a01c2 --withdraw          全部撤回
nianbao confirm --from 存疑.csv`,
  },
  run: (kit, options, [reference, ...codes]) => run('confirm', kit, options, reference, { codes, value: '' }),
})

/** A person's word on values of a document. */
interface Said {
  /** Codes for `confirm`; if empty, it takes every flagged value. */
  readonly codes: readonly string[]
  /** Only `correct` takes it. */
  readonly value: string
}

async function run(
  kind: CorrectionKind,
  kit: Kit,
  options: Options,
  reference: string | undefined,
  said: Said | null,
): Promise<number> {
  const { fail } = kit
  const { from, note, author, seen, dryRun } = options
  if (from !== undefined && (reference !== undefined || note !== undefined || seen !== undefined || options.withdraw))
    return fail(TEXTS.fromAlone)
  if (from === undefined && (reference === undefined || !said)) {
    if (options.withdraw) return fail(TEXTS.withdrawMissing)
    return fail(kind === 'correct' ? TEXTS.correctMissing : TEXTS.confirmMissing)
  }
  return withStore(options, kit, async (session) => {
    const name = await authorOf(author)
    if (name === '') return fail(NO_AUTHOR)
    if (from !== undefined) return takeSheet(session, from, { author: name, dryRun })
    const by = { author: name, note: note ?? null, asPrinted: options.asPrinted ?? false }
    const { codes, value } = said ?? { codes: [], value: '' }
    if (options.withdraw) return withdraw(session, { kind, reference: reference ?? '', codes, ...by, seen, dryRun })
    return take(session, kind, reference ?? '', { codes, value }, { ...by, seen, dryRun })
  })
}

/** Who says it, and how. */
interface Saying {
  readonly author: string
  readonly note: string | null
  readonly asPrinted: boolean
  /** If undefined, what stands now. */
  readonly seen: number | undefined
  readonly dryRun: boolean
}

/** Names and codes that are listed one by one. */
const MAX_NAMED = 10

/** Takes in all that is said of one document, or nothing. */
async function take(
  session: Session,
  kind: CorrectionKind,
  reference: string,
  { codes: named, value }: Said,
  by: Saying,
): Promise<number> {
  const { say, fail, store } = session
  const row = await oneDocument(session, reference)
  const document = row && (await storedDocument(session, row))
  if (!document) return EXIT.usage
  const { effective, sha256 } = document
  const everything = kind === 'confirm' && named.length === 0
  const codes = everything ? flaggedCodes(effective) : named
  if (codes.length === 0) return fail(TEXTS.nothingFlagged, { path: oneLine(document.path) })
  const { author, note, asPrinted, seen = seenOf(await store.corrections(sha256)) } = by
  const looked: Looked = { sha256, record: effective.record, author, seen }
  const wrong: { readonly code: string; readonly complaint: Complaint }[] = []
  const right: NewCorrection[] = []
  for (const code of new Set(codes)) {
    const result = toCorrection(looked, { kind, code, value, note, asPrinted })
    if ('complaint' in result) wrong.push({ code, complaint: result.complaint })
    else right.push(result.correction)
  }
  const more = wrong.length - MAX_NAMED
  if (wrong.length > 0 && (!everything || right.length === 0)) {
    for (const { complaint } of wrong.slice(0, MAX_NAMED)) fail(COMPLAINTS[complaint.key], complaint.details)
    if (more > 0) printNote(say(SENTENCES.moreErrors, { count: more }))
    return EXIT.usage
  }
  const fresh = await unsaid(store, right)
  if (by.dryRun) return preview(session, fresh)
  await store.addCorrections(fresh)
  await report(session, kind, right, row)
  if (wrong.length > 0) {
    const unread = wrong.slice(0, MAX_NAMED).map(({ code }) => code)
    if (more > 0) unread.push(say(SENTENCES.more, { count: more }))
    printNote(say(TEXTS.leftUnconfirmed, { codes: unread.join(', ') }))
  }
  return EXIT.fine
}

async function report(
  { store, say }: Session,
  kind: CorrectionKind,
  corrections: readonly NewCorrection[],
  { sha256, path: found }: DocumentRow,
): Promise<void> {
  const path = oneLine(found)
  const shown = (text: string | null): string =>
    text === null || text === '' ? say(SENTENCES.blankCell) : oneLine(text)
  const lines =
    corrections.length > MAX_NAMED
      ? [say(TEXTS.confirmedMany, { path, count: corrections.length })]
      : corrections.map(({ code, value, readThen }) =>
          say(kind === 'correct' ? TEXTS.corrected : TEXTS.confirmed, {
            ...{ path, code, value: shown(value), read: shown(readThen) },
          }),
        )
  for await (const { status, counts } of store.documents({ sha256: [sha256] })) {
    const { doubts = 0, faults = 0 } = counts ?? {}
    lines.push(say(SENTENCES.statusNow, { status: say(STATUS_WORDS[status]), doubts, faults }))
  }
  await stdout().write(`${lines.join('\n')}\n`)
}

const TEXTS = {
  correctMissing: {
    en: 'give DOCUMENT CODE VALUE, or --from FILE.',
    zh: '请给出 DOCUMENT CODE VALUE，或 --from FILE。',
  },
  confirmMissing: { en: 'give DOCUMENT, or --from FILE.', zh: '请给出 DOCUMENT，或 --from FILE。' },
  allMissing: {
    en: 'with --all-of give report.organ_id CODE, without DOCUMENT.',
    zh: '使用 --all-of 时请给出 report.organ_id 代码，不要给出 DOCUMENT。',
  },
  withdrawMissing: {
    en: 'with --withdraw give DOCUMENT and CODE, without a value.',
    zh: '使用 --withdraw 时请给出 DOCUMENT 和 CODE，不要给出数值。',
  },
  fromAlone: {
    en: '--from takes no other arguments than --author and --dry-run.',
    zh: '--from 只能与 --author、--dry-run 同用。',
  },
  nothingFlagged: {
    en: 'nothing is flagged in {path}: there is nothing to confirm.',
    zh: '{path} 中没有被标记的数值，无需确认。',
  },
  corrected: {
    en: '{path}: {code} is {value} (read: “{read}”).',
    zh: '{path}：{code} 更正为 {value}（读作“{read}”）。',
  },
  confirmed: { en: '{path}: {code} is confirmed as {value}.', zh: '{path}：{code} 确认为 {value}。' },
  confirmedMany: { en: '{path}: {count} {count:value|values} confirmed.', zh: '{path}：已确认 {count} 个数值。' },
  leftUnconfirmed: {
    en: 'Not confirmed, since nothing was read: {codes}. Use nianbao correct.',
    zh: '未确认（没有读数）：{codes}。请用 nianbao correct 更正。',
  },
} as const
