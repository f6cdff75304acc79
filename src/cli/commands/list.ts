import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'
import { addFilterOptions, filterOf, filterOptions } from '../store/filter.js'

const options = filterOptions.extend({
  json: z.boolean().default(false),
  csv: z.string().optional(),
})

/** `nianbao list`: documents by filters, or their flagged values as a sheet. */
export function registerList({ command, say, language, finish }: CommandKit): void {
  addPlaceOptions(
    addFilterOptions(command('list', say('listCommand')), say)
      .option('--csv <FILE>', say('optCsv'))
      .option('--json', say('jsonOption')),
    say,
  )
    .addHelpText('after', `\n${say('listNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.list[language]))
    .action(async (given: unknown) => {
      const { json, csv, ...chosen } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const status = await withStore(given, say, language, async (session) => {
        const filter = filterOf(chosen)
        if (csv === undefined) return (await import('../store/list.js')).listCommand(session, filter, json)
        // Without a choice between the two, all that is flagged.
        const { doubts = !chosen.faults, faults = !chosen.doubts } = chosen
        const { writeDoubts } = await import('../store/doubts-sheet.js')
        return writeDoubts(session, filter, { doubts, faults }, csv)
      })
      finish(status)
    })
}
