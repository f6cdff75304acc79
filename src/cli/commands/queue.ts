import type { Command } from 'commander'
import { addFleetFlags } from '../fleet-flags.js'
import type { QueueAction } from '../fleet/queue.js'
import { configure, examples, type CommandKit } from '../kit.js'

const EXAMPLES = {
  en: `nianbao queue status
nianbao queue failed
nianbao queue failed --code office-missing --retry
nianbao queue pause`,
  zh: `nianbao queue status
nianbao queue failed
nianbao queue failed --code office-missing --retry
nianbao queue pause`,
}

/** `nianbao queue status|pause|resume|drain|failed`: looks at a fleet's queue, and drives it. */
export function registerQueue({ command, say, language, finish }: CommandKit): void {
  const queue = command('queue', say('queueCommand')).addHelpText('after', examples(say, EXAMPLES[language]))
  queue.helpCommand(false)
  const action = (name: QueueAction, description: string): Command => {
    const made = configure(queue.command(name), say).description(description)
    return addFleetFlags(made, say).action(async (options: unknown) => {
      const { queueCommand } = await import('../fleet/queue.js')
      finish(await queueCommand(name, options, say, language))
    })
  }
  action('status', say('queueStatus')).option('--json', say('jsonOption'))
  action('pause', say('queuePause'))
  action('resume', say('queueResume'))
  action('drain', say('queueDrain')).option('--yes', say('queueYes'))
  action('failed', say('queueFailed'))
    .option('--code <CODE>', say('queueCode'))
    .option('--retry', say('queueRetry'))
    .option('--json', say('queueFailedJson'))
}
