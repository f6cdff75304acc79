import { startPostgres } from '../../scripts/servers/postgres.js'
import { startRedis } from '../../scripts/servers/redis.js'
import { startS3 } from '../../scripts/servers/s3.js'
import type { Server } from '../../scripts/servers/server.js'
import { done } from './serving.js'

/** Redis, PostgreSQL and an S3 server of one test, with their tables made and tokens for the API. */
export interface Services {
  readonly redis: Server
  readonly postgres: Server
  readonly s3: Server
  /** Tells the commands where they are. */
  readonly env: Readonly<Record<string, string>>
  /** May change everything. */
  readonly writer: string
  readonly reader: string
  readonly stop: () => Promise<void>
}

export async function startServices(writer: string, reader: string): Promise<Services> {
  const [redis, postgres, s3] = await Promise.all([startRedis(), startPostgres({ careless: true }), startS3()])
  const env = {
    ...{ NIANBAO_REDIS_URL: redis.url, NIANBAO_DATABASE_URL: postgres.url, NIANBAO_S3_URL: s3.url },
    ...{ NIANBAO_CONFIG: '', NIANBAO_DATA: '' },
  }
  await done(['migrate'], env)
  return {
    ...{ redis, postgres, s3, env },
    writer: await done(['token', 'create', writer, '--scope', 'write'], env),
    reader: await done(['token', 'create', reader, '--scope', 'read'], env),
    stop: async () => {
      for (const server of [redis, postgres, s3]) await server.stop()
    },
  }
}
