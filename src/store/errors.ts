import { CodedError, codesOf, type Details, sentences, type Sentences } from '../model/sentences.js'

/** Everything that can keep a store from being opened, read or written: what happened and what to do. */
const SENTENCES = {
  'store-unavailable': sentences(
    [
      'The package better-sqlite3, which keeps the data, is not installed or does not fit this machine ({reason}), and this Node.js has no SQLite of its own.',
      'Use Node.js 22.16 or newer, whose own SQLite serves as well; or install a compiler (Debian and Ubuntu: apt-get install g++ make python3) and run: npm rebuild better-sqlite3',
    ],
    [
      '保存数据所需的 better-sqlite3 未安装或与本机不符（{reason}），当前 Node.js 也不自带 SQLite。',
      '请改用 Node.js 22.16 或更新版本（其自带的 SQLite 同样可用）；或安装编译器（Debian、Ubuntu：apt-get install g++ make python3），然后运行：npm rebuild better-sqlite3',
    ],
  ),
  'store-missing': sentences(
    [
      'There is no data of nianbao in {folder}.',
      'Take in documents first (nianbao ingest PATH), or name the folder with --data.',
    ],
    ['{folder} 中没有 nianbao 的数据。', '请先导入文档（nianbao ingest 路径），或用 --data 指定文件夹。'],
  ),
  'store-locked': sentences(
    ['The data in {folder} is being written by another program and did not become free.', 'Try again in a while.'],
    ['{folder} 中的数据正被其他程序写入，未能等到空闲。', '请稍后再试。'],
  ),
  'ingest-running': sentences(
    [
      'Another ingest or reprocessing is at work on {folder}.',
      'Wait until it is done, or stop it; or use another folder with --data.',
    ],
    ['另一个导入或重新提取任务正在处理 {folder}。', '请等待其完成或将其停止，或用 --data 指定其他文件夹。'],
  ),
  'disk-full': sentences(
    [
      'The disk that holds {folder} is full.',
      'Make room and run the same command again: it goes on where it was, nothing is half written.',
    ],
    ['{folder} 所在的磁盘已满。', '请腾出空间后再次运行同一命令：将从中断处继续，不会留下写了一半的数据。'],
  ),
  'not-a-store': sentences(
    ['{file} is no data of nianbao.', 'Name another folder with --data, or move this file away.'],
    ['{file} 不是 nianbao 的数据。', '请用 --data 指定其他文件夹，或将该文件移走。'],
  ),
  'store-newer': sentences(
    [
      'The data in {folder} was written by a newer version of nianbao ({found}).',
      'Update nianbao, or use another folder with --data.',
    ],
    ['{folder} 中的数据由更新版本的 nianbao 写入（{found}）。', '请更新 nianbao，或用 --data 指定其他文件夹。'],
  ),
  'store-damaged': sentences(
    [
      'The data in {folder} is damaged ({reason}).',
      'Check the disk; restore the folder from a copy, or ingest the documents into a new folder.',
    ],
    ['{folder} 中的数据已损坏（{reason}）。', '请检查磁盘；从备份恢复该文件夹，或将文档导入新的文件夹。'],
  ),
  'folder-unwritable': sentences(
    [
      'The folder {folder} cannot be written to ({reason}).',
      'Check that you may write there, or name another folder with --data.',
    ],
    ['无法写入文件夹 {folder}（{reason}）。', '请确认有写入权限，或用 --data 指定其他文件夹。'],
  ),
  'folder-vanished': sentences(
    [
      'The folder {folder} went away while it was used.',
      'Bring the disk or folder back and run the same command again: it goes on where it was.',
    ],
    ['文件夹 {folder} 在使用中消失。', '请恢复该磁盘或文件夹后再次运行同一命令，将从中断处继续。'],
  ),
  'document-unknown': sentences(
    ['No document with the fingerprint {sha256} is known.', 'Look it up with nianbao list.'],
    ['没有指纹为 {sha256} 的文档。', '请用 nianbao list 查找。'],
  ),
  'correction-invalid': sentences(
    [
      '“{value}” cannot be said of {code}.',
      'Give a number, or nothing for a blank cell; of report.year a year; the codes are those of the form.',
    ],
    [
      '“{value}” 不能作为 {code} 的值。',
      '请给出数字，空白单元格则留空；report.year 须为年份；代码须为表格规定的代码。',
    ],
  ),
  'said-meanwhile': sentences(
    [
      '{code}: {author} said something else meanwhile ({at}): “{said}”.',
      'Nothing was taken in. Look at it again, and say it once more if it still holds.',
    ],
    ['{code}：{author} 已于 {at} 另行填写为“{said}”。', '未录入任何内容。请重新核对，如仍有必要请再次提交。'],
  ),
  'withdrawn-meanwhile': sentences(
    [
      '{code}: what was said of it was withdrawn meanwhile ({author}, {at}).',
      'Nothing was taken in. Look at it again, and say it once more if it still holds.',
    ],
    ['{code}：此前的更正或确认已被撤回（{author}，{at}）。', '未录入任何内容。请重新核对，如仍有必要请再次提交。'],
  ),
  'attempt-unknown': sentences(
    ['There is no attempt {attempt} on this document.', 'nianbao show DOCUMENT numbers its attempts.'],
    ['该文档没有编号为 {attempt} 的提取记录。', '可用 nianbao show 文档 查看提取记录。'],
  ),
  'attempt-failed': sentences(
    ['That attempt failed: nothing of it can count.', 'Choose another one; nianbao show DOCUMENT lists them.'],
    ['该次提取失败，没有可采用的结果。', '请选择其他提取记录，见 nianbao show 文档。'],
  ),
  'attempt-meanwhile': sentences(
    [
      'Another attempt counts by now than when you looked.',
      'Nothing was changed. Look at the document again (nianbao show), then choose.',
    ],
    ['您查看之后，该文档采用的提取记录已改变。', '未作任何更改。请重新查看该文档（nianbao show）后再选择。'],
  ),
  'store-failed': sentences(
    [
      'The data in {folder} could not be read or written ({reason}).',
      'Check the disk and run the same command again; nothing is half written.',
    ],
    ['无法读写 {folder} 中的数据（{reason}）。', '请检查磁盘后再次运行同一命令；不会留下写了一半的数据。'],
  ),
  'database-unreachable': sentences(
    [
      'The database {database} cannot be reached ({reason}).',
      'Check that it runs and that its address is right, then go on.',
    ],
    ['无法连接数据库 {database}（{reason}）。', '请确认数据库正在运行且地址正确，然后继续。'],
  ),
  'database-refused': sentences(
    [
      'The database {database} does not let us in ({reason}).',
      'Check user, password, database name, TLS settings and rights in the database URL.',
    ],
    ['数据库 {database} 拒绝访问（{reason}）。', '请检查数据库地址中的用户、密码、库名、TLS 设置和权限。'],
  ),
  'database-foreign': sentences(
    ['In the database {database} stand tables that are not of nianbao.', 'Give nianbao a database of its own.'],
    ['数据库 {database} 中有不属于 nianbao 的表。', '请为 nianbao 单独建一个数据库。'],
  ),
  'database-encoding': sentences(
    [
      'The database {database} keeps its texts in {found}, which does not hold every character.',
      'Make one in UTF-8: create database nianbao encoding UTF8 template template0',
    ],
    [
      '数据库 {database} 的编码是 {found}，无法保存全部字符。',
      '请新建 UTF-8 编码的数据库：create database nianbao encoding UTF8 template template0',
    ],
  ),
  'schema-older': sentences(
    ['The tables in the database {database} are older than this nianbao (missing: {missing}).', 'Run: nianbao migrate'],
    ['数据库 {database} 中的表比本版本的 nianbao 旧（缺少：{missing}）。', '请运行：nianbao migrate'],
  ),
  'schema-newer': sentences(
    [
      'The tables in the database {database} were made by a newer version of nianbao ({found}).',
      'Update nianbao on this host.',
    ],
    ['数据库 {database} 中的表由更新版本的 nianbao 建立（{found}）。', '请更新本机的 nianbao。'],
  ),
  'database-busy': sentences(
    [
      'The database {database} did not answer in time ({reason}).',
      'Try again; if it stays so, look for what keeps it busy (pg_stat_activity).',
    ],
    ['数据库 {database} 未能及时响应（{reason}）。', '请重试；若仍如此，请查看其负载（pg_stat_activity）。'],
  ),
  'database-full': sentences(
    [
      'The disk of the database {database} is full ({reason}).',
      'Make room there and run the same command again: it goes on where it was, nothing is half written.',
    ],
    [
      '数据库 {database} 的磁盘已满（{reason}）。',
      '请腾出空间后再次运行同一命令：将从中断处继续，不会留下写了一半的数据。',
    ],
  ),
  'database-failed': sentences(
    [
      'The database {database} could not do what was asked ({reason}).',
      'Look into its log and run the same command again; nothing is half written.',
    ],
    ['数据库 {database} 未能完成操作（{reason}）。', '请查看其日志后再次运行同一命令；不会留下写了一半的数据。'],
  ),
} as const satisfies Record<string, Sentences>

export type StoreErrorCode = keyof typeof SENTENCES

export const STORE_ERROR_CODES: readonly StoreErrorCode[] = codesOf(SENTENCES)

/** Thrown by stores and queues: something outside of the documents keeps them from working. The run must stop. */
export class StoreError extends CodedError<StoreErrorCode> {
  override readonly name = 'StoreError'

  constructor(code: StoreErrorCode, details: Details = {}, options: { readonly cause?: unknown } = {}) {
    super(SENTENCES, code, details, options)
  }
}
