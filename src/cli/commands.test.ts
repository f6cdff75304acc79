import { Command } from 'commander'
import { describe, expect, test } from '@jest/globals'
import { calledBy, COMMANDS } from './commands.js'
import { kitFor } from './command.js'

describe('the list of commands', () => {
  test.each(COMMANDS.map((listed) => [listed.name, listed] as const))('%s is listed as it is', async (name, listed) => {
    const made = new Command(name)
    const register = await listed.load()
    register(made, kitFor('en'), () => undefined)
    const shown = made.registeredArguments.map((argument) => {
      const mark = argument.variadic ? `${argument.name()}...` : argument.name()
      return argument.required ? `<${mark}>` : `[${mark}]`
    })
    expect(shown.join(' ')).toBe(listed.operands)
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
