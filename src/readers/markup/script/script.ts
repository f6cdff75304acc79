import { Steps } from './steps.js'
import { bracketsOf, tokensOf, type Token } from './tokens.js'

const MAKES_DOCUMENT = /^(?:create(?:HTML)?Document|parseFromString)$/u

/** The tokens of a script by their places, and how they belong together. */
export class Script {
  readonly tokens: readonly Token[]
  readonly brackets: ReadonlyMap<number, number>
  readonly steps = new Steps()

  constructor(text: string) {
    this.tokens = tokensOf(text)
    this.brackets = bracketsOf(this.tokens)
  }

  text(at: number): string {
    return this.tokens[at]?.text ?? ''
  }

  /** The text of a token that is no text of the script; '' for one that is. */
  sign(at: number): string {
    return this.tokens[at]?.kind === 'text' ? '' : this.text(at)
  }

  isName(at: number): boolean {
    return this.tokens[at]?.kind === 'name'
  }

  /** Is a member one of a document that was just made, not of the page? Libraries try out on such what a browser can do. */
  isOfMade(member: number): boolean {
    const open = this.sign(member - 2) === ')' ? this.brackets.get(member - 2) : undefined
    return open !== undefined && MAKES_DOCUMENT.test(this.sign(open - 1))
  }

  /** Gives the start of the chain of names, calls and indices before a name. */
  chainStart(at: number): number {
    let start = at
    for (;;) {
      const before = this.sign(start - 1)
      if (before === '.' || before === '?.') start -= 1
      else if (before === ')' || before === ']') {
        start = this.brackets.get(start - 1) ?? start - 1
        const isCalled =
          this.tokens[start - 1]?.kind === 'name' && !/^(?:if|for|while|return|of|in|case)$/u.test(this.text(start - 1))
        if (isCalled) start -= 1
      } else if (
        this.tokens[start - 1]?.kind === 'name' &&
        (this.sign(start) === '.' || this.sign(start) === '?.' || this.sign(start) === '[')
      )
        start -= 1
      else return start
      if (start <= 0) return 0
    }
  }

  /** Where an expression ends. */
  end(from: number): number {
    for (let at = from; at < this.tokens.length; at++) {
      this.steps.spend(1)
      const text = this.sign(at)
      if (text === '(' || text === '[' || text === '{') at = this.brackets.get(at) ?? this.tokens.length
      else if (/^[)\],;}]$/u.test(text)) return at
      else if (
        at > from &&
        this.tokens[at]?.newLine === true &&
        !/^[.?:&|+*/-]/u.test(text) &&
        !/^[=+,(&|?:.-]$/u.test(this.sign(at - 1))
      )
        return at
    }
    return this.tokens.length
  }
}
