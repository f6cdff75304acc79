import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { dataFolder, dataOption, examples, type CommandKit } from '../kit.js'

const options = z.object({
  data: z.string().optional(),
  json: z.boolean().default(false),
  all: z.boolean().default(false),
})

/** `nianbao show DOCUMENT`: one document as a readable page. */
export function registerShow({ command, say, language, finish }: CommandKit): void {
  command('show', say('showCommand'))
    .argument('<DOCUMENT>', say('documentArgument'))
    .option('--all', say('optAll'))
    .addOption(dataOption(say))
    .option('--json', say('jsonOption'))
    .addHelpText('after', examples(say, STORE_EXAMPLES.show[language]))
    .action(async (reference: string, given: unknown) => {
      const { data, ...how } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { showCommand } = await import('../store/show.js')
      finish(await withStore(dataFolder(data), say, language, async (session) => showCommand(session, reference, how)))
    })
}
