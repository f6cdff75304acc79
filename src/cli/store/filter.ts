import { InvalidArgumentError, Option, type Command } from 'commander'
import { z } from 'zod'
import { distance } from 'fastest-levenshtein'
import { PROBLEM_CODES } from '../../model/problem.js'
import { formYear, type FormYear } from '../../model/record.js'
import type { DocumentFilter } from '../../store/store.js'
import { whole } from '../kit.js'
import type { Say } from '../messages.js'

const FORM_NAMES = formYear.options.join(', ')

/** Options that choose documents, the same for every command that takes some of them. */

const statuses = z.enum(['ok', 'flagged', 'failed', 'pending'])
const VERSION = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/
/** A code is near another one if no more of its characters differ. */
const NEAR = 4

export const filterOptions = z.object({
  doubts: z.boolean().optional(),
  faults: z.boolean().optional(),
  status: z.array(statuses).optional(),
  code: z.array(z.string()).optional(),
  year: z.array(z.number()).optional(),
  form: z.array(formYear).optional(),
  path: z.array(z.string()).optional(),
  extractorBefore: z.string().optional(),
  batch: z.number().optional(),
})

export function addFilterOptions(command: Command, say: Say): Command {
  const again = (text: string): string => `${text} (${say('severalTimes')})`
  return command
    .option('--doubts', say('optDoubts'))
    .option('--faults', say('optFaults'))
    .addOption(
      new Option('--status <STATUS>', again(say('optStatus'))).argParser(
        several((text) => {
          const parsed = statuses.safeParse(text)
          if (!parsed.success) throw new InvalidArgumentError(say('notStatus'))
          return parsed.data
        }),
      ),
    )
    .addOption(codeOption(say))
    .addOption(new Option('--year <YEAR>', again(say('optYear'))).argParser(several(whole(say))))
    .addOption(
      new Option('--form <FORM>', again(say('optForm', { forms: FORM_NAMES }))).argParser(
        several((text): FormYear => {
          const parsed = formYear.safeParse(text)
          if (!parsed.success) throw new InvalidArgumentError(say('notForm', { forms: FORM_NAMES }))
          return parsed.data
        }),
      ),
    )
    .addOption(new Option('--path <GLOB>', again(say('optPath'))).argParser(several((text) => text)))
    .addOption(beforeOption(say))
    .addOption(new Option('--batch <N>', say('optBatch')).argParser(whole(say)))
}

export const codeOption = (say: Say): Option =>
  new Option('--code <CODE>', `${say('optCode')} (${say('severalTimes')})`).argParser(
    several((text) => {
      if (PROBLEM_CODES.some((code) => code === text)) return text
      const near = PROBLEM_CODES.filter((code) => distance(text, code) <= NEAR || code.includes(text))
      const meant = near.length > 0 && text !== '' ? say('meant', { codes: near.slice(0, 3).join(', ') }) : ''
      throw new InvalidArgumentError(say('notCode', { near: meant }))
    }),
  )

export const beforeOption = (say: Say): Option =>
  new Option('--extractor-before <VERSION>', say('optBefore')).argParser((text) => {
    if (!VERSION.test(text)) throw new InvalidArgumentError(say('notVersion'))
    return text
  })

/** For `argParser` of an option that may be given several times. */
const several =
  <T>(parse: (text: string) => T) =>
  (text: string, earlier: readonly T[] | undefined): readonly T[] => [...(earlier ?? []), parse(text)]

export function filterOf(options: z.infer<typeof filterOptions>): DocumentFilter {
  const { doubts, faults, status, code, year, form, path, extractorBefore, batch } = options
  return {
    ...(doubts && { doubts }),
    ...(faults && { faults }),
    ...(status && { status }),
    ...(code && { codes: code }),
    ...(year && { years: year }),
    ...(form && { forms: form }),
    ...(path && { paths: path }),
    ...(extractorBefore !== undefined && { extractorBefore }),
    ...(batch !== undefined && { batch }),
  }
}
