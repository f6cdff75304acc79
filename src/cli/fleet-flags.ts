import type { Command } from 'commander'
import { z } from 'zod'
import type { FleetFlags } from '../fleet/config.js'
import type { Say } from './messages.js'

/** What `addFleetFlags` adds, as commander gives it. */
export const fleetFlags = z.object({
  redisUrl: z.string().optional(),
  databaseUrl: z.string().optional(),
  s3Url: z.string().optional(),
  config: z.string().optional(),
}) satisfies z.ZodType<FleetFlags>

/** Adds the flags that name the fleet, the same for all commands that can work on one. */
export const addFleetFlags = (command: Command, say: Say): Command =>
  command
    .option('--redis-url <URL>', say('optRedisUrl'))
    .option('--database-url <URL>', say('optDatabaseUrl'))
    .option('--s3-url <URL>', say('optS3Url'))
    .option('--config <FILE>', say('optConfig'))
