import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { DEFAULT_LIMITS } from '../../model/options.js'
import { onInterrupt, EXIT } from '../exit.js'
import { authorOf, AUTHOR_OPTIONS } from '../author.js'
import { command, flag, option, whole, type Kit } from '../command.js'
import { DATA_FLAG, explained } from '../place.js'
import { note } from '../render/output.js'
import { text } from '../say.js'
import { folderBase, serverOptions, serving, urlOf } from '../serving.js'
import { callFor, start } from '../viewer.js'

/** This machine alone may connect, on any free port. */
const HOST = '127.0.0.1'

const OPTIONS = {
  ...DATA_FLAG,
  port: option(z.number().default(0), {
    flags: '--port <N>',
    text: text('port to listen on (default: a free one)', '监听端口（默认任一空闲端口）'),
    parse: (written) => Number(/^\d{1,5}$/.exec(written)?.[0] ?? 0),
  }),
  jobs: whole(
    '--jobs <N>',
    text('documents read at the same time (default: one for each core)', '同时读取的文档数（默认每个处理器核心一个）'),
  ),
  author: AUTHOR_OPTIONS.author,
  open: flag('--no-open', text('print the link, and open no browser', '只输出链接，不打开浏览器')),
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao workbench`: the pages in a browser, over a data folder of this machine, until a signal ends it. */
export const workbench = command({
  options: OPTIONS,
  notes: {
    en: `Opens the browser at a link that works once, for ten minutes; no token is needed. Only this machine can connect. Documents that are
dropped onto the page are read by this process, and no nianbao ingest can run at the same time. Ctrl-C ends it.`,
    zh: `用一次性链接打开浏览器（十分钟内有效），无需令牌；仅本机可访问。拖到页面上的文档由本进程读取，期间不能运行
nianbao ingest。按 Ctrl-C 结束。`,
  },
  examples: {
    en: `nianbao ingest samples
nianbao workbench
nianbao workbench --data nianbao-data --no-open`,
    zh: `nianbao ingest samples
nianbao workbench
nianbao workbench --data nianbao-data --no-open`,
  },
  run: (kit, options) => explained(kit, () => run(kit, options)),
})

async function run({ say, language, fail }: Kit, options: Options): Promise<number> {
  // Loaded only here: help is quick.
  const { Registry } = await import('../../fleet/metrics/index.js')
  const { createLogger } = await import('../../server/log.js')
  const { Sessions } = await import('../../server/security/sessions.js')
  const { createServer } = await import('../../server/server.js')
  const { recover } = await import('../../server/uploads/recover.js')
  const { startAhead } = await import('../../../workers/start.js')
  // The first page that somebody looks at is drawn at once.
  startAhead(DEFAULT_LIMITS.memoryMb, 'pdf')
  const registry = new Registry()
  const base = await folderBase(options, registry, { language }, language)
  const interrupt = onInterrupt()
  // People look at the page; what goes wrong is said there.
  const logger = createLogger('silent')
  try {
    const sessions = new Sessions(randomBytes(4).toString('hex'))
    const bounds = serverOptions({ loopbackOnly: true, examine: base.examine }, base.temporary, language)
    const app = await createServer(base.backend, bounds, { logger, registry, sessions })
    await recover(base.backend)
    try {
      await app.listen({ host: HOST, port: options.port })
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      await app.close()
      return fail(TEXTS.cannotListen, { port: options.port, reason })
    }
    const name = await authorOf(options.author)
    const key = sessions.invite({ name: name === '' ? say(TEXTS.nobody) : name, scopes: ['read', 'write'] })
    const link = `${urlOf(app, HOST, options.port)}/start/${key}`
    note(say(TEXTS.open, { link }))
    if (options.open && !(await start(callFor(link, null, null, process.platform)))) note(say(TEXTS.noBrowser))
    await serving(app, base, logger, interrupt.signal)
    return EXIT.fine
  } finally {
    interrupt.release()
    await base.close()
  }
}

const TEXTS = {
  open: text('The workbench is at {link}', '工作台地址：{link}'),
  noBrowser: text('No browser could be opened; open the link yourself.', '无法打开浏览器，请自行打开上述链接。'),
  cannotListen: text('cannot listen on port {port} ({reason}).', '无法监听端口 {port}（{reason}）。'),
  nobody: text('this computer', '本机'),
} as const
