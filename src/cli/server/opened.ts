import { ConfigError } from '../../fleet/config-errors.js'
import { fleetConfig, type FleetConfig, type FleetFlags } from '../../fleet/config.js'
import { describeFault } from '../../fleet/open.js'
import type { Language } from '../../model/problem.js'
import { EXIT } from '../exit.js'
import type { Say } from '../messages.js'

/**
 * The fleet that is meant; null where a data folder is.
 * @throws ConfigError
 */
export async function fleetMeant(flags: FleetFlags, data: string | undefined): Promise<FleetConfig | null> {
  const config = await fleetConfig(flags)
  if (config && data !== undefined) throw new ConfigError('config-contradiction', { flags: 'NIANBAO_REDIS_URL …' })
  return config
}

/** Runs a command; what keeps fleet or folder from working is told with what to do, and ends with 1. */
export async function explained(say: Say, language: Language, command: () => Promise<number>): Promise<number> {
  try {
    return await command()
  } catch (error) {
    const fault = describeFault(error, language)
    if (!fault) throw error
    process.stderr.write(`${say('error')} ${fault.message} ${fault.remedy}\n`)
    return EXIT.usage
  }
}
