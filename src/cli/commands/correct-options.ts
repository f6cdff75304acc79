import type { z } from 'zod'
import { AUTHOR_OPTIONS, SEEN_OPTION } from '../author.js'
import { flag, given } from '../command.js'
import { PLACE_OPTIONS } from '../place.js'

/** Options that `correct` and `confirm` share. */
export const CONFIRM_OPTIONS = {
  ...AUTHOR_OPTIONS,
  from: given('--from <FILE>', {
    en: 'take corrections and confirmations from FILE, as nianbao list --csv writes it, or results.csv of nianbao sample: all of them, or none',
    zh: '从 FILE（nianbao list --csv 所写，或 nianbao sample 的 results.csv）读取更正和确认；要么全部录入，要么都不录入',
  }),
  ...SEEN_OPTION,
  withdraw: flag('--withdraw', {
    en: 'take back what was said: what was said before it counts again, else what was read; the history keeps all',
    zh: '撤回先前所说：恢复此前的更正或确认，没有则恢复读数；历史全部保留',
  }),
  dryRun: flag('--dry-run', {
    en: 'say what would change, value by value; take nothing in',
    zh: '只逐项说明会改变什么，不录入',
  }),
  ...PLACE_OPTIONS,
} as const

export const CORRECT_OPTIONS = {
  ...CONFIRM_OPTIONS,
  allOf: given('--all-of <NAME>', {
    en: 'all documents whose organ has this name, instead of DOCUMENT; only for report.organ_id',
    zh: '机关名称为 NAME 的全部文档，代替 DOCUMENT；只用于 report.organ_id',
  }),
  in: given('--in <GLOB>', {
    en: 'with --all-of: only those whose path matches, as in a shell',
    zh: '与 --all-of 同用：仅路径匹配通配符的文档',
  }),
  asPrinted: flag('--as-printed', {
    en: 'the page prints it so, although such a value cannot be: half a document, a year of three digits',
    zh: '原件确实如此，尽管该数值不应如此（如半件、三位数的年份）',
  }),
} as const

type Shared = z.infer<z.ZodObject<typeof CONFIRM_OPTIONS>>
export type Options = Shared & {
  readonly asPrinted?: boolean
  readonly allOf?: string | undefined
  readonly in?: string | undefined
}
