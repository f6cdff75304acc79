import { Option } from 'commander'
import { z } from 'zod'
import { EXPORT_EXAMPLES } from '../examples-export.js'
import { examples, whole, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'
import { addFilterOptions, filterOf, filterOptions } from '../store/filter.js'
import { complainer } from '../store/session.js'
import { EXIT } from '../exit.js'

const DEFAULT_COUNT = 200
const DEFAULT_SEED = '1'

const options = filterOptions.extend({
  n: z.number().default(DEFAULT_COUNT),
  out: z.string().optional(),
  seed: z.string().default(DEFAULT_SEED),
  result: z.string().optional(),
  json: z.boolean().default(false),
})

/** `nianbao sample`: draws values to look at, or tells what came of looking. */
export function registerSample({ command, say, language, finish }: CommandKit): void {
  const made = command('sample', say('sampleCommand'))
    .addOption(new Option('--n <N>', say('sampleN', { value: DEFAULT_COUNT })).argParser(whole(say)))
    .option('--out <DIR>', say('sampleOut'))
    .option('--seed <SEED>', say('sampleSeed', { value: DEFAULT_SEED }))
    .option('--result <FILE>', say('sampleResult'))
  addPlaceOptions(addFilterOptions(made, say).option('--json', say('jsonOption')), say)
    .addHelpText('after', `\n${say('sampleNotes')}`)
    .addHelpText('after', examples(say, EXPORT_EXAMPLES.sample[language]))
    .action(async (given: unknown) => {
      const { n, out, seed, result, json, ...chosen } = options.parse(given)
      if ((result === undefined) === (out === undefined)) {
        complainer(say)(say('sampleWhich'))
        finish(EXIT.usage)
        return
      }
      if (result !== undefined) {
        const { resultCommand } = await import('../dataset/sample-result.js')
        finish(await resultCommand(result, { say, json }))
        return
      }
      const { withStore } = await import('../store/session.js')
      const { sampleCommand } = await import('../dataset/sample.js')
      const wanted = { count: n, out: out ?? '', seed, filter: filterOf(chosen) }
      finish(await withStore(given, say, language, async (session) => sampleCommand(session, wanted)))
    })
}
