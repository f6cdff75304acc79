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

/** `nianbao confirm DOCUMENT [CODE…]` or `--from FILE`: looked, right as printed. */
export function registerConfirm({ command, say, language, finish }: CommandKit): void {
  command('confirm', say('confirmCommand'))
    .argument('[DOCUMENT]', say('documentArgument'))
    .argument('[CODE...]', say('codesArgument'))
    .option('--note <TEXT>', say('optNote'))
    .option('--author <NAME>', say('optAuthor'))
    .option('--from <FILE>', say('optFrom'))
    .addOption(dataOption(say))
    .addHelpText('after', `\n${say('confirmNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.confirm[language]))
    .action(async (reference: string | undefined, codes: string[], given: unknown): Promise<void> => {
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
      if (reference === undefined) {
        complainer(say)(say('confirmMissing'))
        finish(EXIT.usage)
        return
      }
      const { sayCommand } = await import('../store/correct.js')
      const said = { reference, codes, value: '', note, author }
      finish(await withStore(dataFolder(data), say, language, (session) => sayCommand(session, 'confirm', said)))
    })
}
