import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Details, Language } from '../model/sentences.js'
import { CHINESE_HELP, worded } from './commander-words.js'
import { EXIT } from './exit.js'
import { isLanguage, speaker, text, type Say, type Text } from './say.js'

/** Every command gets this: a way to speak, and a way to report what is wrong. */
export interface Kit {
  readonly say: Say
  readonly language: Language
  /** Writes a sentence to standard error as an error; gives the exit status of wrong usage. */
  readonly fail: (text: Text, details?: Details) => number
}

interface OptionMeta {
  /** As commander takes them: `--out <DIR>`. */
  readonly flags: string
  readonly text: Text
  readonly details?: Details
  /** Reads the given text, or calls `wrong`. Without it the text counts as it is. */
  readonly parse?: (given: string) => unknown
  readonly choices?: readonly string[]
  /** The option may be given several times; what `parse` gives is collected. */
  readonly several?: boolean
  /** The heading under which the help lists it, with others of its kind. */
  readonly group?: Text
}

const OPTIONS = new WeakMap<z.core.$ZodType, OptionMeta>()

/** Declares an option once: the schema of its value, and how it is written, explained and read. */
export function option<Schema extends z.ZodType>(schema: Schema, meta: OptionMeta): Schema {
  OPTIONS.set(schema, meta)
  return schema
}

export const flag = (flags: string, about: Text): z.ZodType<boolean> =>
  option(z.boolean().default(flags.startsWith('--no-')), { flags, text: about })

export const given = (flags: string, about: Text, details: Details = {}): z.ZodOptional<z.ZodString> =>
  option(z.string().optional(), { flags, text: about, details })

/** The same option under a heading of the help. */
export const under = (group: Text, flags: string, about: Text): z.ZodOptional<z.ZodString> =>
  option(z.string().optional(), { flags, text: about, group })

export const whole = (flags: string, about: Text, details: Details = {}): z.ZodOptional<z.ZodNumber> =>
  option(z.number().optional(), { flags, text: about, details, parse: wholeNumber })

export const positive = (flags: string, about: Text, details: Details = {}): z.ZodOptional<z.ZodNumber> =>
  option(z.number().optional(), { flags, text: about, details, parse: positiveNumber })

class WrongValue extends Error {
  constructor(
    readonly text: Text,
    readonly details: Details,
  ) {
    super(text.en)
  }
}

/** For `parse`: the value cannot be taken, and why. */
export function wrong(why: Text, details: Details = {}): never {
  throw new WrongValue(why, details)
}

/** The largest whole number that every store can hold. */
const MAX_WHOLE = 2_147_483_647

export const wholeNumber = (written: string): number =>
  /^[1-9]\d*$/.test(written) && Number(written) <= MAX_WHOLE ? Number(written) : wrong(TEXTS.notWhole)

const positiveNumber = (written: string): number =>
  Number(written) > 0 && Number.isFinite(Number(written)) ? Number(written) : wrong(TEXTS.notPositive)

interface Operand {
  /** As commander takes it: `<PATH...>`. */
  readonly name: string
  readonly text: Text
  /** Calls `wrong` where the operand cannot be taken. */
  readonly parse?: (written: string) => string
}

interface CommandSpec<Shape extends z.ZodRawShape> {
  readonly operands?: readonly Operand[]
  /** By the names that commander gives them; in the order of the help. */
  readonly options: Shape
  readonly notes?: Text
  /** Fill the notes. */
  readonly details?: Details
  readonly examples?: Text
  /** Gives the exit status. */
  readonly run: (
    kit: Kit,
    options: z.infer<z.ZodObject<Shape>>,
    operands: readonly string[],
  ) => Promise<number> | number
}

/** Adds its options and action to a new command; `finish` receives its exit status. */
export type Register = (command: Command, kit: Kit, finish: (status: number) => void) => void

export const command =
  <Shape extends z.ZodRawShape>(spec: CommandSpec<Shape>): Register =>
  (made, kit, finish) => {
    const { say } = kit
    for (const { name, text, parse } of spec.operands ?? [])
      if (parse) made.argument(name, say(text), (written) => told(say, () => parse(written)))
      else made.argument(name, say(text))
    for (const schema of Object.values(spec.options)) made.addOption(optionOf(schema, say))
    if (spec.notes) made.addHelpText('after', `\n${say(spec.notes, spec.details)}`)
    if (spec.examples) addExamples(made, say, spec.examples)
    made.action(async () => {
      finish(await spec.run(kit, z.object(spec.options).parse(made.opts()), made.args))
    })
  }

