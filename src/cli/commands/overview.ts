import { z } from 'zod'
import { EXPORT_EXAMPLES } from '../examples-export.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'
import { addFilterOptions, filterOf, filterOptions } from '../store/filter.js'

const options = filterOptions.extend({ out: z.string() })

/** `nianbao overview`: a page to look at. */
export function registerOverview({ command, say, language, finish }: CommandKit): void {
  const made = command('overview', say('overviewCommand')).requiredOption('--out <FILE>', say('overviewOut'))
  addPlaceOptions(addFilterOptions(made, say), say)
    .addHelpText('after', `\n${say('overviewNotes')}`)
    .addHelpText('after', examples(say, EXPORT_EXAMPLES.overview[language]))
    .action(async (given: unknown) => {
      const { out, ...chosen } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { overviewCommand } = await import('../dataset/overview.js')
      const filter = filterOf(chosen)
      finish(await withStore(given, say, language, async (session) => overviewCommand(session, out, filter)))
    })
}
