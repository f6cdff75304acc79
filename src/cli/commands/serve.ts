import { InvalidArgumentError, Option } from 'commander'
import { DEFAULTS } from '../../server/options.js'
import { addExtractionOptions } from '../extraction-flags.js'
import { addFleetFlags } from '../fleet-flags.js'
import { dataOption, examples, whole, type CommandKit } from '../kit.js'
import { HOST, LOG_LEVELS, PORT } from '../server/defaults.js'

const EXAMPLES = {
  en: `nianbao token create collector --scope write
nianbao serve --data nianbao-data
nianbao serve --port 8080 --max-waiting 500 --log-level warn`,
  zh: `nianbao token create 采集 --scope write
nianbao serve --data nianbao-data
nianbao serve --port 8080 --max-waiting 500 --log-level warn`,
}

const MOST_PORT = 65_535

/** `nianbao serve`: the HTTP API. */
export function registerServe({ command, say, language, finish }: CommandKit): void {
  const port = (text: string): number => {
    const number = /^\d{1,5}$/.test(text) ? Number(text) : Infinity
    if (number > MOST_PORT) throw new InvalidArgumentError(say('notPort'))
    return number
  }
  const levels = LOG_LEVELS.join(', ')
  const level = (text: string): string => {
    if (!LOG_LEVELS.some((known) => known === text)) throw new InvalidArgumentError(say('notLogLevel', { levels }))
    return text
  }
  const made = command('serve', say('serveCommand'))
    .addOption(dataOption(say))
    .option('--host <ADDRESS>', say('serveHost', { value: HOST }))
    .addOption(new Option('--port <N>', say('servePort', { value: PORT })).argParser(port))
    .addOption(new Option('--max-waiting <N>', say('serveWaiting', { value: DEFAULTS.waiting })).argParser(whole(say)))
    .addOption(new Option('--max-uploads <N>', say('serveUploads', { value: DEFAULTS.uploads })).argParser(whole(say)))
    .option('--temp <DIR>', say('serveTemporary'))
    .option('--metrics-open', say('serveOpenMetrics'))
    .addOption(new Option('--log-level <LEVEL>', say('serveLogLevel', { levels })).argParser(level))
  addExtractionOptions(addFleetFlags(made, say), say)
    .addHelpText('after', `\n${say('serveNotes')}`)
    .addHelpText('after', examples(say, EXAMPLES[language]))
    .action(async (options: unknown) => {
      const { serveCommand } = await import('../server/serve.js')
      finish(await serveCommand(options, say, language))
    })
}
