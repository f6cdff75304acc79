import { Option } from 'commander'
import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, whole, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'

const options = z.object({
  from: z.number().optional(),
  to: z.number().optional(),
  json: z.boolean().default(false),
})

/** `nianbao diff DOCUMENT`: what another version or other options changed. */
export function registerDiff({ command, say, language, finish }: CommandKit): void {
  addPlaceOptions(
    command('diff', say('diffCommand'))
      .argument('<DOCUMENT>', say('documentArgument'))
      .addOption(new Option('--from <ATTEMPT>', say('optFromAttempt')).argParser(whole(say)))
      .addOption(new Option('--to <ATTEMPT>', say('optToAttempt')).argParser(whole(say)))
      .option('--json', say('jsonOption')),
    say,
  )
    .addHelpText('after', examples(say, STORE_EXAMPLES.diff[language]))
    .action(async (reference: string, given: unknown) => {
      const { from, to, json } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { diffCommand } = await import('../store/diff.js')
      const how = { from, to, json }
      finish(await withStore(given, say, language, async (session) => diffCommand(session, reference, how)))
    })
}
