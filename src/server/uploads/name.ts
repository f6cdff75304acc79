import { Refusal, type Told } from '../errors/refusal.js'

/**
 * Names of uploads. They are data: nothing on a disk is ever opened by one. A name that looks as if it meant to be a path
 * elsewhere is refused rather than mended, so that nobody gets a document under a name that was never given.
 */

/** The longest name that most file systems take, in bytes of UTF-8: an export may make files of them. */
const PART_BYTES = 255
const WHOLE_BYTES = 1_000
/** Names are repeated in a refusal to this length. */
const SHOWN = 100

/** Controls, among them NUL and line breaks, and those that turn the direction of writing around. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

const REASONS = {
  empty: { en: 'it is empty', zh: '名称为空' },
  unseen: { en: 'it holds control characters', zh: '含有控制字符' },
  surrogate: { en: 'it is no text', zh: '不是有效文本' },
  absolute: { en: 'it is an absolute path', zh: '为绝对路径' },
  upwards: { en: 'it leads out of its folder', zh: '指向所在文件夹之外' },
  backslash: { en: 'it holds a backslash', zh: '含有反斜杠' },
  long: { en: 'it is too long', zh: '过长' },
} as const satisfies Record<string, Told>

/**
 * The name that an upload shall have, /-separated.
 * @throws Refusal `name-invalid`
 */
export function uploadName(given: string): string {
  const wrong = faultOf(given)
  if (wrong) {
    const name = given.replace(/\p{Surrogate}|\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu, '\uFFFD').slice(0, SHOWN)
    throw new Refusal('name-invalid', { name, reason: REASONS[wrong] })
  }
  return given.normalize('NFC')
}

function faultOf(name: string): keyof typeof REASONS | null {
  if (name.trim() === '') return 'empty'
  if (/\p{Surrogate}/u.test(name)) return 'surrogate'
  if (UNSEEN.test(name)) return 'unseen'
  if (/^(?:[/\\]|[A-Za-z]:)/.test(name)) return 'absolute'
  if (name.includes('\\')) return 'backslash'
  const parts = name.split('/')
  if (parts.some((part) => part === '.' || part === '..')) return 'upwards'
  if (parts.some((part) => part.trim() === '')) return 'empty'
  if (Buffer.byteLength(name) > WHOLE_BYTES || parts.some((part) => Buffer.byteLength(part) > PART_BYTES)) return 'long'
  return null
}
