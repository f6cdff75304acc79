import type { Register } from './command.js'
import { text, type Text } from './say.js'

/** A command as the list of commands shows it; its options and actions are loaded when it is called. */
export interface ListedCommand {
  readonly name: string
  /** As the usage shows them; empty for none. */
  readonly operands: string
  readonly text: Text
  /** The heading under which the help lists it. */
  readonly group: Text
  readonly load: () => Promise<Register>
}

const listed = (
  group: Text,
  name: string,
  operands: string,
  text: Text,
  load: ListedCommand['load'],
): ListedCommand => ({ name, operands, text, group, load })

const GROUPS = {
  read: text('Read reports:', '读取报告：'),
  collect: text('Collect reports in a data folder:', '在数据文件夹中汇集报告：'),
  review: text('Review and correct:', '核对与更正：'),
  use: text('Use the data:', '使用数据：'),
  fleet: text('Run a service or a fleet:', '服务与集群：'),
  help: text('Help with the installation:', '安装检查：'),
} as const

/** All commands, in the order in which a person needs them. */
export const COMMANDS: readonly ListedCommand[] = [
  listed(
    GROUPS.read,
    'extract',
    '<PATH...>',
    text('read reports and print what they say', '读取报告并输出结果'),
    async () => (await import('./commands/extract.js')).extract,
  ),
  listed(
    GROUPS.read,
    'check',
    '<FILE...>',
    {
      en: 'check a report before it is published: against itself, its form and last year’s',
      zh: '发布前检查报告：与自身、法定格式和上年度报告比对，列出问题清单',
    },
    async () => (await import('./commands/check.js')).check,
  ),
  listed(
    GROUPS.read,
    'forms',
    '',
    text('list the statutory forms: keys, codes and labels of all values', '列出法定表格：全部数值的键、代码和标签'),
    async () => (await import('./commands/lists.js')).forms,
  ),
  listed(
    GROUPS.read,
    'schema',
    '',
    text('print the JSON Schema of a document record', '输出文档记录的 JSON Schema'),
    async () => (await import('./commands/lists.js')).schema,
  ),
  listed(
    GROUPS.read,
    'problems',
    '',
    text('list all problems that may be reported, with what to do', '列出所有可能报告的问题及处理办法'),
    async () => (await import('./commands/lists.js')).problems,
  ),
  listed(
    GROUPS.collect,
    'ingest',
    '<PATH...>',
    {
      en: 'import reports into the data folder: find, read on all cores, check and store; resumes where it stopped',
      zh: '将报告导入数据文件夹：查找、多核读取、核对、保存；中断后再次运行即继续',
    },
    async () => (await import('./commands/ingest.js')).ingest,
  ),
  listed(
    GROUPS.collect,
    'status',
    '',
    {
      en: 'count the documents by outcome, problem, form, year and folder; show queue and batches',
      zh: '按结果、问题、格式、年度和文件夹统计文档；显示队列和批次',
    },
    async () => (await import('./commands/status.js')).status,
  ),
  listed(
    GROUPS.collect,
    'list',
    '',
    text('list documents; filters may be combined', '列出文档；筛选条件可组合'),
    async () => (await import('./commands/list.js')).list,
  ),
  listed(
    GROUPS.collect,
    'show',
    '<DOCUMENT> [YEAR]',
    {
      en: 'show one document: its values against the form, facts, problems, checks, history',
      zh: '显示一份文档：按法定表格列出数值、基本信息、问题、勾稽和历史',
    },
    async () => (await import('./commands/show.js')).show,
  ),
  listed(
    GROUPS.collect,
    'open',
    '<DOCUMENT> [CODE]',
    text('open the original, at the page of a value', '打开原件，可直接到某个数值所在的页'),
    async () => (await import('./commands/open.js')).open,
  ),
  listed(
    GROUPS.collect,
    'diff',
    '<DOCUMENT>',
    {
      en: 'compare two attempts on one document: values, facts, checks and problems that differ',
      zh: '比较同一文档的两次提取：不同的数值、基本信息、勾稽和问题',
    },
    async () => (await import('./commands/diff.js')).diff,
  ),
  listed(
    GROUPS.collect,
    'reprocess',
    '[DOCUMENT...]',
    {
      en: 're-extract documents with this version and these options; manual corrections are kept',
      zh: '用当前版本和选项重新提取文档；人工更正保持不变',
    },
    async () => (await import('./commands/reprocess.js')).reprocess,
  ),
  listed(
    GROUPS.review,
    'workbench',
    '',
    text('look at reports beside their values, and settle doubts in a browser', '在浏览器中对照原件核对数值'),
    async () => (await import('./commands/workbench.js')).workbench,
  ),
  listed(
    GROUPS.review,
    'correct',
    '[DOCUMENT] [CODE] [VALUE]',
    {
      en: 'set the true value of a cell; it overrides every extraction',
      zh: '更正文档中的一个数值；此后以更正为准，重新提取也不会覆盖',
    },
    async () => (await import('./commands/correct.js')).correct,
  ),
  listed(
    GROUPS.review,
    'confirm',
    '[DOCUMENT] [CODE...]',
    text('confirm that values of a document are right as printed', '确认文档中的数值经核对与原文一致'),
    async () => (await import('./commands/correct.js')).confirm,
  ),
  listed(
    GROUPS.review,
    'attempt',
    '',
    text('choose which attempt on a document counts', '选择文档采用哪次提取'),
    async () => (await import('./commands/attempt.js')).attempt,
  ),
  listed(
    GROUPS.review,
    'remove',
    '<DOCUMENT>',
    text('take a document out of lists and exports', '将文档移出列表和导出'),
    async () => (await import('./commands/remove.js')).remove,
  ),
  listed(
    GROUPS.review,
    'restore',
    '<DOCUMENT>',
    text('bring a removed document back', '恢复已移除的文档'),
    async () => (await import('./commands/remove.js')).restore,
  ),
  listed(
    GROUPS.review,
    'findings',
    '[DOCUMENT]',
    {
      en: 'list contradictions within reports, with their form, and with last year’s report',
      zh: '列出问题清单：报告自身、与法定格式、与上年度报告的矛盾',
    },
    async () => (await import('./commands/findings.js')).findings,
  ),
  listed(
    GROUPS.review,
    'sample',
    '',
    {
      en: 'draw a sample of unflagged values to check by eye, and estimate the error rate',
      zh: '抽取未存疑的数值供人工核对，并据此估计错误率',
    },
    async () => (await import('./commands/sample.js')).sample,
  ),
  listed(
    GROUPS.use,
    'export',
    '',
    {
      en: 'write the documents and their values as a dataset for statistics software',
      zh: '把文档和数值导出为统计软件可直接打开的数据集',
    },
    async () => (await import('./commands/export.js')).exportCommand,
  ),
  listed(
    GROUPS.use,
    'organs',
    '',
    text(
      'list the organs whose reports are there, and those that are not settled',
      '列出有报告的机关，以及身份未确定的报告',
    ),
    async () => (await import('./commands/organs.js')).organs,
  ),
  listed(
    GROUPS.use,
    'coverage',
    '',
    text('show which years of which organ are there, missing or there twice', '显示各机关各年度有无报告、是否重复'),
    async () => (await import('./commands/coverage.js')).coverage,
  ),
  listed(
    GROUPS.use,
    'overview',
    '',
    {
      en: 'make one page to look at: coverage, gaps, outcomes, distributions, outliers',
      zh: '生成一个概览网页：覆盖情况、缺报年度、结果、分布、异常值',
    },
    async () => (await import('./commands/overview.js')).overview,
  ),
  listed(
    GROUPS.fleet,
    'serve',
    '',
    text('serve the HTTP API, on the data folder or on the fleet', '提供 HTTP API（基于数据文件夹或集群）'),
    async () => (await import('./commands/serve.js')).serve,
  ),
  listed(
    GROUPS.fleet,
    'token',
    '',
    text('manage the tokens of the HTTP API', '管理 HTTP API 的令牌'),
    async () => (await import('./commands/token.js')).token,
  ),
  listed(
    GROUPS.fleet,
    'worker',
    '',
    text('read the documents of a fleet, until stopped', '读取集群队列中的文档，直到收到结束信号'),
    async () => (await import('./commands/worker.js')).worker,
  ),
  listed(
    GROUPS.fleet,
    'queue',
    '',
    text('show and control the queue of a fleet', '查看和控制集群队列'),
    async () => (await import('./commands/queue.js')).queue,
  ),
  listed(
    GROUPS.fleet,
    'originals',
    '',
    text('manage the originals of a fleet', '管理集群的原件'),
    async () => (await import('./commands/originals.js')).originals,
  ),
  listed(
    GROUPS.fleet,
    'migrate',
    '',
    text('bring the tables of a fleet’s database to this version', '将集群数据库中的表升级到本版本'),
    async () => (await import('./commands/migrate.js')).migrate,
  ),
  listed(
    GROUPS.help,
    'doctor',
    '',
    text('check what is installed and what is missing, and how to mend it', '检查已安装和缺少的组件，并说明如何处理'),
    async () => (await import('./commands/doctor.js')).doctor,
  ),
]

/** Options before a command that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--lang'])

/** The command that the arguments call; null for none, or an unknown one. */
export function calledBy(args: readonly string[]): ListedCommand | null {
  const name = args.find((arg, index) => !arg.startsWith('-') && !WITH_VALUE.has(args[index - 1] ?? ''))
  return COMMANDS.find((command) => command.name === name) ?? null
}
