import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { EXPORT_FORMATS, type ExportFormat } from '../../export/writers/writer.js'
import { EXPORT_EXAMPLES } from '../examples-export.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'
import type { Say } from '../messages.js'
import { addFilterOptions, filterOf, filterOptions } from '../store/filter.js'

const options = filterOptions.extend({
  format: z.array(z.enum(EXPORT_FORMATS)),
  out: z.string(),
  force: z.boolean().default(false),
  quiet: z.boolean().default(false),
})

const isFormat = (text: string): text is ExportFormat => EXPORT_FORMATS.some((format) => format === text)

/** By commas, and by giving the option again. */
const formats =
  (say: Say) =>
  (text: string, earlier: readonly ExportFormat[] | undefined): readonly ExportFormat[] => {
    const given = text.split(',').map((each) => each.trim().toLowerCase())
    const known = given.filter(isFormat)
    if (known.length < given.length)
      throw new InvalidArgumentError(say('notFormat', { formats: EXPORT_FORMATS.join(', ') }))
    return [...(earlier ?? []), ...known]
  }

/** `nianbao export`: a dataset of the documents. */
export function registerExport({ command, say, language, finish }: CommandKit): void {
  const made = command('export', say('exportCommand'))
    .addOption(
      new Option('--format <FORMAT>', say('exportFormat', { formats: EXPORT_FORMATS.join(', ') }))
        .argParser(formats(say))
        .makeOptionMandatory(),
    )
    .requiredOption('--out <DIR>', say('exportOut'))
  addPlaceOptions(
    addFilterOptions(made, say).option('--force', say('exportForce')).option('--quiet', say('quiet')),
    say,
  )
    .addHelpText('after', `\n${say('exportNotes')}`)
    .addHelpText('after', examples(say, EXPORT_EXAMPLES.export[language]))
    .action(async (given: unknown) => {
      const { format, out, force, quiet, ...chosen } = options.parse(given)
      const { withStore } = await import('../store/session.js')
      const { exportCommand } = await import('../dataset/export.js')
      const wanted = { formats: format, out, force, quiet, filter: filterOf(chosen) }
      finish(await withStore(given, say, language, async (session) => exportCommand(session, wanted)))
    })
}
