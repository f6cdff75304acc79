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
import { Script } from './script.js'
import { StepsSpent } from './steps.js'
import type { Token } from './tokens.js'

interface Help {
  /** Code that attributes of the page run. */
  readonly started: string
  /** Whether names are followed to what they stand for: in compressed scripts each stands for anything. */
  readonly follows: boolean
}

/** Follows in one script which elements of the page it changes while the page is loaded. */
class Follower {
  readonly #script: Script
  readonly #functions: readonly Callback[]
  readonly #running: readonly boolean[]
  /** Where the body of a function ends, by where it begins. */
  readonly #bodies: ReadonlyMap<number, number>
  /** Places where a name gets a value: after its `=`, `of` or `in`. */
  readonly #given = new Map<string, number[]>()
  readonly #follows: boolean
  readonly #operations: Operations

  constructor(script: string, { started, follows }: Help) {
    this.#follows = follows
    this.#script = new Script(script)
    this.#operations = new Operations(this.#script)
    this.#functions = functionsOf(this.#script)
    this.#bodies = new Map(this.#functions.map(({ from, to }) => [from, to] as const).toReversed())
    this.#running = runningIn(this.#script, this.#functions, started + this.#timed())
    this.#script.tokens.forEach((_, at) => {
      if (!['=', 'of', 'in'].includes(this.#script.sign(at))) return
      for (const name of this.#namesAhead(at)) {
        const places = this.#given.get(name)
        if (places) places.push(at + 1)
        else this.#given.set(name, [at + 1])
      }
    })
  }

