import type { Blobs } from '../../blobs/blobs.js'
import { openBlobs } from '../../blobs/open.js'
import { redacted, type FleetConfig } from '../../fleet/config.js'
import { toldOf } from '../../model/sentences.js'
import type { Language } from '../../model/problem.js'
import { KEEPING_POLICY } from '../../queue/bullmq/queues.js'
import { BullQueue } from '../../queue/bullmq/queue.js'
import { openPostgres } from '../../store/postgres/open.js'
import { VERSION } from '../../version.js'
import type { Say } from '../messages.js'
import type { DataFinding } from './data.js'
import { advice, fine, missing, reasonOf, type Finding } from './finding.js'

/** Who looks whether all is well wants no wait for what may come back (milliseconds). */
const PATIENCE_MS = 5_000

/** What of the fleet answers, and whether it is set up as it should be. */
export async function fleetFindings(
  say: Say,
  language: Language,
  config: FleetConfig,
): Promise<{ readonly findings: readonly Finding[]; readonly waitForOffice: number }> {
  const wrong = (id: string, error: unknown): Finding => {
    const fault = toldOf(error, language)
    return missing(id, fault?.message ?? reasonOf(error), fault?.remedy ?? say('doctorFleetOther'))
  }
  const [queue, store, blobs] = await Promise.all([
    queueFinding(say, config.redisUrl).catch((error: unknown) => wrong('queue', error)),
    storeFinding(say, language, config.databaseUrl).catch((error: unknown): DataFinding => ({
      finding: wrong('database', error),
      waitForOffice: 0,
    })),
    blobsFinding(say, config.s3Url).catch((error: unknown) => wrong('originals', error)),
  ])
  return { findings: [queue, store.finding, blobs], waitForOffice: store.waitForOffice }
}

async function queueFinding(say: Say, url: string): Promise<Finding> {
  const queue = new BullQueue({ url, version: VERSION, firstAnswerMs: PATIENCE_MS })
  try {
    const info = await queue.info()
    const fact = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '?'
    const { waiting, active, failed } = await queue.counts()
    const found = say('doctorFleetRedis', {
      ...{ place: redacted(url), version: fact('redis_version'), waiting, active, failed },
    })
    const policy = fact('maxmemory_policy')
    if (policy !== KEEPING_POLICY && policy !== '?')
      return missing('queue', found, say('doctorFleetPolicy', { policy }))
    return fact('aof_enabled') === '0' ? advice('queue', found, say('doctorFleetAppend')) : fine('queue', found)
  } finally {
    await queue.close()
  }
}

async function storeFinding(say: Say, language: Language, url: string): Promise<DataFinding> {
  const store = await openPostgres(url, { language, patienceMs: PATIENCE_MS })
  try {
    const { documents, code } = await store.tally()
    const found = say('doctorFleetDatabase', { place: redacted(url), documents })
    return {
      finding: fine('database', found),
      waitForOffice: (code.get('office-missing') ?? 0) + (code.get('office-broken') ?? 0),
    }
  } finally {
    await store.close()
  }
}

async function blobsFinding(say: Say, url: string): Promise<Finding> {
  const blobs: Blobs = await openBlobs(url)
  try {
    await blobs.check()
    return fine('originals', say('doctorFleetBlobs', { place: blobs.place }))
  } finally {
    await blobs.close()
  }
}
