import { HANDED, MAY_WRITE, Operations, RANGES } from './operations.js'
import {
  ASIDE,
  DEEP,
  LOOKING,
  MAX_DEPTH,
  NO_ALIAS,
  NOTHING,
  PAGE,
  WHOLE,
  type Reached,
  type Selected,
  type Write,
} from './reached.js'
import { functionsOf, runningIn, type Callback } from './functions.js'
import { bracketsOf, tokensOf, type Token } from './tokens.js'

interface Help {
  /** Code that attributes of the page run. */
  readonly started: string
  /** Whether names are followed to what they stand for: in compressed scripts each stands for anything. */
  readonly follows: boolean
}

/** Follows in one script which elements of the page it changes while the page is loaded. */
class Follower {
  readonly #tokens: readonly Token[]
  readonly #brackets: ReadonlyMap<number, number>
  readonly #functions: readonly Callback[]
  readonly #running: readonly boolean[]
  /** Where a name is given something: the place behind the sign of equality, or behind `of`. */
  readonly #given = new Map<string, number[]>()
  readonly #follows: boolean
  readonly #operations: Operations

  constructor(script: string, { started, follows }: Help) {
    this.#follows = follows
    this.#tokens = tokensOf(script)
    this.#brackets = bracketsOf(this.#tokens)
    this.#operations = new Operations(this.#tokens, this.#brackets)
    const parts = { tokens: this.#tokens, brackets: this.#brackets }
    this.#functions = functionsOf(parts)
    this.#running = runningIn(parts, this.#functions, started + this.#timed())
    this.#tokens.forEach((_, at) => {
      if (!['=', 'of', 'in'].includes(this.#sign(at))) return
      for (const name of this.#namesAhead(at)) {
        const places = this.#given.get(name)
        if (places) places.push(at + 1)
        else this.#given.set(name, [at + 1])
      }
    })
  }

  *writes(): Generator<Write> {
    for (let at = 0; at < this.#tokens.length; at++) {
      if (this.#running[at] !== true || this.#tokens[at]?.kind !== 'name') continue
      const kind = this.#operations.kindAt(at)
      if (kind === null) continue
      const isHanded = HANDED.has(this.#text(at)) && this.#sign(at + 1) === '('
      const from = this.#chainStart(at)
      const seen = new Set<string>()
      const close = this.#brackets.get(at + 1) ?? at
      if (RANGES.test(this.#text(at))) {
        yield { ...this.#reached(at + 2, close, seen, 0), kind }
        continue
      }
      if (kind === 'class') {
        const [first, end] = this.#sign(at + 1) === '(' ? [at + 2, close] : [at + 2, this.#end(at + 2)]
        const classes = this.#texts(first, end, new Set(), 0).flatMap(({ text }) => text.trim().split(/\s+/u))
        yield { ...this.#reached(from, at, seen, 0), kind, classes }
        continue
      }
      // A text that is handed over names the elements; the library's function of this name takes it, the browser's does not.
      if (isHanded) yield { ...this.#looked(at + 2, close, 'selector', seen, 0), aside: true, kind }
      yield { ...this.#reached(from, at, isHanded ? new Set() : seen, 0), kind }
    }
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? ''
  }

  /** A piece that is no text. */
  #sign(at: number): string {
    return this.#tokens[at]?.kind === 'text' ? '' : this.#text(at)
  }

  /** Code in texts that timers run. */
  #timed(): string {
    return this.#tokens
      .filter(({ kind }, at) => kind === 'text' && /^set(?:Timeout|Interval)$/u.test(this.#sign(at - 2)))
      .map(({ text }) => text)
      .join('\n')
  }

  /** The names that are given what stands behind a sign of equality. */
  #namesAhead(at: number): readonly string[] {
    const last = this.#tokens[at - 1]
    const isMember = this.#sign(at - 2) === '.'
    if (last?.kind === 'name') return isMember && NO_ALIAS.has(last.text) ? [] : [last.text]
    if (last?.text !== ']' && last?.text !== '}') return []
    const open = this.#brackets.get(at - 1) ?? at
    if (this.#tokens[open - 1]?.kind === 'name' && last.text === ']') {
      const name = this.#text(open - 1)
      return /^(?:var|let|const)$/u.test(name)
        ? this.#tokens.slice(open, at).flatMap((token) => (token.kind === 'name' ? [token.text] : []))
        : [name]
    }
    return this.#tokens.slice(open, at).flatMap((token) => (token.kind === 'name' ? [token.text] : []))
  }

  /** Where the chain of names, calls and places begins that ends ahead of a name. */
  #chainStart(at: number): number {
    let start = at
    for (;;) {
      const before = this.#sign(start - 1)
      if (before === '.' || before === '?.') start -= 1
      else if (before === ')' || before === ']') {
        start = this.#brackets.get(start - 1) ?? start - 1
        const isCalled =
          this.#tokens[start - 1]?.kind === 'name' &&
          !/^(?:if|for|while|return|of|in|case)$/u.test(this.#text(start - 1))
        if (isCalled) start -= 1
      } else if (
        this.#tokens[start - 1]?.kind === 'name' &&
        (this.#sign(start) === '.' || this.#sign(start) === '?.' || this.#sign(start) === '[')
      )
        start -= 1
      else return start
      if (start <= 0) return 0
    }
  }

  /** Where an expression ends. */
  #end(from: number): number {
    for (let at = from; at < this.#tokens.length; at++) {
      const text = this.#sign(at)
      if (text === '(' || text === '[' || text === '{') at = this.#brackets.get(at) ?? this.#tokens.length
      else if (/^[)\],;}]$/u.test(text)) return at
      else if (
        at > from &&
        this.#tokens[at]?.newLine === true &&
        !/^[.?:&|+*/-]/u.test(text) &&
        !/^[=+,(&|?:.-]$/u.test(this.#sign(at - 1))
      )
        return at
    }
    return this.#tokens.length
  }

  /** The elements that an expression may stand for. */
  #reached(from: number, to: number, seen: Set<string>, depth: number): Reached {
    const selectors: Selected[] = []
    let aside = false
    let deep = false
    let self = false
    const take = (other: Reached): void => {
      selectors.push(...other.selectors)
      aside ||= other.aside
      deep ||= other.deep
      self ||= other.self
    }
    for (let at = from; at < to; at++) {
      const { kind, text = '' } = this.#tokens[at] ?? {}
      const inner = at > from && this.#functions.find((one) => one.from === at && one.to <= to)
      if (inner) {
        at = inner.to
        continue
      }
      if (kind !== 'name') continue
      const isMember = /^\??\.$/u.test(this.#sign(at - 1))
      const by = LOOKING[text]
      if (isMember && ASIDE.test(text)) aside = true
      if (isMember && DEEP.test(text)) deep = true
      if (by !== undefined && this.#sign(at + 1) === '(') {
        const close = this.#brackets.get(at + 1) ?? to
        const found = this.#looked(at + 2, close, by, seen, depth)
        // A search within other elements narrows them down: its own result counts.
        if (found.selectors.length > 0) selectors.length = 0
        take(found)
        at = close
      } else if (WHOLE.has(text) && (isMember || text === 'body')) selectors.push(PAGE)
      else if (text === 'this') take(this.#handed(at, seen, depth))
      else if (!isMember && depth < MAX_DEPTH) take(this.#named(text, at, seen, depth))
      else if (this.#sign(at - 2) === 'this' || /^(?:self|that|_this|me|app|vm)$/u.test(this.#sign(at - 2)))
        take(this.#named(text, at, seen, depth))
    }
    return { selectors, aside, deep, self }
  }

  /** The elements that are looked up by what stands in a call. */
  #looked(from: number, to: number, by: Selected['by'], seen: Set<string>, depth: number): Reached {
    const first = this.#tokens[from]
    if (first?.kind === 'text') {
      const isJoined = from + 1 < to && this.#sign(from + 1) === '+'
      const behind = isJoined ? this.#texts(from + 2, to, new Set(), depth + 1) : []
      const joined = behind.map(({ text, open }) => ({ text: first.text + text, by, open }))
      return { ...NOTHING, selectors: [{ text: first.text, by, open: first.open || isJoined }, ...joined] }
    }
    // A function that chooses among what is there already.
    if (this.#functions.some((one) => one.from >= from && one.to <= to)) return NOTHING
    const reached = this.#reached(from, to, seen, depth + 1)
    const texts = this.#texts(from, to, new Set(), depth + 1)
    return { ...reached, selectors: [...reached.selectors, ...texts.map(({ text, open }) => ({ text, by, open }))] }
  }

  /** The texts that an expression may stand for. */
  #texts(from: number, to: number, seen: Set<string>, depth: number): readonly Token[] {
    if (depth > MAX_DEPTH) return []
    const found: Token[] = []
    for (let at = from; at < to; at++) {
      const token = this.#tokens[at]
      if (token?.kind === 'text') found.push(this.#sign(at + 1) === '+' ? { ...token, open: true } : token)
      else if (token?.kind === 'name') {
        if (this.#sign(at + 1) === ':') found.push(token)
        for (const [start, end] of this.#sources(token.text, at, seen))
          found.push(...this.#texts(start, end, seen, depth + 1))
      }
    }
    return found
  }

  #named(name: string, at: number, seen: Set<string>, depth: number): Reached {
    const parts = this.#sources(name, at, seen).map(([from, to]) => this.#reached(from, to, seen, depth + 1))
    return {
      selectors: parts.flatMap(({ selectors }) => selectors),
      aside: parts.some((part) => part.aside),
      deep: parts.some((part) => part.deep),
      self: parts.some((part) => part.self),
    }
  }

  /** The expressions that a name may stand for. */
  #sources(name: string, at: number, seen: Set<string>): readonly (readonly [number, number])[] {
    if (!this.#follows || seen.has(name)) return []
    seen.add(name)
    const found = (this.#given.get(name) ?? []).map((from) => [from, this.#end(from)] as const)
    const around = this.#functions.filter(({ from, to, parameters }) => at >= from && at < to && parameters.has(name))
    for (const one of around) {
      if (one.caller !== null) found.push(this.#callAt(one.caller))
      if (one.name !== null) found.push(...this.#calls(one.name))
    }
    const own = this.#functions.find((one) => one.name === name)
    if (own && this.#sign(at + 1) === '(') found.push([own.from, own.to])
    return found
  }

  /** The arguments of a function wherever it is called. */
  #calls(name: string): readonly (readonly [number, number])[] {
    return this.#tokens.flatMap((token, at) =>
      token.kind === 'name' && token.text === name && this.#sign(at - 1) !== 'function'
        ? this.#sign(at + 1) === '('
          ? [[at + 2, this.#brackets.get(at + 1) ?? at + 2] as const]
          : this.#sign(at - 1) === '(' && this.#tokens[at - 2]?.kind === 'name'
            ? [this.#callAt(at - 2)]
            : []
        : [],
    )
  }

  /** The elements that `this` stands for: those on which the function around it is called. */
  #handed(at: number, seen: Set<string>, depth: number): Reached {
    const around = this.#functions.findLast(({ from, to, own }) => own && at >= from && at < to)
    if (!around) return { ...NOTHING, self: true }
    const key = `this ${String(around.from)}`
    if (around.caller === null || seen.has(key)) return NOTHING
    seen.add(key)
    return this.#reached(...this.#callAt(around.caller), seen, depth + 1)
  }

  /** All of a call: what it is made on, and what is handed to it. */
  #callAt(caller: number): readonly [number, number] {
    return [this.#chainStart(caller), this.#brackets.get(caller + 1) ?? caller]
  }
}

/** The changes that a script makes to the page while it is loaded. */
export const writesOf = (script: string, help: Help): readonly Write[] =>
  MAY_WRITE.test(script)
    ? [...new Follower(script, help).writes()].filter(({ selectors, self }) => self || selectors.length > 0)
    : []
