import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, type CommandKit } from '../kit.js'
import { addSayingOptions, runSaying } from './saying.js'

/** `nianbao confirm DOCUMENT [CODE…]` or `--from FILE`: looked, right as printed. */
export function registerConfirm(kit: CommandKit): void {
  const { command, say, language } = kit
  const made = command('confirm', say('confirmCommand'))
    .argument('[DOCUMENT]', say('documentArgument'))
    .argument('[CODE...]', say('codesArgument'))
  addSayingOptions(made, kit)
    .addHelpText('after', `\n${say('confirmNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.confirm[language]))
    .action(async (reference: string | undefined, codes: string[], given: unknown): Promise<void> => {
      const said = reference === undefined ? 'missing' : { reference, codes, value: '' }
      await runSaying('confirm', given, reference, said, kit)
    })
}
