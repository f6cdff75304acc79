import { InvalidArgumentError, Option, type Command } from 'commander'
import { addFleetFlags } from '../fleet-flags.js'
import { configure, dataOption, examples, type CommandKit } from '../kit.js'
import { expiryOf, isScope } from '../server/token-terms.js'

const EXAMPLES = {
  en: `nianbao token create collector --scope write --expires 90d
nianbao token list
nianbao token revoke collector`,
  zh: `nianbao token create 采集 --scope write --expires 90d
nianbao token list
nianbao token revoke 采集`,
}

const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u

/** `nianbao token create|list|revoke`: who may use the HTTP API. */
export function registerToken({ command, say, language, finish }: CommandKit): void {
  const token = command('token', say('tokenCommand')).addHelpText('after', examples(say, EXAMPLES[language]))
  token.helpCommand(false)
  const sub = (name: string, description: string): Command =>
    addFleetFlags(configure(token.command(name), say).description(description).addOption(dataOption(say)), say)
  const name = (text: string): string => {
    if (!NAME.test(text)) throw new InvalidArgumentError(say('notTokenName'))
    return text
  }

  sub('create', say('tokenCreate'))
    .argument('<NAME>', say('tokenName'), name)
    .addOption(
      new Option('--scope <SCOPE>', say('tokenScope')).argParser((text) => {
        if (!isScope(text)) throw new InvalidArgumentError(say('notScope'))
        return text
      }),
    )
    .addOption(
      new Option('--expires <WHEN>', say('tokenExpires')).argParser((text) => {
        const at = expiryOf(text, Date.now())
        if (at === null) throw new InvalidArgumentError(say('notExpiry'))
        return at
      }),
    )
    .option('--json', say('jsonOption'))
    .addHelpText('after', `\n${say('tokenNotes')}`)
    .action(async (named: string, options: unknown) => {
      const { createToken } = await import('../server/token.js')
      finish(await createToken(named, options, say, language))
    })

  sub('list', say('tokenList'))
    .option('--json', say('jsonOption'))
    .action(async (options: unknown) => {
      const { listTokens } = await import('../server/token.js')
      finish(await listTokens(options, say, language))
    })

  sub('revoke', say('tokenRevoke'))
    .argument('<NAME>', say('tokenName'))
    .action(async (named: string, options: unknown) => {
      const { revokeToken } = await import('../server/token.js')
      finish(await revokeToken(named, options, say, language))
    })
}
