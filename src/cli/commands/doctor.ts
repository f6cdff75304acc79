import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'

const options = z.object({
  soffice: z.string().optional(),
  json: z.boolean().default(false),
})

/** `nianbao doctor`: what is installed, what is missing, what to do. */
export function registerDoctor({ command, say, language, finish }: CommandKit): void {
  addPlaceOptions(
    command('doctor', say('doctor')).option('--soffice <PATH>', say('soffice')).option('--json', say('jsonList')),
    say,
  )
    .addHelpText('after', `\n${say('doctorNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.doctor[language]))
    .action(async (given: unknown) => {
      const { soffice, json } = options.parse(given)
      const { doctorCommand } = await import('../doctor/index.js')
      finish(await doctorCommand({ given, soffice: soffice ?? null, json }, say, language))
    })
}
