import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { EXIT } from '../exit.js'
import { dataFolder, dataOption, examples, type CommandKit } from '../kit.js'

const options = z.object({
  data: z.string().optional(),
  note: z.string().optional(),
  author: z.string().optional(),
  from: z.string().optional(),
})

/** `nianbao correct DOCUMENT CODE VALUE` or `--from FILE`: what a person says that a value really is. */
export function registerCorrect({ command, say, language, finish }: CommandKit): void {
  command('correct', say('correctCommand'))
    .argument('[DOCUMENT]', say('documentArgument'))
    .argument('[CODE]', say('codeArgument'))
    .argument('[VALUE]', say('valueArgument'))
    .option('--note <TEXT>', say('optNote'))
    .option('--author <NAME>', say('optAuthor'))
    .option('--from <FILE>', say('optFrom'))
    .addOption(dataOption(say))
    .addHelpText('after', `\n${say('correctNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.correct[language]))
    .action(
      async (
        reference: string | undefined,
        code: string | undefined,
        value: string | undefined,
        given: unknown,
      ): Promise<void> => {
        const { data, from, note, author } = options.parse(given)
        const { complainer, withStore } = await import('../store/session.js')
        if (from !== undefined && (reference !== undefined || note !== undefined)) {
          complainer(say)(say('fromAlone'))
          finish(EXIT.usage)
          return
        }
        if (from !== undefined) {
          const { sheetCommand } = await import('../store/sheet.js')
          finish(await withStore(dataFolder(data), say, language, (session) => sheetCommand(session, from, author)))
          return
        }
        if (reference === undefined || code === undefined || value === undefined) {
          complainer(say)(say('correctMissing'))
          finish(EXIT.usage)
          return
        }
        const { sayCommand } = await import('../store/correct.js')
        const said = { reference, codes: [code], value, note, author }
        finish(await withStore(dataFolder(data), say, language, (session) => sayCommand(session, 'correct', said)))
      },
    )
}
