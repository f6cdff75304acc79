import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { cellOf, pageOf } from '../../effective/cell.js'
import type { StoredDocument } from '../../store/store.js'
import { chineseLabel, englishLabel } from '../../vocabulary/value-labels.js'
import { command, flag, given } from '../command.js'
import { EXIT } from '../exit.js'
import { documentToSee, PLACE_OPTIONS, storedDocument, withStore, type Session } from '../place.js'
import { note, stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { text } from '../say.js'
import { callFor, start } from '../viewer.js'
import { SENTENCES } from '../words.js'

/** `nianbao open DOCUMENT [CODE]`: the original as it came, at the page of a value. */
export const open = command({
  operands: [
    { name: '<DOCUMENT>', text: SENTENCES.documentToSee },
    { name: '[CODE]', text: text('code of a value: its page is opened', '数值代码：打开其所在的页') },
  ],
  options: {
    with: given('--with <PROGRAM>', {
      en: 'the viewer, such as firefox, evince or okular, which is told the page (default: what the system opens such files with)',
      zh: '查看程序，如 firefox、evince、okular，可直接翻到该页（默认用系统关联的程序）',
    }),
    print: flag('--print', text('print file and page, and open nothing', '只输出文件和页码，不打开')),
    json: flag('--json', text('the same as JSON, with the place on the page', '同上，以 JSON 输出，含页面位置')),
    ...PLACE_OPTIONS,
  },
  notes: {
    en: `The file is opened where it stands if it still holds what was read; else the copy that was kept (--keep-originals, uploads).
The page is told to viewers that are named with --with; it is printed in any case.`,
    zh: `文件内容未变时直接打开原处的文件，否则打开保留的副本（--keep-originals 或上传的原件）。
用 --with 指定的查看程序会翻到该页；页码总会输出。`,
  },
  examples: {
    en: `nianbao open 前进镇人民政府2023
nianbao open 3f9a01c2 a_granted_all --with firefox
nianbao open 3f9a01c2 a_granted_all --print`,
    zh: `nianbao open 前进镇人民政府2023
nianbao open 3f9a01c2 a_granted_all --with firefox
nianbao open 3f9a01c2 a_granted_all --print`,
  },
  run: (kit, { with: viewer, print, json, ...place }, [reference = '', code]) =>
    withStore(place, kit, async (session) => {
      const row = await documentToSee(session, reference)
      const document = row && (await storedDocument(session, row))
      return document ? run(session, document, { code, viewer, print, json }) : EXIT.usage
    }),
})

interface Asked {
  readonly code: string | undefined
  readonly viewer: string | undefined
  readonly print: boolean
  readonly json: boolean
}

async function run(session: Session, document: StoredDocument, { code, viewer, print, json }: Asked): Promise<number> {
  const { say, language, fail } = session
  const value = document.effective.values.find(({ read }) => read.code === code)
  if (code !== undefined && !value) return fail(TEXTS.noValue, { code, path: oneLine(document.path) })
  const page = value ? pageOf(document.effective.record, value.read.cell) : null
  const found = await originalOf(session, document, page)
  if (!found) return fail(TEXTS.missing, { path: oneLine(document.path) })
  const box = value ? (cellOf(document.effective.record, value.read.cell)?.boxes?.[0]?.box ?? null) : null
  if (json) return printed(JSON.stringify({ ...found, code: code ?? null, box }))
  const at = found.page === null ? '' : ` ${say(SENTENCES.atPage, { page: found.page })}`
  const lines = [found.file + at]
  if (value) {
    const label = (language === 'zh' ? chineseLabel : englishLabel)(
      value.read.code,
      document.effective.report?.forms[value.read.table] ?? null,
    )
    lines.push(
      say(TEXTS.value, { label, value: value.value ?? say(SENTENCES.blankCell), raw: oneLine(value.read.raw ?? '') }),
    )
  }
  await printed(lines.join('\n'))
  if (print) return EXIT.fine
  const call = callFor(found.file, found.page, viewer ?? null, process.platform)
  if (await start(call)) return EXIT.fine
  return fail(TEXTS.noViewer, { program: call.program })
}

async function printed(line: string): Promise<number> {
  await stdout().write(`${line}\n`)
  return EXIT.fine
}

interface Located {
  readonly file: string
  /** Within that file; null where the format has no pages or none was asked for. */
  readonly page: number | null
}

/** The file that holds a document, or the picture of a group that is its page. */
async function originalOf(session: Session, document: StoredDocument, page: number | null): Promise<Located | null> {
  const { fingerprint } = await import('../../ingest/fingerprint.js')
  for (const { file, parts, state } of document.allNames) {
    if (state !== 'current' || !isAbsolute(file)) continue
    const files = parts.length > 0 ? parts : [file]
    const print = await fingerprint(files).catch(() => null)
    if (print?.sha256 === document.sha256) return partOf(files, page)
  }
  return keptCopy(session, document, page)
}

function partOf(files: readonly string[], page: number | null): Located | null {
  const [first] = files
  if (first === undefined) return null
  return files.length === 1 ? { file: first, page } : { file: files[(page ?? 1) - 1] ?? first, page: null }
}

/** A copy under a name that programs know; it stays in the folder for temporary files as long as the system keeps those. */
async function keptCopy(
  { store, blobs, say }: Session,
  document: StoredDocument,
  page: number | null,
): Promise<Located | null> {
  const { storedParts } = await import('../../ingest/originals.js')
  const parts = await storedParts(store, document)
  const place = parts.length > 1 ? (page ?? 1) - 1 : 0
  const part = parts[place]
  if (!part || !(await blobs.has(part.sha256))) return null
  const file = join(await mkdtemp(join(tmpdir(), 'nianbao-original-')), basename(part.name))
  await blobs.fetch(part.sha256, file)
  note(say(TEXTS.copy))
  return { file, page: parts.length > 1 ? null : page }
}

const TEXTS = {
  noValue: {
    en: '{path} has no value {code}; nianbao show --all and nianbao forms list them.',
    zh: '{path} 没有数值 {code}；可用 nianbao show --all 或 nianbao forms 查看代码。',
  },
  missing: {
    en: 'the original of {path} is gone, and no copy was kept (nianbao ingest --keep-originals keeps them).',
    zh: '{path} 的原件已不在原处，也没有保留副本（nianbao ingest --keep-originals 可保留）。',
  },
  noViewer: {
    en: 'there is no program {program} to open it with; name one with --with, or open the file above.',
    zh: '没有可用来打开它的程序 {program}；请用 --with 指定，或自行打开上述文件。',
  },
  copy: text('The copy that was kept is opened.', '打开的是保留的副本。'),
  value: text('{label}: {value} (read “{raw}”)', '{label}：{value}（原文“{raw}”）'),
} as const
