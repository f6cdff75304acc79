import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Language } from '../../model/sentences.js'
import { StoreError } from '../../store/errors.js'
import { openStore, STORE_FILE } from '../../store/open.js'
import { processorMs } from '../../../workers/process-table.js'
import type { SqliteHandle } from '../../store/sqlite/handle.js'
import { loadSqlite } from '../../store/sqlite/load.js'
import { formatBytes } from '../render/text.js'
import { text, type Say } from '../say.js'
import {
  advice,
  fine,
  missing,
  reasonOf,
  REINSTALL,
  waitingForOffice,
  type Finding,
  type PlaceFindings,
} from './doctor-finding.js'

/** The version that package.json demands under `engines`. */
const MIN_NODE: readonly [major: number, minor: number] = [20, 19]

/** With less free space a run of some thousand documents may fail: each takes about 100 kB in the store. */
const MIN_FREE_MB = 1_024

const BYTES_PER_MB = 1024 * 1024
const BYTES_PER_GB = 1024 * BYTES_PER_MB

/** Long enough for a cold cache of fonts. */
const FONTS_MS = 20_000

export function nodeFinding(say: Say, version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = MIN_NODE
  const enough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  const found = say(TEXTS.node, {
    version,
    platform: `${process.platform}-${process.arch}`,
    cores: cpus().length,
    gigabytes: (totalmem() / BYTES_PER_GB).toFixed(1),
  })
  return enough ? fine('node', found) : missing('node', found, say(TEXTS.nodeOld, { least: MIN_NODE.join('.') }))
}

/** Whether the system tells of its processes what deadlines and memory limits go by. */
export async function limitsFinding(say: Say, look: () => Promise<number | null> = ownProcessorMs): Promise<Finding> {
  return (await look()) === null
    ? advice('limits', say(TEXTS.limitsByNode), say(TEXTS.limitsRemedy))
    : fine('limits', say(TEXTS.limits))
}

const ownProcessorMs = async (): Promise<number | null> => processorMs(process.pid)

/** Free space where the data folder is, or will be. */
async function diskFinding(say: Say, folder: string): Promise<Finding> {
  const place = nearestExisting(folder)
  const { bavail, bsize } = await statfs(place)
  const megabytes = Math.round((bavail * bsize) / BYTES_PER_MB)
  const found = say(TEXTS.disk, { gigabytes: (megabytes / 1024).toFixed(1), folder: place })
  return megabytes < MIN_FREE_MB ? advice('disk', found, say(TEXTS.diskLow)) : fine('disk', found)
}

function nearestExisting(folder: string): string {
  let place = folder
  while (place !== dirname(place) && !existsSync(place)) place = dirname(place)
  return place
}

/** The maps of pdf.js for PDFs whose Chinese fonts are not embedded. */
export async function cmapFinding(say: Say): Promise<Finding> {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps')
    await access(join(folder, 'UniGB-UCS2-H.bcmap'))
    return fine('pdf', say(TEXTS.pdf))
  } catch {
    return missing('pdf', say(TEXTS.pdfMissing), say(REINSTALL))
  }
}

