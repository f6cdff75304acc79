import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'

const options = z.object({ json: z.boolean().default(false) })

/** `nianbao status`: how many documents there are, by what they are. */
export function registerStatus({ command, say, language, finish }: CommandKit): void {
  addPlaceOptions(command('status', say('statusCommand')).option('--json', say('jsonOption')), say)
    .addHelpText('after', examples(say, STORE_EXAMPLES.status[language]))
    .action(async (given: unknown) => {
      const { json } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { statusCommand } = await import('../store/status.js')
      finish(await withStore(given, say, language, async (session) => statusCommand(session, json)))
    })
}
