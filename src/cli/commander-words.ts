import type { Help } from 'commander'
import type { Language } from '../model/sentences.js'

/** The sentences of the parser of the command line, in Chinese. */

type Worded = readonly [pattern: RegExp, zh: (...parts: string[]) => string]

const ERRORS: readonly Worded[] = [
  [/^error: unknown command '(.*)'$/u, (name) => `未知命令“${name}”`],
  [/^error: unknown option '(.*)'$/u, (name) => `未知选项“${name}”`],
  [/^error: missing required argument '(.*)'$/u, (name) => `缺少参数 ${name}`],
  [/^error: required option '(.*)' not specified$/u, (flags) => `缺少必需的选项 ${flags}`],
  [/^error: option '(.*)' argument missing$/u, (flags) => `选项 ${flags} 缺少取值`],
  [
    /^error: option '(.*)' argument '(.*)' is invalid\. (.*)$/su,
    (flags, value, why) => `选项 ${flags} 的取值“${value}”无效：${why}`,
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*)'\. (.*)$/su,
    (value, name, why) => `参数 ${name} 的取值“${value}”无效：${why}`,
  ],
  [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)(?:: .*)?\.$/u,
    (_, most, got) => `参数过多：最多 ${most} 个，给出了 ${got} 个。`,
  ],
  [/^error: option '(.*)' cannot be used with option '(.*)'$/u, (one, other) => `选项 ${one} 不能与 ${other} 同时使用`],
]

const NEAR = /^\(Did you mean (?:one of )?(.*)\?\)$/u
const CHOICES = /^Allowed choices are (.*)\.$/u

/** An error of the parser in the user's language; one that is not known stays as it is. */
export function worded(message: string, language: Language): string {
  const text = message.trimEnd()
  if (language === 'en') return text
  const [first = '', ...others] = text.split('\n')
  const hints = others.map((line) => NEAR.exec(line)?.[1]).filter((near) => near !== undefined)
  const rest = others.filter((line) => !NEAR.test(line))
  const near = hints.length > 0 ? `，是否指 ${hints.join('、')}？` : ''
  return [`错误：${sentence(first)}${near}`, ...rest].join('\n')
}

function sentence(line: string): string {
  for (const [pattern, zh] of ERRORS) {
    const found = pattern.exec(line)
    if (found) return zh(...found.slice(1).map(inner))
  }
  return inner(line.replace(/^error: */u, ''))
}

/** The reason within an error. */
const inner = (text: string | undefined): string =>
  (text ?? '').replace(CHOICES, (_, choices: string) => `只能是 ${choices.replaceAll(', ', '、')}。`)

/** How help is put together in Chinese: its few English words are replaced. */
export const CHINESE_HELP: Partial<Help> = {
  optionDescription: ({ description, argChoices }) =>
    argChoices ? `${description}（可选：${argChoices.join('、')}）` : description,
  subcommandTerm: (command) =>
    inUsage([command.name(), command.usage().replace(/^\[options\] ?/u, '')].join(' ').trim()),
  styleUsage: (text) => inUsage(text),
}

const inUsage = (text: string): string => text.replace('[options]', '[选项]').replace('[command]', '[命令]')
