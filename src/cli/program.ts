import { Command, CommanderError } from 'commander'
import type { Language } from '../model/problem.js'
import { registerDatasetCommands } from './commands/dataset.js'
import { registerStoreCommands } from './commands/store.js'
import { registerIngest } from './commands/ingest.js'
import { registerMigrate } from './commands/migrate.js'
import { registerQueue } from './commands/queue.js'
import { registerServe } from './commands/serve.js'
import { registerToken } from './commands/token.js'
import { registerWorker } from './commands/worker.js'
import { EXAMPLES } from './examples.js'
import { EXIT } from './exit.js'
import { addExtractionOptions } from './extraction-flags.js'
import { LEFT_OUT } from '../ingest/rules.js'
import { configure, examples, type CommandKit } from './kit.js'
import { speaker, type Say } from './messages.js'

/** Runs the command line and gives its exit status. Commands load what they need when they are called: help is quick. */
export async function run(args: readonly string[], language: Language): Promise<number> {
  const say = speaker(language)
  if (args[0] === '--version' || args[0] === '-V') {
    const { VERSION } = await import('../version.js')
    process.stdout.write(`${VERSION}\n`)
    return EXIT.fine
  }
  let status: number = EXIT.fine
  const program = build(say, language, (result) => {
    status = result
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage
    throw error
  }
}

function build(say: Say, language: Language, finish: (status: number) => void): Command {
  const program = configure(new Command('nianbao'), say)
  program.description(say('program')).option('-V, --version', say('versionOption'))
  program.helpCommand(false).addHelpText('after', examples(say, EXAMPLES.program[language]))

  const command = (name: string, description: string): Command => {
    const made = configure(program.command(name), say)
    return made.description(description)
  }
  const kit: CommandKit = { say, language, command, finish }

  const extract = command('extract', say('extract'))
    .argument('<PATH...>', say('extractPaths'))
    .option('--json', say('jsonRecords'))
    .option('--out <DIR>', say('out'))
    .option('--no-group', say('noGroup'))
    .option('--debug-images <DIR>', say('debugImages'))
    .option('--quiet', say('quiet'))
  addExtractionOptions(extract, say)
    .addHelpText('after', `\n${say('extractNotes', { extensions: LEFT_OUT.join(' ') })}`)
    .addHelpText('after', examples(say, EXAMPLES.extract[language]))
    .action(async (paths: string[], options: unknown) => {
      const { extractCommand } = await import('./extract.js')
      finish(await extractCommand(paths, options, language))
    })

  command('schema', say('schema'))
    .addHelpText('after', examples(say, EXAMPLES.schema[language]))
    .action(async () => {
      const { printSchema } = await import('./lists.js')
      printSchema()
    })

  command('forms', say('forms'))
    .option('--json', say('jsonList'))
    .addHelpText('after', examples(say, EXAMPLES.forms[language]))
    .action(async (options: { json?: boolean }) => {
      const { printForms } = await import('./lists.js')
      printForms(say, options.json ?? false)
    })

  command('problems', say('problems'))
    .option('--json', say('jsonList'))
    .addHelpText('after', examples(say, EXAMPLES.problems[language]))
    .action(async (options: { json?: boolean }) => {
      const { printProblems } = await import('./lists.js')
      printProblems(language, options.json ?? false)
    })
  registerIngest(kit)
  registerStoreCommands(kit)
  registerDatasetCommands(kit)
  registerServe(kit)
  registerToken(kit)
  registerWorker(kit)
  registerQueue(kit)
  registerMigrate(kit)
  return program
}
