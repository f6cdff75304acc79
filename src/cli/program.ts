import { Command, CommanderError } from 'commander'
import type { Language } from '../model/sentences.js'
import { addExamples, configure, kitFor } from './command.js'
import { calledBy, COMMANDS } from './commands.js'
import { EXIT } from './exit.js'
import { text } from './say.js'

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
  const kit = kitFor(language)
  const { say } = kit
  const program = configure(new Command('nianbao'), kit)
  program.description(say(TEXTS.about)).option('-V, --version', say(TEXTS.version)).helpCommand(false)
  addExamples(program, say, TEXTS.examples)
  const called = calledBy(args)
  for (const listed of COMMANDS) {
    const isCalled = listed === called
    const name = isCalled ? listed.name : [listed.name, listed.operands].join(' ').trim()
    const command = configure(program.command(name), kit).description(say(listed.text)).helpGroup(say(listed.group))
    if (isCalled) (await listed.load())(command, kit, finish)
  }
  return program
}

const TEXTS = {
  about: {
    en: 'Turns yearly reports on government information disclosure (PDF, Word, web pages, text) into checked data.',
    zh: '把政府信息公开工作年度报告（PDF、Word、网页、文本）变成经过核对的数据。',
  },
  version: text('show the version', '显示版本'),
  examples: {
    en: `nianbao extract report.pdf            read one report
nianbao extract reports/ --out data/  read a folder, write JSON and CSV
nianbao ingest reports/               import a folder, to list, correct and export it
nianbao status                        count what there is
nianbao problems --lang en            list what may go wrong, and how to mend it`,
    zh: `nianbao extract 年报.pdf              读取一份报告
nianbao extract 年报/ --out 数据/     读取整个文件夹，写出 JSON 和 CSV
nianbao ingest 年报/                  导入整个文件夹，以便列出、更正和导出
nianbao status                        已有哪些文档
nianbao problems --lang zh            可能出现的问题及处理办法`,
  },
} as const
