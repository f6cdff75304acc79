import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'

const options = z.object({
  json: z.boolean().default(false),
  all: z.boolean().default(false),
})

/** `nianbao show DOCUMENT`: one document as a readable page. */
export function registerShow({ command, say, language, finish }: CommandKit): void {
  addPlaceOptions(
    command('show', say('showCommand'))
      .argument('<DOCUMENT>', say('documentArgument'))
      .option('--all', say('optAll'))
      .option('--json', say('jsonOption')),
    say,
  )
    .addHelpText('after', examples(say, STORE_EXAMPLES.show[language]))
    .action(async (reference: string, given: unknown) => {
      const how = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { showCommand } = await import('../store/show.js')
      finish(await withStore(given, say, language, async (session) => showCommand(session, reference, how)))
    })
}
