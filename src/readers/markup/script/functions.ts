import type { Script } from './script.js'
import type { Token } from './tokens.js'

/** A function in a script. */
export interface Callback {
  readonly name: string | null
  readonly parameters: ReadonlySet<string>
  /** The tokens of its body, from the first up to the one after the last. */
  readonly from: number
  readonly to: number
  /** The name that calls the function that this one is handed to, by its place; null where it is not handed over. */
  readonly caller: number | null
  /** Whether it has a `this` of its own. */
  readonly own: boolean
  /** It runs only when somebody does something. */
  readonly waits: boolean
}

/** Events that come by themselves. */
const BY_ITSELF = /^(?:on)?(?:load|DOMContentLoaded|ready|readystatechange|pageshow|animationstart|animationend)\b/iu

/** Functions that hand one over for an event, which is their first text, or their name. */
const BINDING = new Set(['on', 'bind', 'live', 'delegate', 'one', 'addEventListener', 'attachEvent'])
const EVENTS =
  /^(?:click|dblclick|mouse\w+|pointer\w+|touch\w+|hover|key(?:up|down|press)|change|focus|blur|submit|scroll|resize|swipe\w*|tap)$/u

const CONTROL = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'function'])

/** The functions of a script, in the order in which they begin. */
export function functionsOf(script: Script): readonly Callback[] {
  const { tokens, brackets, steps } = script
  const found: Callback[] = []
  const textAt = (at: number): string => script.sign(at)
  const isName = (at: number): boolean => script.isName(at)
  const namesIn = (from: number, to: number): ReadonlySet<string> =>
    new Set(tokens.slice(from, to).flatMap(({ kind, text }) => (kind === 'name' ? [text] : [])))
  const add = (
    start: number,
    head: readonly [number, number],
    body: readonly [number, number],
    said: string | null,
  ): void => {
    const ahead = textAt(start - 1) === 'async' ? start - 2 : start - 1
    const name = said ?? nameAhead(ahead)
    const caller = said === null && name === null ? callerOf(ahead) : null
    const waits =
      /^on(?!load|readystatechange|pageshow)[a-z]+$/u.test(name ?? '') || (caller !== null && isWaiting(caller))
    const own = textAt(start) !== '(' && !(isName(start) && textAt(start + 1) === '=>')
    found.push({ name, parameters: namesIn(...head), from: body[0], to: body[1], caller, own, waits })
  }
  /** The name that a function gets from the tokens before it. */
  const nameAhead = (ahead: number): string | null =>
    (textAt(ahead) === '=' || textAt(ahead) === ':') && isName(ahead - 1) ? textAt(ahead - 1) : null
  const callerOf = (ahead: number): number | null => {
    for (let at = ahead; at >= 0; at--) {
      steps.spend(1)
      const text = textAt(at)
      if (text === ')' || text === ']' || text === '}') at = brackets.get(at) ?? at
      else if (text === '(') return isName(at - 1) ? at - 1 : null
      else if (text === ';' || text === '{' || text === '[') return null
    }
    return null
  }
  const isWaiting = (caller: number): boolean => {
    const name = textAt(caller)
    if (!BINDING.has(name)) return EVENTS.test(name)
    const event = tokens[caller + 2]
    return event?.kind === 'text' && !BY_ITSELF.test(event.text)
  }
  const bodyAt = (at: number): readonly [number, number] =>
    textAt(at) === '{' ? [at + 1, brackets.get(at) ?? tokens.length] : [at, endOfExpression(at)]
  const endOfExpression = (from: number): number => {
    for (let at = from; at < tokens.length; at++) {
      steps.spend(1)
      const text = textAt(at)
      if (text === '(' || text === '[' || text === '{') at = brackets.get(at) ?? tokens.length
      else if (/^[)\],;}]$/u.test(text)) return at
    }
    return tokens.length
  }
  for (let at = 0; at < tokens.length; at++) {
    const text = textAt(at)
    if (text === 'function') {
      const named = isName(at + 1) ? at + 1 : at
      let open = named + 1
      for (; open < tokens.length && textAt(open) !== '('; open++) steps.spend(1)
      const close = brackets.get(open) ?? tokens.length
      add(at, [open, close], bodyAt(close + 1), named > at ? textAt(named) : null)
    } else if (text === '=>') {
      const start = textAt(at - 1) === ')' ? (brackets.get(at - 1) ?? at) : at - 1
      add(start, [start, at], bodyAt(at + 1), null)
    } else if (
      isName(at) &&
      textAt(at + 1) === '(' &&
      !CONTROL.has(text) &&
      /^[{,};]?$|^(?:async|get|set|static)$/u.test(textAt(at - 1))
    ) {
      const close = brackets.get(at + 1) ?? tokens.length
      if (textAt(close + 1) === '{') add(at, [at + 1, close], bodyAt(close + 1), text)
    }
  }
  return found
}

/** Tells for each piece whether it runs while the page is loaded. @param started code that attributes of the page run */
export function runningIn(
  { tokens, steps }: Script,
  functions: readonly Callback[],
  started: string,
): readonly boolean[] {
  /** For each piece the number of functions around it that are not known to run. */
  const around = new Int32Array(tokens.length)
  const waiting = new Map<string, Callback[]>()
  const called: Callback[] = []
  for (const one of functions) {
    if (!one.waits && one.name === null) continue
    steps.spend(one.to - one.from)
    for (let at = one.from; at < one.to; at++) around[at] = (around[at] ?? 0) + 1
    if (one.waits || one.name === null) continue
    if (started.includes(one.name) || /^on(?:load|readystatechange|pageshow)$/u.test(one.name)) called.push(one)
    else waiting.set(one.name, [...(waiting.get(one.name) ?? []), one])
  }
  const run = (at: number): void => {
    const { text = '' } = tokens[at] ?? {}
    const own = waiting.get(text)
    if (!own || !isUse(tokens, at)) return
    called.push(...own)
    waiting.delete(text)
  }
  around.forEach((count, at) => {
    if (count === 0) run(at)
  })
  for (let one = called.pop(); one; one = called.pop()) {
    steps.spend(one.to - one.from)
    for (let at = one.from; at < one.to; at++) if ((around[at] = (around[at] ?? 0) - 1) === 0) run(at)
  }
  return Array.from(around, (count) => count === 0)
}

/** Tells whether a name is used where it stands, and not given. */
const isUse = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'name' && tokens[at - 1]?.text !== 'function' && !['=', ':'].includes(tokens[at + 1]?.text ?? '')