/** A command that only groups others: `nianbao token create`. */
export const commandGroup =
  (examples: Text, members: Readonly<Record<string, { readonly text: Text; readonly register: Register }>>): Register =>
  (made, kit, finish) => {
    addExamples(made, kit.say, examples).helpCommand(false)
    for (const [name, { text, register }] of Object.entries(members))
      register(configure(made.command(name), kit).description(kit.say(text)), kit, finish)
  }

function optionOf(schema: z.core.$ZodType, say: Say): Option {
  const meta = OPTIONS.get(schema)
  if (!meta) throw new Error('an option without flags')
  const { flags, choices, several, group, parse = (written: string) => written } = meta
  const made = new Option(flags, say(meta.text, meta.details))
  if (group) made.helpGroup(say(group))
  if (choices) made.choices(choices)
  else if (several)
    made.argParser((written, earlier: unknown) => {
      const before: readonly unknown[] = Array.isArray(earlier) ? earlier : []
      return before.concat(told(say, () => parse(written)))
    })
  else if (meta.parse) made.argParser((written) => told(say, () => parse(written)))
  return made.makeOptionMandatory(!z.safeParse(schema, undefined).success)
}

/** Tells commander in the user's language why a value cannot be taken. */
function told<T>(say: Say, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof WrongValue) throw new InvalidArgumentError(say(error.text, error.details))
    throw error
  }
}

export const addExamples = (made: Command, say: Say, lines: Text): Command =>
  made.addHelpText('after', `\n${say(TEXTS.examples)}\n${say(lines).replace(/^(?=.)/gm, '  ')}`)

/** Settings that all commands share: the language, help in it, and no exit of their own. */
export function configure(made: Command, { say, language }: Pick<Kit, 'say' | 'language'>): Command {
  const titles = new Map(TITLES.map((title) => [title.en, say(title)]))
  return made
    .exitOverride()
    .helpOption('-h, --help', say(TEXTS.helpOption))
    .addOption(
      new Option('--lang <LANG>', say(TEXTS.langOption)).argParser((written) => {
        if (!isLanguage(written)) throw new InvalidArgumentError(say(TEXTS.notLanguage))
        return written
      }),
    )
    .configureHelp({ styleTitle: (title) => titles.get(title) ?? title, ...(language === 'zh' && CHINESE_HELP) })
    .configureOutput({
      writeOut: (help) => process.stdout.write(tight(help)),
      outputError: (message, write) => {
        write(`${worded(message, language)}\n`)
      },
    })
    .showHelpAfterError(say(TEXTS.seeHelp))
}

export function kitFor(language: Language): Kit {
  const say = speaker(language)
  const fail: Kit['fail'] = (text, details) => {
    process.stderr.write(`${tight(`${say(ERROR)} ${say(text, details)}`)}\n`)
    return EXIT.usage
  }
  return { say, language, fail }
}

const ERROR = text('error:', '错误：')

/** Behind a Chinese colon there is no space. */
const tight = (shown: string): string => shown.replace(/^([^\n：]{2,4}：) /u, '$1')

/** Commander's own words. */
const TITLES = [
  text('Usage:', '用法：'),
  text('Arguments:', '参数：'),
  text('Options:', '选项：'),
  text('Commands:', '命令：'),
]

const TEXTS = {
  examples: { en: 'Examples:', zh: '示例：' },
  helpOption: { en: 'show help', zh: '显示帮助' },
  langOption: {
    en: 'language of messages, zh or en (default: from LC_ALL, LC_MESSAGES or LANG)',
    zh: '输出语言，zh 或 en（默认取自 LC_ALL、LC_MESSAGES 或 LANG）',
  },
  seeHelp: { en: 'Try --help.', zh: '请用 --help 查看用法。' },
  notPositive: { en: 'must be a number greater than 0.', zh: '必须是大于 0 的数。' },
  notWhole: { en: 'must be a whole number from 1 to 2147483647.', zh: '必须是 1 至 2147483647 之间的整数。' },
  notLanguage: { en: 'must be zh or en.', zh: '必须是 zh 或 en。' },
} as const
