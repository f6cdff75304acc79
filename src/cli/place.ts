import type { Command } from 'commander'
import { z } from 'zod'
import type { FleetConfig, FleetFlags } from '../fleet/config.js'
import type { Place } from '../fleet/open.js'
import { addFleetFlags, fleetFlags } from './fleet-flags.js'
import { dataFolder, dataOption } from './kit.js'
import type { Say } from './messages.js'

/** Adds the options that say what a command works on: `--data`, and those of a fleet. */
export const addPlaceOptions = (command: Command, say: Say): Command =>
  addFleetFlags(command.addOption(dataOption(say)), say)

/** What `addPlaceOptions` adds, as commander gives it among others. */
const placeOptions = fleetFlags.extend({ data: z.string().optional() })

/**
 * What is meant: `--data` or the fleet of the flags, else the fleet of environment or file, else the data folder.
 * @param given the options of a command; those that say nothing of the place are passed over
 * @throws ConfigError
 */
export async function placeOf(given: unknown): Promise<Place> {
  const { data, ...flags } = placeOptions.parse(given)
  const config = await fleetMeant(flags, data)
  return config ? { kind: 'fleet', config } : { kind: 'folder', folder: dataFolder(data) }
}

/**
 * The fleet that is meant; null where a data folder is.
 * @throws ConfigError
 */
export async function fleetMeant(flags: FleetFlags, data: string | undefined): Promise<FleetConfig | null> {
  // Loaded only here: help is quick.
  const { fleetConfig } = await import('../fleet/config.js')
  const { ConfigError } = await import('../fleet/config-errors.js')
  if (data === undefined) return fleetConfig(flags)
  const named = FLAGS.filter(([name]) => flags[name] !== undefined).map(([, flag]) => flag)
  if (named.length > 0) throw new ConfigError('config-contradiction', { flags: named.join(', ') })
  return null
}

const FLAGS: readonly (readonly [name: keyof FleetFlags, flag: string])[] = [
  ['redisUrl', '--redis-url'],
  ['databaseUrl', '--database-url'],
  ['s3Url', '--s3-url'],
  ['config', '--config'],
]
