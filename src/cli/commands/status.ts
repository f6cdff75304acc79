import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { dataFolder, dataOption, examples, type CommandKit } from '../kit.js'

const options = z.object({ data: z.string().optional(), json: z.boolean().default(false) })

/** `nianbao status`: how many documents there are, by what they are. */
export function registerStatus({ command, say, language, finish }: CommandKit): void {
  command('status', say('statusCommand'))
    .addOption(dataOption(say))
    .option('--json', say('jsonOption'))
    .addHelpText('after', examples(say, STORE_EXAMPLES.status[language]))
    .action(async (given: unknown) => {
      const { data, json } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { statusCommand } = await import('../store/status.js')
      finish(await withStore(dataFolder(data), say, language, async (session) => statusCommand(session, json)))
    })
}
