import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'
import { z } from 'zod'
import { given, option, wrong } from './command.js'
import { oneLine } from './render/text.js'
import { text, type Text } from './say.js'

/** Options of the commands by which a person says or decides something that is kept on record. */
export const AUTHOR_OPTIONS = {
  note: given('--note <TEXT>', { en: 'a remark that is kept with it', zh: '备注，一并保存' }),
  author: given('--author <NAME>', {
    en: 'who says so (default: the name that git knows, else the user’s)',
    zh: '更正人（默认取 git 的用户名，否则为系统用户名）',
  }),
} as const

const NOT_SEEN = text('must be the number of a statement, or 0.', '必须是更正或确认的编号，或 0。')

/** Option of the commands by which a person says or decides something after looking at a document. */
export const SEEN_OPTION = {
  seen: option(z.number().optional(), {
    flags: '--seen <N>',
    parse: (written) => (/^\d{1,15}$/.test(written) ? Number(written) : wrong(NOT_SEEN)),
    text: {
      en: 'the last statement on the document that you saw (`seen` of nianbao show --json); refused where somebody said otherwise since',
      zh: '您看到的该文档最后一条更正或确认的编号（nianbao show --json 的 seen）；此后若有人另行填写，则拒绝录入',
    },
  }),
} as const

/** For whom no name is known. */
export const NO_AUTHOR: Text = { en: 'who says so? Give --author NAME.', zh: '请用 --author 给出姓名。' }

/** A name is cut to this length. */
const MAX_NAME = 100
const GIT_MS = 5_000

const tidy = (name: string): string => oneLine(name).trim().slice(0, MAX_NAME)

/** The author: the name given, else the one that git knows, else the user's; '' where there is none of them. */
export async function authorOf(name: string | undefined): Promise<string> {
  if (name !== undefined) return tidy(name)
  const git = await promisify(execFile)('git', ['config', 'user.name'], { timeout: GIT_MS }).catch(() => null)
  const known = tidy(git?.stdout ?? '')
  if (known !== '') return known
  try {
    return tidy(userInfo().username)
  } catch {
    // A user without a name of its own, as in some containers.
    return ''
  }
}