/** Chinese fonts of the system. No number is read by them; pictures of pages that embed none are drawn with them. */
export async function fontFinding(say: Say, program = 'fc-list'): Promise<Finding> {
  if (process.platform === 'win32' || process.platform === 'darwin') return fine('fonts', say(TEXTS.fontsSystem))
  const list = await promisify(execFile)(program, [':lang=zh', 'family'], { timeout: FONTS_MS }).catch(() => null)
  if (!list) return advice('fonts', say(TEXTS.fontsUnknown), say(TEXTS.fontsInstall))
  const families = new Set(
    list.stdout
      .split('\n')
      .map((line) => line.split(',', 1)[0]?.trim() ?? '')
      .filter((name) => name !== ''),
  )
  const [first] = families
  return first === undefined
    ? advice('fonts', say(TEXTS.fontsNone), say(TEXTS.fontsInstall))
    : fine('fonts', say(TEXTS.fonts, { count: families.size, first }))
}
/** The database library: it holds compiled code, and may be missing where that could neither be fetched nor compiled. */
export async function sqliteFinding(say: Say, language: Language): Promise<Finding> {
  try {
    const { Sqlite, name } = await loadSqlite()
    const database = new Sqlite(':memory:')
    try {
      return fine('sqlite', say(TEXTS.sqlite, { name, version: onlyValue(database, 'SELECT sqlite_version()') }))
    } finally {
      database.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const { message, remedy } = error.told(language)
    return missing('sqlite', message, remedy)
  }
}

/** The one value that a query gives, as text. */
function onlyValue(database: SqliteHandle, query: string): string {
  const [row] = z.array(z.record(z.string(), z.unknown())).parse(database.prepare(query).all())
  return String(Object.values(row ?? {})[0])
}

export async function folderFindings(say: Say, language: Language, given: string): Promise<PlaceFindings> {
  const folder = resolve(given)
  const { finding, waitForOffice } = await dataFinding(say, language, folder)
  return { findings: [finding, await diskFinding(say, folder)], waitForOffice }
}

/** Opens the data folder, where there is one, and lets SQLite check it. */
async function dataFinding(
  say: Say,
  language: Language,
  folder: string,
): Promise<{ readonly finding: Finding; readonly waitForOffice: number }> {
  const file = join(folder, STORE_FILE)
  if (!existsSync(file)) return { finding: fine('data', say(TEXTS.noData, { folder })), waitForOffice: 0 }
  try {
    const opened = await openStore(folder, { create: false, language })
    try {
      const { documents, code } = await opened.store.tally()
      const { schema, damage } = await inspect(file)
      const size = formatBytes(statSync(file).size)
      const found = say(TEXTS.data, { folder, documents, size, schema })
      const finding = damage === null ? fine('data', found) : missing('data', damage, say(TEXTS.damaged))
      return { finding, waitForOffice: waitingForOffice(code) }
    } finally {
      await opened.close()
    }
  } catch (error) {
    const { message, remedy } =
      error instanceof StoreError ? error.told(language) : { message: reasonOf(error), remedy: say(TEXTS.damaged) }
    return { finding: missing('data', message, remedy), waitForOffice: 0 }
  }
}

/** The latest of the store's migrations, and what SQLite finds wrong with its file; null where nothing is. */
async function inspect(file: string): Promise<{ readonly schema: string; readonly damage: string | null }> {
  const { Sqlite } = await loadSqlite()
  const database = new Sqlite(file, { readonly: true })
  try {
    const damage = onlyValue(database, 'PRAGMA quick_check(1)')
    const schema = onlyValue(database, 'SELECT max(name) FROM kysely_migration')
    return { schema, damage: damage === 'ok' ? null : damage }
  } finally {
    database.close()
  }
}

const TEXTS = {
  node: {
    en: 'Node.js {version} ({platform}), {cores} {cores:core|cores}, {gigabytes} GB of memory',
    zh: 'Node.js {version}（{platform}），{cores} 核，内存 {gigabytes} GB',
  },
  nodeOld: text('Install Node.js {least} or newer.', '请安装 Node.js {least} 或更新版本。'),
  limits: text('deadlines count processor time; memory is watched', '时限按处理器时间计算；内存受监控'),
  limitsByNode: {
    en: 'there is no /proc: deadlines go by the clock, and memory is limited only as far as Node.js limits its own',
    zh: '没有 /proc：时限按时钟计算，内存只受 Node.js 自身的限制',
  },
  limitsRemedy: {
    en: 'Give a longer --timeout and fewer --jobs where the machine is busy.',
    zh: '机器繁忙时请用更长的 --timeout 和更少的 --jobs。',
  },
  pdf: text('maps of Chinese fonts that are not embedded', '未嵌入的中文字体的编码表'),
  pdfMissing: text('the maps of Chinese fonts are not there', '缺少中文字体的编码表'),
  sqlite: text('SQLite {version} ({name})', 'SQLite {version}（{name}）'),
  fonts: text('{count} with Chinese characters ({first}, …)', '中文字体 {count} 种（{first} 等）'),
  fontsSystem: text('those of the system', '系统自带'),
  fontsNone: text('none with Chinese characters', '没有中文字体'),
  fontsUnknown: text('not known (fc-list is not there)', '未知（没有 fc-list）'),
  fontsInstall: {
    en: 'Reading needs none; to see reports whose fonts are not embedded, install some (Debian and Ubuntu: apt-get install fonts-noto-cjk).',
    zh: '读取不需要字体；要查看未嵌入字体的报告，请安装中文字体（Debian、Ubuntu：apt-get install fonts-noto-cjk）。',
  },
  noData: text('none yet in {folder}', '{folder} 中尚无数据'),
  data: {
    en: '{documents} {documents:document|documents}, {size}, schema {schema}, sound ({folder})',
    zh: '{documents} 份文档，{size}，结构 {schema}，完好（{folder}）',
  },
  damaged: {
    en: 'Check the disk; restore the data folder from a copy, or ingest the documents into a new one.',
    zh: '请检查磁盘；从备份恢复数据文件夹，或将文档导入新的文件夹。',
  },
  disk: text('{gigabytes} GB free ({folder})', '剩余 {gigabytes} GB（{folder}）'),
  diskLow: {
    en: 'Make room, or name a data folder on another disk with --data: a document takes about 100 kB.',
    zh: '请腾出空间，或用 --data 指定其他磁盘上的数据文件夹：每份文档约占 100 kB。',
  },
} as const
