import { z } from 'zod'
import { STORE_EXAMPLES } from '../examples-store.js'
import { EXIT } from '../exit.js'
import { addExtractionOptions } from '../extraction-flags.js'
import { extractionOf, extractionOptions } from '../extraction-options.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'
import { beforeOption, codeOption } from '../store/filter.js'

const options = extractionOptions.extend({
  failed: z.boolean().default(false),
  flagged: z.boolean().default(false),
  pending: z.boolean().default(false),
  code: z.array(z.string()).optional(),
  extractorBefore: z.string().optional(),
  dryRun: z.boolean().default(false),
  detach: z.boolean().default(false),
  json: z.boolean().default(false),
  quiet: z.boolean().default(false),
})

/** `nianbao reprocess`: chosen documents are read again, by this version and with these options. */
export function registerReprocess({ command, say, language, finish }: CommandKit): void {
  const made = command('reprocess', say('reprocessCommand'))
    .argument('[DOCUMENT...]', say('documentArgument'))
    .option('--failed', say('optFailed'))
    .option('--flagged', say('optFlagged'))
    .option('--pending', say('optPending'))
    .addOption(codeOption(say))
    .addOption(beforeOption(say))
    .option('--dry-run', say('optDryRun'))
    .option('--json', say('reprocessJson'))
    .option('--detach', say('optDetach'))
    .option('--quiet', say('ingestQuiet'))
  addPlaceOptions(addExtractionOptions(made, say), say)
    .addHelpText('after', `\n${say('reprocessNotes')}`)
    .addHelpText('after', examples(say, STORE_EXAMPLES.reprocess[language]))
    .action(async (references: string[], given: unknown) => {
      const { failed, flagged, pending, code, extractorBefore, dryRun, detach, json, quiet, ...how } =
        options.parse(given)
      const { complainer, withStore } = await import('../store/session.js')
      const status = [
        ...(failed ? ['failed' as const] : []),
        ...(flagged ? ['flagged' as const] : []),
        ...(pending ? ['pending' as const] : []),
      ]
      const filter = {
        ...(status.length > 0 && { status }),
        ...(code && { codes: code }),
        ...(extractorBefore !== undefined && { extractorBefore }),
      }
      if (references.length === 0 && Object.keys(filter).length === 0) {
        complainer(say)(say('reprocessMissing'))
        finish(EXIT.usage)
        return
      }
      const selection = [
        ...status.map((each) => `--${each}`),
        ...(code ?? []).map((each) => `--code ${each}`),
        ...(extractorBefore === undefined ? [] : [`--extractor-before ${extractorBefore}`]),
        ...references,
      ]
      const { reprocessCommand } = await import('../store/reprocess.js')
      const asked = {
        ...{ references, filter, dryRun, detach, json, quiet, arguments: selection },
        ...{ extraction: extractionOf(how, language), jobs: how.jobs },
      }
      finish(await withStore(given, say, language, async (session) => reprocessCommand(session, asked)))
    })
}
