import { z } from 'zod'
import { fleetSettings } from '../../fleet/config.js'
import { toldOf } from '../../model/sentences.js'
import type { Language } from '../../model/problem.js'
import { migrate } from '../../store/postgres/migrate.js'
import { EXIT } from '../exit.js'
import { fleetFlags } from '../fleet-flags.js'
import type { Say } from '../messages.js'
import { complainer } from '../store/session.js'

const commandOptions = fleetFlags.extend({ dryRun: z.boolean().default(false) })

/** `nianbao migrate`: gives the exit status. It needs the database alone. */
export async function migrateCommand(given: unknown, say: Say, language: Language): Promise<number> {
  const complain = complainer(say)
  const { dryRun, ...flags } = commandOptions.parse(given)
  try {
    const { databaseUrl } = await fleetSettings(flags)
    if (databaseUrl === undefined) {
      complain(say('migrateNowhere'))
      return EXIT.usage
    }
    const names = await migrate(databaseUrl, { dryRun })
    for (const name of names) process.stdout.write(`${name}\n`)
    const done = dryRun ? 'migrateWould' : 'migrateDone'
    process.stderr.write(`${names.length === 0 ? say('migrateNothing') : say(done, { count: names.length })}\n`)
    return EXIT.fine
  } catch (error) {
    const fault = toldOf(error, language)
    if (!fault) throw error
    complain(`${fault.message} ${fault.remedy}`)
    return EXIT.usage
  }
}
