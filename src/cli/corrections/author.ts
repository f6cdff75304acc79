import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A name longer than this is none. */
const LONGEST = 100
const GIT_MS = 5_000

const tidy = (name: string): string =>
  name
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)

/** Who says so: the name given, else the one that git knows, else the user's; '' where there is none of them. */
export async function authorOf(given: string | undefined): Promise<string> {
  if (given !== undefined) return tidy(given)
  const git = await run('git', ['config', 'user.name'], { timeout: GIT_MS }).catch(() => null)
  const name = tidy(git?.stdout ?? '')
  if (name !== '') return name
  try {
    return tidy(userInfo().username)
  } catch {
    // A user without a name of its own, as in some containers.
    return ''
  }
}
