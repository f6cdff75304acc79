import { Command, InvalidArgumentError, Option } from 'commander'
import type { Language } from '../model/problem.js'
import { isLanguage } from './language.js'
import type { Say } from './messages.js'

/** What a command's `register…` function is given: a new subcommand of the program's manner, and where its end is told. */
export interface CommandKit {
  readonly say: Say
  readonly language: Language
  /** A subcommand with what all share. */
  readonly command: (name: string, description: string) => Command
  /** Told the exit status when the command is done. */
  readonly finish: (status: number) => void
}

const TITLES = { 'Usage:': 'usage', 'Arguments:': 'arguments', 'Options:': 'options', 'Commands:': 'commands' } as const
const isTitle = (title: string): title is keyof typeof TITLES => title in TITLES

/** What all commands share: the language, help in it, and no exit of their own. */
export function configure(command: Command, say: Say): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', say('helpOption'))
    .addOption(
      new Option('--lang <LANG>', say('langOption')).argParser((text) => {
        if (!isLanguage(text)) throw new InvalidArgumentError(say('notLanguage'))
        return text
      }),
    )
    .configureHelp({ styleTitle: (title) => (isTitle(title) ? say(TITLES[title]) : title) })
    .configureOutput({
      outputError: (text, write) => {
        write(`${text.replace(/^error:/, say('error')).trimEnd()}\n`)
      },
    })
    .showHelpAfterError(say('seeHelp'))
}

/** For `addHelpText('after', …)`. */
export const examples = (say: Say, lines: string): string => `\n${say('examples')}\n${lines.replace(/^(?=.)/gm, '  ')}`

/** For `argParser`: a number greater than 0. */
export const positive =
  (say: Say) =>
  (text: string): number => {
    const number = Number(text)
    if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError(say('notPositive'))
    return number
  }

/** For `argParser`: a whole number greater than 0 that every store can hold. */
export const whole =
  (say: Say) =>
  (text: string): number => {
    if (!/^[1-9]\d*$/.test(text) || Number(text) > LARGEST) throw new InvalidArgumentError(say('notWhole'))
    return Number(text)
  }

/** What databases number with holds no more. */
const LARGEST = 2_147_483_647

const DEFAULT_DATA = 'nianbao-data'

/** `--data DIR`; what it is when left out, see `dataFolder`. */
export const dataOption = (say: Say): Option => new Option('--data <DIR>', say('dataOption'))

/** The data folder of the commands around the store: `--data`, else NIANBAO_DATA, else ./nianbao-data. */
export function dataFolder(given: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  // An empty variable counts as none, as for all programs.
  const named = environment.NIANBAO_DATA === '' ? undefined : environment.NIANBAO_DATA
  return given ?? named ?? DEFAULT_DATA
}
