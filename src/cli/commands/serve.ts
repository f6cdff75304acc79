import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { FleetWorkspace } from '../../fleet/open.js'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import { fillIn, type Details, type Language } from '../../model/sentences.js'
import { QueueError } from '../../queue/errors.js'
import { DEFAULTS } from '../../server/options.js'
import { isWebhookBase, MIN_SECRET } from '../../server/webhooks/address.js'
import { command, flag, given, option, whole, wrong, type Kit } from '../command.js'
import { EXIT, onInterrupt } from '../exit.js'
import { EXTRACTION_OPTIONS, extractionOf } from '../extraction-flags.js'
import { DATA_FLAG, explained, FLEET_FLAGS, fleetMeant } from '../place.js'
import { note } from '../render/output.js'
import { examinerOf } from '../examined.js'
import { text, type Text } from '../say.js'
import { folderBase, serverOptions, serving, urlOf, type Base } from '../serving.js'

/** Only this machine may connect, unless the user names another address. */
const HOST = '127.0.0.1'
const PORT = 8_090
const MAX_PORT = 65_535
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const LEVELS = { levels: LOG_LEVELS.join(', ') }

const OPTIONS = {
  ...DATA_FLAG,
  host: given(
    '--host <ADDRESS>',
    text('address to listen on (default: {value}, this machine alone)', '监听地址（默认 {value}，仅限本机）'),
    { value: HOST },
  ),
  port: option(z.number().default(PORT), {
    flags: '--port <N>',
    text: text('port to listen on (default: {value})', '监听端口（默认 {value}）'),
    details: { value: PORT },
    parse: (written) =>
      /^\d{1,5}$/.test(written) && Number(written) <= MAX_PORT ? Number(written) : wrong(TEXTS.notPort),
  }),
  maxWaiting: whole(
    '--max-waiting <N>',
    {
      en: 'turn uploads away while so many documents wait (default: {value})',
      zh: '等待处理的文档达到此数时拒绝上传（默认 {value}）',
    },
    { value: DEFAULTS.waiting },
  ),
  maxUploads: whole(
    '--max-uploads <N>',
    text('uploads taken in at the same time (default: {value})', '同时接收的上传数（默认 {value}）'),
    { value: DEFAULTS.uploads },
  ),
  temp: given('--temp <DIR>', {
    en: 'folder for what is being uploaded or exported (default: the data folder, on the fleet the system’s)',
    zh: '上传和导出过程中的临时文件夹（默认为数据文件夹，集群模式下为系统临时文件夹）',
  }),
  webhookAllow: option(z.array(z.string()).default([]), {
    flags: '--webhook-allow <URL>',
    text: {
      en: 'uploads may name addresses at or below this one to be told when they are done; may be given several times; needs the secret that signs the calls, NIANBAO_WEBHOOK_SECRET',
      zh: '上传时可指定此地址及其下级地址，处理完毕后即通知；可多次给出；须设置签名密钥 NIANBAO_WEBHOOK_SECRET',
    },
    parse: (written) => (isWebhookBase(written) ? written : wrong(TEXTS.notWebhook)),
    several: true,
  }),
  metricsOpen: flag('--metrics-open', text('serve /metrics to those without a token', '/metrics 不需令牌即可访问')),
  logLevel: option(z.enum(LOG_LEVELS).default('info'), {
    flags: '--log-level <LEVEL>',
    text: text('what is logged: {levels} (default: info)', '日志级别：{levels}（默认 info）'),
    details: LEVELS,
    parse: (written) => (LOG_LEVELS.some((level) => level === written) ? written : wrong(TEXTS.notLogLevel, LEVELS)),
  }),
  ...FLEET_FLAGS,
  ...EXTRACTION_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao serve`: the HTTP API, until a signal ends it. */
export const serve = command({
  options: OPTIONS,
  notes: {
    en: `Requests need a token (nianbao token create); only /healthz, /readyz and /openapi.json are open. People log in at / with a token. On a data
folder uploads are extracted by this process, and no nianbao ingest can run at the same time. The API is described at /openapi.json.
Logs are JSON lines on standard output. SIGTERM lets requests end and then stops.`,
    zh: `访问需要令牌（nianbao token create）；没有令牌只能访问 /healthz、/readyz 和 /openapi.json。在浏览器中打开 / 可用令牌登录。基于数据文件夹时，上传的文档由本进程提取，
期间不能运行 nianbao ingest。API 说明见 /openapi.json。日志以 JSON 行写到标准输出。收到 SIGTERM 后处理完请求再退出。`,
  },
  examples: {
    en: `nianbao token create collector --scope write
nianbao serve --data nianbao-data
nianbao serve --port 8080 --max-waiting 500 --log-level warn`,
    zh: `nianbao token create 采集 --scope write
nianbao serve --data nianbao-data
nianbao serve --port 8080 --max-waiting 500 --log-level warn`,
  },
  run: (kit, options) => explained(kit, () => run(kit, options)),
})

async function run({ say, language, fail }: Kit, options: Options): Promise<number> {
  const secret = process.env.NIANBAO_WEBHOOK_SECRET ?? ''
  if (options.webhookAllow.length > 0 && secret.length < MIN_SECRET) return fail(TEXTS.noSecret, { least: MIN_SECRET })
  // Loaded only here: help is quick.
  const { createLogger } = await import('../../server/log.js')
  const { createServer } = await import('../../server/server.js')
  const { recover } = await import('../../server/uploads/recover.js')
  const base = await baseOf(options, extractionOf(options, language), language)
  const interrupt = onInterrupt()
  const logger = createLogger(options.logLevel)
  const { backend, registry, temporary, examine } = base
  try {
    const app = await createServer(backend, serverOptions({ ...options, secret, examine }, temporary, language), {
      logger,
      registry,
    })
    const recovered = await recover(backend)
    if (recovered > 0) logger.info({ documents: recovered }, 'uploads that were cut short are enqueued')
    const { host = HOST, port } = options
    try {
      await app.listen({ host, port })
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      fail(TEXTS.cannotListen, { host, port, reason })
      await app.close()
      return EXIT.usage
    }
    // A person at a terminal reads sentences; whoever collects the log gets no line that is not JSON.
    const tell = (sentence: Text, details?: Details): void => {
      if (process.stderr.isTTY) note(say(sentence, details))
      else logger.warn(fillIn(sentence.en, details ?? {}))
    }
    if (process.stderr.isTTY) note(say(TEXTS.listening, { url: urlOf(app, host, port) }))
    if (!LOOPBACK.test(host)) tell(TEXTS.openHost, { host })
    if ((await backend.store.tokens()).length === 0) tell(TEXTS.noTokens)
    await serving(app, base, logger, interrupt.signal)
    return EXIT.fine
  } finally {
    interrupt.release()
    await base.close()
  }
}

/** An HTTP client hears soon, in milliseconds, that the database is away, and may ask again. */
const PATIENCE_MS = 5_000

async function baseOf(options: Options, extraction: ExtractionOptions, language: Language): Promise<Base> {
  const { Registry } = await import('prom-client')
  const { processMetrics, queueMetrics } = await import('../../fleet/metrics/index.js')
  const { openFleet } = await import('../../fleet/open.js')
  const { backendOf } = await import('../../server/backend.js')
  const config = await fleetMeant(options)
  const registry = new Registry()
  processMetrics(registry)
  if (config) {
    const fleet = await openFleet(config, { language, patienceMs: PATIENCE_MS })
    await assertKeeps(fleet)
    queueMetrics(registry, fleet.queue)
    const temporary = resolve(options.temp ?? tmpdir())
    const backend = { ...backendOf(fleet, extraction, temporary), boards: fleet.queue.parts }
    const { close } = fleet
    const examine = examinerOf({ fleet: config })
    return { backend, registry, temporary, work: null, examine, close }
  }
  return folderBase(options, registry, extraction, language)
}

/** A Redis that is away may come back; with one that drops jobs the server must not start. */
async function assertKeeps({ queue, close }: FleetWorkspace): Promise<void> {
  try {
    await queue.assertKeeps()
  } catch (error) {
    if (!(error instanceof QueueError) || error.code !== 'queue-evicts') return
    await close()
    throw error
  }
}

const LOOPBACK = /^(?:127\.|::1$|localhost$)/

const TEXTS = {
  listening: text('listening on {url}', '正在监听 {url}'),
  noTokens: {
    en: 'there is no token yet, so nobody gets in: nianbao token create NAME --scope write',
    zh: '尚无令牌，无人能访问：nianbao token create 名称 --scope write',
  },
  cannotListen: text('cannot listen on {host}:{port} ({reason}).', '无法监听 {host}:{port}（{reason}）。'),
  openHost: {
    en: '{host} is more than this machine: put a proxy with TLS in front, tokens travel in the clear otherwise.',
    zh: '{host} 不限于本机：请在前面设置带 TLS 的代理，否则令牌将以明文传输。',
  },
  notWebhook: text(
    'give an address such as https://intra.example/hooks/, without a password or a query.',
    '请给出如 https://intra.example/hooks/ 的地址，不含密码和查询参数。',
  ),
  noSecret: {
    en: '--webhook-allow needs a secret of {least} characters or more in NIANBAO_WEBHOOK_SECRET (openssl rand -hex 32); those who are called check the signature by it.',
    zh: '--webhook-allow 需要在 NIANBAO_WEBHOOK_SECRET 中设置不少于 {least} 个字符的密钥（openssl rand -hex 32），被调用方据此核对签名。',
  },
  notPort: text('must be a port, from 0 (any free one) to 65535.', '必须是端口号，0（任一空闲端口）到 65535。'),
  notLogLevel: text('must be one of {levels}.', '必须是 {levels} 之一。'),
} as const
