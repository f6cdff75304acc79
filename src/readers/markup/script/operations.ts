import type { Script } from './script.js'
import { tokensOf } from './tokens.js'

/**
 * Kinds of changes: `content`: something is put into elements; `beside`: something is put beside what is in them, or beside
 * them; `look`: they are shown or hidden; `class`: classes are given to them or taken from them.
 */
export type Kind = 'content' | 'beside' | 'look' | 'class'

/** Properties that hold what an element shows. */
export const CONTENT = new Set('innerHTML innerText textContent outerHTML outerText nodeValue data value'.split(' '))
export const LOOK = new Set(
  'display visibility opacity color cssText textIndent transform position order hidden'.split(' '),
)

/** Functions that change what an element shows, with or without something handed to them. */
const PUTTING = new Set(
  (
    'text html val replaceWith replaceChild replaceChildren removeChild insertCell deleteCell insertRow deleteRow setHTML ' +
    'setHTMLUnsafe replaceData appendData deleteData insertData splitText load replaceAll'
  ).split(' '),
)
const BESIDE = new Set(
  'append prepend before after appendChild insertBefore insertAdjacentHTML insertAdjacentText insertAdjacentElement'.split(
    ' ',
  ),
)
const EMPTYING = new Set(['empty', 'remove', 'detach'])
const SHOWING = new Set('hide show toggle fadeIn fadeOut slideUp slideDown'.split(' '))
/** Functions that are handed the element instead of being called on it. */
export const HANDED = new Set(['appendTo', 'prependTo', 'insertAfter', 'insertBefore', 'replaceAll'])

/** Functions that are handed what a range of the page begins or ends with, or holds. */
export const RANGES = /^(?:selectNode(?:Contents)?|set(?:Start|End)(?:Before|After)?)$/u

/** A script that has none of these writes nothing into the page. */
export const MAY_WRITE = new RegExp(
  `\\b(?:${[...CONTENT, ...LOOK, ...PUTTING, ...BESIDE, ...EMPTYING, ...SHOWING, ...HANDED, 'css', 'attr', 'setAttribute', 'className', 'classList', '\\w+Class', 'selectNode\\w*', 'set(?:Start|End)\\w*'].join('|')})\\b`,
  'u',
)

/** Tells what a name in a script does to the page where it stands. */
export class Operations {
  readonly #script: Script

  constructor(script: Script) {
    this.#script = script
  }

  /** The kind of change that a name makes; null where it makes none. */
  kindAt(at: number): Kind | null {
    const name = this.#script.text(at)
    const next = this.#script.sign(at + 1)
    const isSet = /^(?:=|\+=|\|\|=|\?\?=)$/u.test(next)
    const isMember = this.#script.sign(at - 1) === '.' || this.#script.sign(at - 1) === '?.'
    if (!isMember) return null
    if (isSet && name === 'className') return 'class'
    if (isSet) return CONTENT.has(name) ? 'content' : LOOK.has(name) && this.#isLook(at) ? 'look' : null
    if (next !== '(') return null
    const isEmpty = this.#script.sign(at + 2) === ')'
    if (RANGES.test(name)) return 'content'
    const isList = this.#script.sign(at - 2) === 'classList' && /^(?:add|remove|toggle|replace)$/u.test(name)
    if (isList || /^(?:add|remove|toggle)Class$/u.test(name)) return 'class'
    if (EMPTYING.has(name)) return this.#script.sign(at - 2) === 'classList' ? null : 'content'
    if (SHOWING.has(name)) return this.#script.sign(at - 2) === 'classList' ? null : 'look'
    if (isEmpty) return null
    if (PUTTING.has(name)) return 'content'
    if (BESIDE.has(name) || HANDED.has(name)) return 'beside'
    if (name === 'css') return /^(?:display|visibility|opacity|color)$/u.test(this.#property(at)) ? 'look' : null
    if (name === 'attr' || name === 'setAttribute' || name === 'prop')
      return /^(?:value|hidden)$/u.test(this.#script.text(at + 2)) && this.#script.sign(at + 3) === ','
        ? 'content'
        : null
    return null
  }

  /** The property that a function sets: its first text, or the first name in its first object. */
  #property(at: number): string {
    const isObject = this.#script.sign(at + 2) === '{'
    if (!isObject) return this.#script.sign(at + 3) === ',' && !this.#isVisible(at + 4) ? this.#script.text(at + 2) : ''
    const inside = this.#script.tokens.slice(at + 3, this.#script.brackets.get(at + 2) ?? at)
    return (
      inside.find(
        (token, place) => LOOK.has(token.text) && inside[place + 1]?.text === ':' && !this.#isVisible(at + 5 + place),
      )?.text ?? ''
    )
  }

  #isLook(at: number): boolean {
    const isOwn = this.#script.text(at) === 'hidden' || this.#script.sign(at - 2) === 'style'
    return isOwn && !this.#isVisible(at + 2)
  }

  /** Tells whether a value is a colour that is seen on white. */
  #isVisible(at: number): boolean {
    const { kind, text = '' } = this.#script.tokens[at] ?? {}
    return (
      kind === 'text' &&
      /^(?:#(?:[0-9a]{3}|[0-9a][\da-f][0-9a][\da-f][0-9a][\da-f])|black|red|blue|gr[ae]y|dark\w+)$/iu.test(text)
    )
  }
}

/** A text that is a rule of a style sheet. */
const RULE = /[.#\w\])*][^{}]*\{[^{}]*:[^{}]*\}/u

/** The rules of style sheets that stand in a script as texts. */
export const rulesIn = (script: string): readonly string[] =>
  /\{[^{}]*:/u.test(script)
    ? tokensOf(script).flatMap(({ kind, text }) =>
        kind === 'text' && RULE.test(text) ? [text.replace(/<\/?style[^>]*>/giu, ' ')] : [],
      )
    : []
