import { addFleetFlags } from '../fleet-flags.js'
import { configure, examples, type CommandKit } from '../kit.js'

const EXAMPLES = {
  en: `nianbao originals copy --to file:///backup/originals
nianbao originals copy --from file:///backup/originals`,
  zh: `nianbao originals copy --to file:///backup/originals
nianbao originals copy --from file:///backup/originals`,
}

/** `nianbao originals copy`: the fleet's originals into a backup, and back. */
export function registerOriginals({ command, say, language, finish }: CommandKit): void {
  const originals = command('originals', say('originalsCommand')).addHelpText(
    'after',
    examples(say, EXAMPLES[language]),
  )
  originals.helpCommand(false)
  const copy = configure(originals.command('copy'), say)
    .description(say('originalsCopy'))
    .option('--to <URL>', say('originalsTo'))
    .option('--from <URL>', say('originalsFrom'))
  addFleetFlags(copy, say).action(async (given: unknown) => {
    const { copyOriginals } = await import('../fleet/originals.js')
    finish(await copyOriginals(given, say, language))
  })
}
