import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { dataFolder, dataOption, examples, type CommandKit } from '../kit.js'

const options = z.object({
  data: z.string().optional(),
  soffice: z.string().optional(),
  json: z.boolean().default(false),
})

/** `nianbao doctor`: what is installed, what is missing, what to do. */
export function registerDoctor({ command, say, language, finish }: CommandKit): void {
  command('doctor', say('doctor'))
    .addOption(dataOption(say))
    .option('--soffice <PATH>', say('soffice'))
    .option('--json', say('jsonList'))
    .addHelpText('after', `\n${say('doctorNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.doctor[language]))
    .action(async (given: unknown) => {
      const { data, soffice, json } = options.parse(given)
      const { doctorCommand } = await import('../doctor/index.js')
      finish(await doctorCommand({ folder: dataFolder(data), soffice: soffice ?? null, json }, say, language))
    })
}
