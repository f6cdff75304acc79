import { Command, CommanderError } from 'commander'
import type { Language } from '../model/problem.js'
import { calledBy, COMMANDS } from './commands.js'
import { EXAMPLES } from './examples.js'
import { EXIT } from './exit.js'
import { configure, examples, type CommandKit } from './kit.js'
import { speaker } from './messages.js'

/** Runs the command line and gives its exit status. Of all commands only the called one is loaded: help is quick. */
export async function run(args: readonly string[], language: Language): Promise<number> {
  if (args[0] === '--version' || args[0] === '-V') {
    const { VERSION } = await import('../version.js')
    process.stdout.write(`${VERSION}\n`)
    return EXIT.fine
  }
  let status: number = EXIT.fine
  const program = await build(args, language, (result) => {
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

async function build(args: readonly string[], language: Language, finish: (status: number) => void): Promise<Command> {
  const say = speaker(language)
  const program = configure(new Command('nianbao'), say)
  program.description(say('program')).option('-V, --version', say('versionOption'))
  program.helpCommand(false).addHelpText('after', examples(say, EXAMPLES.program[language]))
  const command = (name: string, description: string): Command =>
    configure(program.command(name), say).description(description)
  const kit: CommandKit = { say, language, command, finish }
  const called = calledBy(args)
  for (const listed of COMMANDS) {
    if (listed === called) (await listed.load())(kit)
    else command([listed.name, listed.arguments].join(' ').trim(), say(listed.description))
  }
  return program
}
