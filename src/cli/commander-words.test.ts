import { Command, CommanderError } from 'commander'
import { describe, expect, test } from '@jest/globals'
import { COMMANDS } from './commands.js'
import { run } from './program.js'
import { worded } from './commander-words.js'
import { jest } from '@jest/globals'

/** Commander makes these complaints itself, so that a new version with other sentences is noticed. */
function complaint(args: readonly string[]): string {
  let said = ''
  const program = new Command('nianbao').exitOverride().configureOutput({
    writeErr: () => undefined,
    outputError: (message) => {
      said = message
    },
  })
  program.command('list').option('--ocr <ENGINE>', 'x').requiredOption('--out <DIR>', 'y').exitOverride()
  program.command('show <DOCUMENT>').exitOverride()
  program.commands[0]?.configureOutput({ outputError: (message) => (said = message) })
  program.commands[1]?.configureOutput({ outputError: (message) => (said = message) })
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
  }
  return said
}

describe('what the parser says', () => {
  test.each([
    [['lst'], '错误：未知命令“lst”，是否指 list？'],
    [['list', '--orc', 'x', '--out', 'y'], '错误：未知选项“--orc”，是否指 --ocr？'],
    [['list'], '错误：缺少必需的选项 --out <DIR>'],
    [['list', '--out'], '错误：选项 --out <DIR> 缺少取值'],
    [['show'], '错误：缺少参数 DOCUMENT'],
    [['show', 'a', 'b'], '错误：参数过多：最多 1 个，给出了 2 个。'],
  ])('%j is told in Chinese', (args, sentence) => {
    expect(worded(complaint(args), 'zh')).toBe(sentence)
    expect(worded(complaint(args), 'en')).toBe(complaint(args).trimEnd())
  })

  test('what is not known stays as it is', () => {
    expect(worded('error: something new.', 'zh')).toBe('错误：something new.')
  })
})

describe('help', () => {
  const helped = async (args: readonly string[], language: 'zh' | 'en'): Promise<string> => {
    const lines: string[] = []
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
    await run([...args, '--help'], language)
    write.mockRestore()
    return lines.join('')
  }

  test('groups the commands, each once, in both languages', async () => {
    const [en, zh] = [await helped([], 'en'), await helped([], 'zh')]
    for (const { name, group } of COMMANDS) {
      expect(en.split(new RegExp(`^  ${name}\\b`, 'mu'))).toHaveLength(2)
      for (const [help, heading] of [
        [en, group.en],
        [zh, group.zh],
      ] as const)
        expect(help.indexOf(heading)).toBeLessThan(help.search(new RegExp(`^  ${name}\\b`, 'mu')))
    }
    expect(zh).not.toMatch(/\[options\]|\[command\]|Options:|Commands:/u)
    expect(zh).toMatch(/^用法：nianbao \[选项\] \[命令\]/u)
  })

  test('keeps the options of a fleet apart, a short line each', async () => {
    const help = await helped(['status'], 'en')
    const [own = '', fleet = ''] = help.split('Fleet options:\n')
    expect(own).not.toContain('--redis-url')
    expect(fleet.split('\n\n')[0]?.split('\n')).toHaveLength(4)
  })
})