  *writes(): Generator<Write> {
    for (let at = 0; at < this.#script.tokens.length; at++) {
      if (this.#running[at] !== true || !this.#script.isName(at)) continue
      const kind = this.#operations.kindAt(at)
      if (kind === null) continue
      const isHanded = HANDED.has(this.#script.text(at)) && this.#script.sign(at + 1) === '('
      const from = this.#script.chainStart(at)
      const seen = new Set<string>()
      const close = this.#script.brackets.get(at + 1) ?? at
      if (RANGES.test(this.#script.text(at))) {
        yield { ...this.#reached(at + 2, close, seen, 0), kind }
        continue
      }
      if (kind === 'class') {
        const [first, end] = this.#script.sign(at + 1) === '(' ? [at + 2, close] : [at + 2, this.#script.end(at + 2)]
        const classes = this.#texts(first, end, new Set(), 0).flatMap(({ text }) => text.trim().split(/\s+/u))
        yield { ...this.#reached(from, at, seen, 0), kind, classes }
        continue
      }
      // A text that is handed over names the elements; the library's function of this name takes it, the browser's does not.
      if (isHanded) yield { ...this.#looked(at + 2, close, 'selector', seen, 0), aside: true, kind }
      yield { ...this.#reached(from, at, isHanded ? new Set() : seen, 0), kind }
    }
  }

  /** Code in texts that timers run. */
  #timed(): string {
    return this.#script.tokens
      .filter(({ kind }, at) => kind === 'text' && /^set(?:Timeout|Interval)$/u.test(this.#script.sign(at - 2)))
      .map(({ text }) => text)
      .join('\n')
  }

  /** The names that get the value after an equals sign. */
  #namesAhead(at: number): readonly string[] {
    const last = this.#script.tokens[at - 1]
    const isMember = this.#script.sign(at - 2) === '.'
    if (last?.kind === 'name') return isMember && NO_ALIAS.has(last.text) ? [] : [last.text]
    if (last?.text !== ']' && last?.text !== '}') return []
    const open = this.#script.brackets.get(at - 1) ?? at
    if (this.#script.tokens[open - 1]?.kind === 'name' && last.text === ']') {
      const name = this.#script.text(open - 1)
      return /^(?:var|let|const)$/u.test(name)
        ? this.#script.tokens.slice(open, at).flatMap((token) => (token.kind === 'name' ? [token.text] : []))
        : [name]
    }
    return this.#script.tokens.slice(open, at).flatMap((token) => (token.kind === 'name' ? [token.text] : []))
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
      this.#script.steps.spend(1)
      const { kind, text = '' } = this.#script.tokens[at] ?? {}
      const inner = at > from ? this.#bodies.get(at) : undefined
      if (inner !== undefined && inner <= to) {
        at = inner
        continue
      }
      if (kind !== 'name') continue
      const isMember = /^\??\.$/u.test(this.#script.sign(at - 1))
      const by = LOOKING.get(text)
      if (isMember && ASIDE.test(text)) aside = true
      if (isMember && DEEP.test(text)) deep = true
      if (by !== undefined && this.#script.sign(at + 1) === '(') {
        const close = this.#script.brackets.get(at + 1) ?? to
        const found = this.#looked(at + 2, close, by, seen, depth)
        // A search within other elements narrows them down: its own result counts.
        if (found.selectors.length > 0) selectors.length = 0
        take(found)
        at = close
      } else if (WHOLE.has(text) && (isMember || text === 'body') && !this.#script.isOfMade(at)) selectors.push(PAGE)
      else if (text === 'this') take(this.#handed(at, seen, depth))
      else if (!isMember && depth < MAX_DEPTH) take(this.#named(text, at, seen, depth))
      else if (
        this.#script.sign(at - 2) === 'this' ||
        /^(?:self|that|_this|me|app|vm)$/u.test(this.#script.sign(at - 2))
      )
        take(this.#named(text, at, seen, depth))
    }
    return { selectors, aside, deep, self }
  }

  /** The elements that a call looks up by its arguments. */
  #looked(from: number, to: number, by: Selected['by'], seen: Set<string>, depth: number): Reached {
    const first = this.#script.tokens[from]
    if (first?.kind === 'text') {
      const isJoined = from + 1 < to && this.#script.sign(from + 1) === '+'
      const behind = isJoined ? this.#texts(from + 2, to, new Set(), depth + 1) : []
      const joined = behind.map(({ text, open }) => ({ text: first.text + text, by, open }))
      return { ...NOTHING, selectors: [{ text: first.text, by, open: first.open || isJoined }, ...joined] }
    }
    // A function as the argument only filters the elements before the call.
    this.#script.steps.spend(this.#functions.length)
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
      this.#script.steps.spend(1)
      const token = this.#script.tokens[at]
      if (token?.kind === 'text') found.push(this.#script.sign(at + 1) === '+' ? { ...token, open: true } : token)
      else if (token?.kind === 'name') {
        if (this.#script.sign(at + 1) === ':') found.push(token)
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
    this.#script.steps.spend(this.#functions.length)
    const found = (this.#given.get(name) ?? []).map((from) => [from, this.#script.end(from)] as const)
    const around = this.#functions.filter(({ from, to, parameters }) => at >= from && at < to && parameters.has(name))
    for (const one of around) {
      if (one.caller !== null) found.push(this.#callAt(one.caller))
      if (one.name !== null) found.push(...this.#calls(one.name))
    }
    const own = this.#functions.find((one) => one.name === name)
    if (own && this.#script.sign(at + 1) === '(') found.push([own.from, own.to])
    return found
  }

  /** The arguments of a function wherever it is called. */
  #calls(name: string): readonly (readonly [number, number])[] {
    this.#script.steps.spend(this.#script.tokens.length)
    return this.#script.tokens.flatMap((token, at) =>
      token.kind === 'name' && token.text === name && this.#script.sign(at - 1) !== 'function'
        ? this.#script.sign(at + 1) === '('
          ? [[at + 2, this.#script.brackets.get(at + 1) ?? at + 2] as const]
          : this.#script.sign(at - 1) === '(' && this.#script.tokens[at - 2]?.kind === 'name'
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

  /** A whole call: the object that it is made on, and its arguments. */
  #callAt(caller: number): readonly [number, number] {
    return [this.#script.chainStart(caller), this.#script.brackets.get(caller + 1) ?? caller]
  }
}

/** Any cell may be written by a script that cannot be followed. */
const ANYWHERE: Write = { ...NOTHING, selectors: [PAGE], kind: 'content' }

/** The changes that a script makes to the page while it is loaded. */
export function writesOf(script: string, help: Help): readonly Write[] {
  if (!MAY_WRITE.test(script)) return []
  try {
    return [...new Follower(script, help).writes()].filter(({ selectors, self }) => self || selectors.length > 0)
  } catch (error) {
    if (!(error instanceof StepsSpent)) throw error
    return [ANYWHERE]
  }
}
