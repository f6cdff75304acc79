import type { Command } from 'commander'
import { z } from 'zod'
import { EXIT } from '../exit.js'
import type { CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'

const saying = z.object({
  note: z.string().optional(),
  author: z.string().optional(),
  from: z.string().optional(),
})

/** What a person says on the command line: `missing` where an argument lacks. */
export type Said = { readonly reference: string; readonly codes: readonly string[]; readonly value: string } | 'missing'

/** Adds what `correct` and `confirm` have in common. */
export const addSayingOptions = (command: Command, { say }: CommandKit): Command =>
  addPlaceOptions(
    command
      .option('--note <TEXT>', say('optNote'))
      .option('--author <NAME>', say('optAuthor'))
      .option('--from <FILE>', say('optFrom')),
    say,
  )

/** Runs `correct` or `confirm`: with what is said of one document, or with a file of corrections (`--from`). */
export async function runSaying(
  kind: 'correct' | 'confirm',
  given: unknown,
  reference: string | undefined,
  said: Said,
  { say, language, finish }: CommandKit,
): Promise<void> {
  const { from, note, author } = saying.parse(given)
  const { complainer, withStore } = await import('../store/session.js')
  const wrong = (sentence: 'fromAlone' | 'correctMissing' | 'confirmMissing'): void => {
    complainer(say)(say(sentence))
    finish(EXIT.usage)
  }
  if (from !== undefined) {
    if (reference !== undefined || note !== undefined) {
      wrong('fromAlone')
      return
    }
    const { sheetCommand } = await import('../store/sheet.js')
    finish(await withStore(given, say, language, (session) => sheetCommand(session, from, author)))
    return
  }
  if (said === 'missing') {
    wrong(`${kind}Missing`)
    return
  }
  const { sayCommand } = await import('../store/correct.js')
  const all = { ...said, note, author }
  finish(await withStore(given, say, language, (session) => sayCommand(session, kind, all)))
}
