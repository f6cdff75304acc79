import { LEFT_OUT } from '../../ingest/rules.js'
import { EXAMPLES } from '../examples.js'
import { addExtractionOptions } from '../extraction-flags.js'
import { examples, type CommandKit } from '../kit.js'

/** `nianbao extract PATH…`: reads reports and prints what they say. */
export function registerExtract({ command, say, language, finish }: CommandKit): void {
  const extract = command('extract', say('extract'))
    .argument('<PATH...>', say('extractPaths'))
    .option('--json', say('jsonRecords'))
    .option('--out <DIR>', say('out'))
    .option('--no-group', say('noGroup'))
    .option('--follow-links', say('followLinks'))
    .option('--debug-images <DIR>', say('debugImages'))
    .option('--quiet', say('quiet'))
  addExtractionOptions(extract, say)
    .addHelpText('after', `\n${say('extractNotes', { extensions: LEFT_OUT.join(' ') })}`)
    .addHelpText('after', examples(say, EXAMPLES.extract[language]))
    .action(async (paths: string[], options: unknown) => {
      const { extractCommand } = await import('../extract.js')
      finish(await extractCommand(paths, options, language))
    })
}
