import { z } from 'zod'
import { AUTHOR_OPTIONS } from '../author.js'
import { flag, given, option, wrong } from '../command.js'
import { PLACE_OPTIONS } from '../place.js'
import { text } from '../say.js'

const NOT_SEEN = text('must be the number of a statement, or 0.', '必须是更正或确认的编号，或 0。')

/** Options that `correct` and `confirm` share. */
export const CONFIRM_OPTIONS = {
  ...AUTHOR_OPTIONS,
  from: given('--from <FILE>', {
    en: 'take corrections and confirmations from FILE, as nianbao list --csv writes it, or results.csv of nianbao sample: all of them, or none',
    zh: '从 FILE（nianbao list --csv 所写，或 nianbao sample 的 results.csv）读取更正和确认；要么全部录入，要么都不录入',
  }),
  seen: option(z.number().optional(), {
    flags: '--seen <N>',
    parse: (written) => (/^\d{1,15}$/.test(written) ? Number(written) : wrong(NOT_SEEN)),
    text: {
      en: 'the last statement on the document that you saw (`seen` of nianbao show --json); refused where somebody said otherwise since',
      zh: '您看到的该文档最后一条更正或确认的编号（nianbao show --json 的 seen）；此后若有人另行填写，则拒绝录入',
    },
  }),
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
  asPrinted: flag('--as-printed', {
    en: 'the page prints it so, although such a value cannot be: half a document, a year of three digits',
    zh: '原件确实如此，尽管该数值不应如此（如半件、三位数的年份）',
  }),
} as const

type Shared = z.infer<z.ZodObject<typeof CONFIRM_OPTIONS>>
export type Options = Shared & { readonly asPrinted?: boolean }
