import type { Blobs } from '../../blobs/blobs.js'
import { openBlobs } from '../../blobs/open.js'
import { redacted, type FleetConfig } from '../../fleet/config.js'
import { toldOf, type Language } from '../../model/sentences.js'
import { BullQueue } from '../../queue/bullmq/queue.js'
import { KEEPING_POLICY } from '../../queue/bullmq/queues.js'
import { openPostgres } from '../../store/postgres/open.js'
import { VERSION } from '../../version.js'
import { text, type Say } from '../say.js'
import {
  advice,
  fine,
  missing,
  reasonOf,
  waitingForOffice,
  type Finding,
  type PlaceFindings,
} from './doctor-finding.js'

/** The doctor waits no longer than this for an answer (milliseconds). */
const PATIENCE_MS = 5_000

/** Asks each part of the fleet for an answer, and checks how it is set up. */
export async function fleetFindings(say: Say, language: Language, config: FleetConfig): Promise<PlaceFindings> {
  const wrong = (id: string, error: unknown): Finding => {
    const fault = toldOf(error, language)
    return missing(id, fault?.message ?? reasonOf(error), fault?.remedy ?? say(TEXTS.other))
  }
  const [queue, store, blobs] = await Promise.all([
    queueFinding(say, config.redisUrl).catch((error: unknown) => wrong('queue', error)),
    storeFinding(say, language, config.databaseUrl).catch((error: unknown): PlaceFindings => ({
      findings: [wrong('database', error)],
      waitForOffice: 0,
    })),
    blobsFinding(say, config.s3Url).catch((error: unknown) => wrong('originals', error)),
  ])
  return { findings: [queue, ...store.findings, blobs], waitForOffice: store.waitForOffice }
}

async function queueFinding(say: Say, url: string): Promise<Finding> {
  const queue = new BullQueue({ url, version: VERSION, firstAnswerMs: PATIENCE_MS })
  try {
    const info = await queue.info()
    const fact = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '?'
    const { waiting, active, failed } = await queue.counts()
    const found = say(TEXTS.redis, {
      ...{ place: redacted(url), version: fact('redis_version'), waiting, active, failed },
    })
    const policy = fact('maxmemory_policy')
    if (policy !== KEEPING_POLICY && policy !== '?') return missing('queue', found, say(TEXTS.policy, { policy }))
    return fact('aof_enabled') === '0' ? advice('queue', found, say(TEXTS.append)) : fine('queue', found)
  } finally {
    await queue.close()
  }
}

async function storeFinding(say: Say, language: Language, url: string): Promise<PlaceFindings> {
  const store = await openPostgres(url, { language, patienceMs: PATIENCE_MS })
  try {
    const { documents, code } = await store.tally()
    const found = say(TEXTS.database, { place: redacted(url), documents })
    return {
      findings: [fine('database', found)],
      waitForOffice: waitingForOffice(code),
    }
  } finally {
    await store.close()
  }
}

async function blobsFinding(say: Say, url: string): Promise<Finding> {
  const blobs: Blobs = await openBlobs(url)
  try {
    await blobs.check()
    return fine('originals', say(TEXTS.blobs, { place: blobs.place }))
  } finally {
    await blobs.close()
  }
}

const TEXTS = {
  redis: {
    en: '{place}: version {version}, {waiting} waiting, {active} active, {failed} failed',
    zh: '{place}：版本 {version}，等待 {waiting}，处理中 {active}，失败 {failed}',
  },
  policy: {
    en: 'Set maxmemory-policy noeviction: with {policy} Redis may drop jobs when its memory is full.',
    zh: '请设置 maxmemory-policy noeviction：使用 {policy} 时，内存占满后 Redis 可能丢弃任务。',
  },
  append: {
    en: 'Set appendonly yes: without it a restart of Redis may lose jobs (ingest again enqueues them anew).',
    zh: '请设置 appendonly yes：否则 Redis 重启可能丢失任务（重新导入会再次加入队列）。',
  },
  database: text('{place}: {documents} {documents:document|documents}', '{place}：{documents} 份文档'),
  other: {
    en: 'Check that the address is right and that the service meant answers there; if it stays so, report this.',
    zh: '请确认地址无误、应答的是所需的服务；若仍如此，请反馈。',
  },
  blobs: text('{place}: reachable', '{place}：可访问'),
} as const
