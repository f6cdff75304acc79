import { EXAMPLES } from '../examples.js'
import { examples, type CommandKit } from '../kit.js'

/** `nianbao schema`: the JSON Schema of a record. */
export function registerSchema({ command, say, language }: CommandKit): void {
  command('schema', say('schema'))
    .addHelpText('after', examples(say, EXAMPLES.schema[language]))
    .action(async () => {
      const { printSchema } = await import('../lists.js')
      printSchema()
    })
}

/** `nianbao forms`: the statutory forms. */
export function registerForms({ command, say, language }: CommandKit): void {
  command('forms', say('forms'))
    .option('--json', say('jsonList'))
    .addHelpText('after', examples(say, EXAMPLES.forms[language]))
    .action(async (options: { json?: boolean }) => {
      const { printForms } = await import('../lists.js')
      printForms(say, options.json ?? false)
    })
}

/** `nianbao problems`: every problem with its remedy. */
export function registerProblems({ command, say, language }: CommandKit): void {
  command('problems', say('problems'))
    .option('--json', say('jsonList'))
    .addHelpText('after', examples(say, EXAMPLES.problems[language]))
    .action(async (options: { json?: boolean }) => {
      const { printProblems } = await import('../lists.js')
      printProblems(language, options.json ?? false)
    })
}
