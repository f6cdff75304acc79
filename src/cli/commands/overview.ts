import { z } from 'zod'
import { EXPORT_EXAMPLES } from '../examples-export.js'
import { dataFolder, dataOption, examples, type CommandKit } from '../kit.js'
import { addFilterOptions, filterOf, filterOptions } from '../store/filter.js'

const options = filterOptions.extend({ data: z.string().optional(), out: z.string() })

/** `nianbao overview`: a page to look at. */
export function registerOverview({ command, say, language, finish }: CommandKit): void {
  const made = command('overview', say('overviewCommand')).requiredOption('--out <FILE>', say('overviewOut'))
  addFilterOptions(made, say)
    .addOption(dataOption(say))
    .addHelpText('after', `\n${say('overviewNotes')}`)
    .addHelpText('after', examples(say, EXPORT_EXAMPLES.overview[language]))
    .action(async (given: unknown) => {
      const { data, out, ...chosen } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { overviewCommand } = await import('../dataset/overview.js')
      const filter = filterOf(chosen)
      finish(await withStore(dataFolder(data), say, language, async (session) => overviewCommand(session, out, filter)))
    })
}
