import type { Register } from './command.js'
import { text, type Text } from './say.js'

/** A command as the list of commands shows it; its options and actions are loaded when it is called. */
export interface ListedCommand {
  readonly name: string
  /** As the usage shows them; empty for none. */
  readonly operands: string
  readonly text: Text
  readonly load: () => Promise<Register>
}

const listed = (name: string, operands: string, text: Text, load: ListedCommand['load']): ListedCommand => ({
  ...{ name, operands, text, load },
})

/** All commands, in the order in which a person needs them. */
export const COMMANDS: readonly ListedCommand[] = [
  listed(
    'extract',
    '<PATH...>',
    text('read reports and print what they say', '读取报告并输出结果'),
    async () => (await import('./commands/extract.js')).extract,
  ),
  listed(
    'schema',
    '',
    text('print the JSON Schema of a document record', '输出文档记录的 JSON Schema'),
    async () => (await import('./commands/lists.js')).schema,
  ),
  listed(
    'forms',
    '',
    text('list the statutory forms: keys, codes and labels of all values', '列出法定表格：全部数值的键、代码和标签'),
    async () => (await import('./commands/lists.js')).forms,
  ),
  listed(
    'problems',
    '',
    text('list all problems that may be reported, with what to do', '列出所有可能报告的问题及处理办法'),
    async () => (await import('./commands/lists.js')).problems,
  ),
  listed(
    'ingest',
    '<PATH...>',
    {
      en: 'take reports into the data folder: find, read on all cores, check and store; goes on where it was',
      zh: '把报告录入数据文件夹：查找、多核读取、核对、保存；中断后再次运行即继续',
    },
    async () => (await import('./commands/ingest.js')).ingest,
  ),
  listed(
    'status',
    '',
    {
      en: 'count the documents by outcome, problem, form, year and folder; show queue and batches',
      zh: '按结果、问题、格式、年度和文件夹统计文档；显示队列和批次',
    },
    async () => (await import('./commands/status.js')).status,
  ),
  listed(
    'list',
    '',
    text('list documents; filters may be combined', '列出文档；筛选条件可组合'),
    async () => (await import('./commands/list.js')).list,
  ),
  listed(
    'show',
    '<DOCUMENT> [YEAR]',
    {
      en: 'show one document: its values against the form, facts, problems, checks, history',
      zh: '显示一份文档：按法定表格列出数值、基本信息、问题、勾稽和历史',
    },
    async () => (await import('./commands/show.js')).show,
  ),
  listed(
    'correct',
    '[DOCUMENT] [CODE] [VALUE]',
    {
      en: 'say what a value of a document really is; it counts from now on, whatever is read later',
      zh: '更正文档中的一个数值；此后以更正为准，重新提取也不会覆盖',
    },
    async () => (await import('./commands/correct.js')).correct,
  ),
  listed(
    'confirm',
    '[DOCUMENT] [CODE...]',
    text('say that values of a document were looked at and are right as printed', '确认文档中的数值经核对与原文一致'),
    async () => (await import('./commands/correct.js')).confirm,
  ),
  listed(
    'reprocess',
    '[DOCUMENT...]',
    {
      en: 'read documents again, with this version and these options; what people said stays',
      zh: '用当前版本和选项重新提取文档；人工更正保持不变',
    },
    async () => (await import('./commands/reprocess.js')).reprocess,
  ),
  listed(
    'diff',
    '<DOCUMENT>',
    {
      en: 'compare two attempts on one document: values, facts, checks and problems that differ',
      zh: '比较同一文档的两次提取：不同的数值、基本信息、勾稽和问题',
    },
    async () => (await import('./commands/diff.js')).diff,
  ),
  listed(
    'doctor',
    '',
    text('say what is installed, what is missing, and what to do', '检查已安装和缺少的组件，并说明如何处理'),
    async () => (await import('./commands/doctor.js')).doctor,
  ),
  listed(
    'export',
    '',
    {
      en: 'write the documents and their values as a dataset for statistics software',
      zh: '把文档和数值导出为统计软件可直接打开的数据集',
    },
    async () => (await import('./commands/export.js')).exportCommand,
  ),
  listed(
    'sample',
    '',
    {
      en: 'draw a sample of unflagged values to check by eye, and tell the error rate that comes of it',
      zh: '抽取未存疑的数值供人工核对，并据此估计错误率',
    },
    async () => (await import('./commands/sample.js')).sample,
  ),
  listed(
    'overview',
    '',
    {
      en: 'make one page to look at: coverage, gaps, outcomes, distributions, what sticks out',
      zh: '生成一个概览网页：覆盖情况、缺失、结果、分布、突出的文档',
    },
    async () => (await import('./commands/overview.js')).overview,
  ),
  listed(
    'serve',
    '',
    text('serve the HTTP API, on the data folder or on the fleet', '提供 HTTP API（基于数据文件夹或集群）'),
    async () => (await import('./commands/serve.js')).serve,
  ),
  listed(
    'token',
    '',
    text('who may use the HTTP API', '管理 HTTP API 的令牌'),
    async () => (await import('./commands/token.js')).token,
  ),
  listed(
    'worker',
    '',
    text('read the documents of a fleet, until told to end', '读取集群队列中的文档，直到收到结束信号'),
    async () => (await import('./commands/worker.js')).worker,
  ),
  listed(
    'queue',
    '',
    text('look at the queue of a fleet, and drive it', '查看和控制集群队列'),
    async () => (await import('./commands/queue.js')).queue,
  ),
  listed(
    'originals',
    '',
    text('look after the originals of a fleet', '管理集群的原件'),
    async () => (await import('./commands/originals.js')).originals,
  ),
  listed(
    'migrate',
    '',
    text('bring the tables of a fleet’s database to this version', '将集群数据库中的表升级到本版本'),
    async () => (await import('./commands/migrate.js')).migrate,
  ),
]

/** Options before a command that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--lang'])

/** The command that the arguments call; null for none, or an unknown one. */
export function calledBy(args: readonly string[]): ListedCommand | null {
  const name = args.find((arg, index) => !arg.startsWith('-') && !WITH_VALUE.has(args[index - 1] ?? ''))
  return COMMANDS.find((command) => command.name === name) ?? null
}
