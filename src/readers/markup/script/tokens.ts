import jsTokens from 'js-tokens'

/** A piece of a script: enough of its grammar to follow which names stand for what. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign'
  /** A text is given without its quotes. */
  readonly text: string
  /** A text of which a part is put in while the script runs. */
  readonly open: boolean
  /** Whether a line ends before it. */
  readonly newLine: boolean
}

const KINDS: Readonly<Record<string, Token['kind']>> = {
  IdentifierName: 'name',
  PrivateIdentifier: 'name',
  StringLiteral: 'text',
  NoSubstitutionTemplate: 'text',
  TemplateHead: 'text',
  NumericLiteral: 'number',
  RegularExpressionLiteral: 'number',
  Punctuator: 'sign',
  Invalid: 'sign',
}

/** Browsers pass over these signs of HTML comments within scripts, and over the rest of their line. */
const HTML_COMMENT = /<!--|^\s*-->/gmu

const ESCAPE = /\\(?:u([\da-f]{4})|x([\da-f]{2})|(["'`\\/]))/giu

/** The pieces of a script in order; a text with parts that are put in is one piece, up to the first such part. */
export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = []
  let newLine = false
  let depth = 0
  for (const { type, value } of jsTokens(script.replace(HTML_COMMENT, '//'))) {
    if (value.includes('\n') && /^(?:Line|Multi)/u.test(type)) newLine = true
    if (type === 'TemplateTail') depth -= 1
    const kind = KINDS[type]
    if (kind && depth === 0) {
      tokens.push({ kind, text: kind === 'text' ? unquoted(value) : value, open: type === 'TemplateHead', newLine })
      newLine = false
    }
    if (type === 'TemplateHead') depth += 1
  }
  return tokens
}

/** A text without its quotes and its most usual escapes. */
const unquoted = (quoted: string): string =>
  quoted
    .slice(1)
    .replace(/(?:["'`]|\$\{)$/u, '')
    .replace(
      ESCAPE,
      (_, long?: string, short?: string, plain?: string) =>
        plain ?? String.fromCharCode(parseInt(long ?? short ?? '20', 16)),
    )

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Gives the place of the partner of each bracket; a bracket that is never closed ends with the script. */
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
