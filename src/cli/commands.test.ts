import { Command } from 'commander'
import { describe, expect, test } from '@jest/globals'
import { calledBy, COMMANDS } from './commands.js'
import { speaker } from './messages.js'

describe('the list of commands', () => {
  test.each(COMMANDS.map((listed) => [listed.name, listed] as const))('%s is listed as it is', async (name, listed) => {
    const say = speaker('en')
    const program = new Command()
    const command = (given: string, description: string): Command => program.command(given).description(description)
    const register = await listed.load()
    register({ say, language: 'en', command, finish: () => undefined })
    const [made] = program.commands
    expect(program.commands).toHaveLength(1)
    expect(made?.name()).toBe(name)
    expect(made?.description()).toBe(say(listed.description))
    const shown = made?.registeredArguments.map((argument) => {
      const mark = argument.variadic ? `${argument.name()}...` : argument.name()
      return argument.required ? `<${mark}>` : `[${mark}]`
    })
    expect(shown?.join(' ')).toBe(listed.arguments)
  })
})

describe('calledBy', () => {
  test.each([
    [['extract', 'list'], 'extract'],
    [['--lang', 'zh', 'list'], 'list'],
    [['--lang=zh', 'list', '--json'], 'list'],
    [['--help'], undefined],
    [['no-such-command'], undefined],
    [[], undefined],
  ])('%j: %s', (args, name) => {
    expect(calledBy(args)?.name).toBe(name)
  })
})
