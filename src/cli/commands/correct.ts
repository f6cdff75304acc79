import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, type CommandKit } from '../kit.js'
import { addSayingOptions, runSaying } from './saying.js'

/** `nianbao correct DOCUMENT CODE VALUE` or `--from FILE`: what a person says that a value really is. */
export function registerCorrect(kit: CommandKit): void {
  const { command, say, language } = kit
  const made = command('correct', say('correctCommand'))
    .argument('[DOCUMENT]', say('documentArgument'))
    .argument('[CODE]', say('codeArgument'))
    .argument('[VALUE]', say('valueArgument'))
  addSayingOptions(made, kit)
    .addHelpText('after', `\n${say('correctNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.correct[language]))
    .action(async (reference?: string, code?: string, value?: string, given?: unknown): Promise<void> => {
      const isWhole = reference !== undefined && code !== undefined && value !== undefined
      await runSaying('correct', given, reference, isWhole ? { reference, codes: [code], value } : 'missing', kit)
    })
}
