/** A piece of a script: enough of its grammar to follow which names stand for what. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign'
  /** A text is given without its quotes. */
  readonly text: string
  /** A text of which a part is put in while the script runs. */
  readonly open: boolean
  /** Whether a line ends ahead of it. */
  readonly newLine: boolean
}

const TOKEN =
  /(?<space>\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|<!--[^\n]*|-->[^\n]*)|(?<text>"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|`(?:[^`\\]|\\[^])*`?)|(?<name>[\p{L}$_#][\p{L}\p{N}$_]*)|(?<number>\d[\w.]*)|(?<sign>=>|[=!]==?|[<>]=|[+\-*%&|^]=|\+\+|--|&&|\|\||\?\.|\.\.\.|[^])/uy

const PATTERN = /\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y

/** Behind these a slash divides. */
const DIVIDED = /^(?:\)|\]|\})$/u
const WORDS_AHEAD = new Set(['return', 'typeof', 'case', 'in', 'of', 'do', 'else', 'void', 'delete'])

/** The pieces of a script in order. Linear in its length. */
export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = []
  let newLine = false
  for (let at = 0; at < script.length;) {
    const last = tokens.at(-1)
    const divides = last && (last.kind === 'sign' ? DIVIDED.test(last.text) : !WORDS_AHEAD.has(last.text))
    PATTERN.lastIndex = at
    const pattern = script.charAt(at) === '/' && divides !== true ? PATTERN.exec(script) : null
    TOKEN.lastIndex = at
    const found = pattern ? null : TOKEN.exec(script)
    const { space, text, name, number } = found?.groups ?? {}
    const whole = pattern?.[0] ?? found?.[0] ?? script.charAt(at)
    at += whole.length
    if (space !== undefined) {
      if (whole.includes('\n')) newLine = true
      continue
    }
    const kind = pattern || number !== undefined ? 'number' : text !== undefined ? 'text' : name ? 'name' : 'sign'
    const shown = kind === 'text' ? unquoted(whole) : whole
    tokens.push({ kind, text: shown, open: whole.startsWith('`') && whole.includes('${'), newLine })
    newLine = false
  }
  return tokens
}

/** A text without its quotes and its most usual escapes, up to what is put in while the script runs. */
function unquoted(quoted: string): string {
  const inside = quoted.slice(1, quoted.length > 1 && quoted.endsWith(quoted.charAt(0)) ? -1 : undefined)
  const fixed = quoted.startsWith('`') ? (inside.split('${', 1)[0] ?? '') : inside
  return fixed.replace(
    /\\(?:u([\da-f]{4})|x([\da-f]{2})|(["'`\\/]))/giu,
    (_, long?: string, short?: string, plain?: string) =>
      plain ?? String.fromCharCode(parseInt(long ?? short ?? '20', 16)),
  )
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** For each bracket the place of the one that belongs to it; what is never closed ends with the script. */
export function bracketsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  tokens.forEach(({ kind, text }, at) => {
    if (kind !== 'sign') return
    if (CLOSING[text] !== undefined) open.push(at)
    else if (text === ')' || text === ']' || text === '}') {
      const from = open.findLastIndex((one) => CLOSING[tokens[one]?.text ?? ''] === text)
      if (from < 0) return
      const start = open[from] ?? 0
      open.length = from
      pairs.set(start, at)
      pairs.set(at, start)
    }
  })
  for (const start of open) pairs.set(start, tokens.length)
  return pairs
}
