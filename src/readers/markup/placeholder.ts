/** Elements whose content a script brings: what stands in the page is not what is shown. */

/** Attributes that bind an element to data, whatever it holds. */
const BINDING =
  /^(?:v-(?:text|html|model|bind|for)|ng-(?:bind|model|repeat)(?:-\w+)?|x-(?:text|html|model)|wx:|:text|:inner-?text|data-(?:bind|ng-bind|v-text|text|field|model|binding|val|num|number|count|key|src|url|content|var|path|expr))/u

/** Attributes of empty elements that editors, sheets and frameworks leave behind. */
const IDLE =
  /^data-(?:v-[\da-f]{6,}|label|title|th|mce|ue|wps|ccp|sort|order|style|filtered|type|row|col|cell|index|align|width|height|font|lang|page|start|list|level|mso|sheets|track|spm|role|toggle|placement|original-title|cke|diff|darkmode|darkreader|powered|tools|pm|slate|block|inline|lake|offset|last|ignore)/u

/** Tells whether an empty element has an attribute by which a script finds the place for a value. */
export function isPlaceholder(attributes: ReadonlyMap<string, string>, cell: boolean): boolean {
  for (const name of attributes.keys())
    if (BINDING.test(name) || (!cell && name.startsWith('data-') && !IDLE.test(name))) return true
  return false
}

/** Attributes whose value a framework shows in place of whatever the element holds. */
const SHOWN_INSTEAD = /^(?:v-(?:text|html)|ng-bind(?:-\w+)?|x-(?:text|html)|:text-?content|:inner-?html)$/u

/** Tells whether a framework shows something else than what is in the element. */
export const isBound = (attributes: ReadonlyMap<string, string>): boolean =>
  [...attributes.keys()].some((name) => SHOWN_INSTEAD.test(name)) ||
  /^\s*(?:text|html)\s*:/u.test(attributes.get('data-bind') ?? '')

/** Tells whether one of the page's scripts names the element by its id, or by its class where it is empty. */
export function isNamedIn(scripts: string, attributes: ReadonlyMap<string, string>, empty: boolean): boolean {
  if (scripts === '') return false
  const id = attributes.get('id')?.trim() ?? ''
  if (id !== '' && (isNamed(scripts, id, '["\'`#]') || isFilledByName(scripts, id))) return true
  // A value beside the text, which a function of some library brings into it.
  const isCounted = [...attributes.keys()].some((name) => /^data-(?!v-)/u.test(name) && !IDLE.test(name))
  if (!empty)
    return (attributes.get('class') ?? '')
      .split(/\s+/u)
      .some((name) => isChanged(scripts, name) || (isCounted && isNamed(scripts, name, '["\'`][^"\'`\\n]{0,80}\\.')))
  const classes = (attributes.get('class') ?? '').split(/\s+/u)
  return classes.some((name) => name !== '' && isNamed(scripts, name, '(?:["\'`]|["\'`][^"\'`\\n]{0,80}\\.)'))
}

/** Browsers know an element with an id by that name. */
const isFilledByName = (scripts: string, id: string): boolean =>
  /^[a-z_$][\w$]*$/iu.test(id) &&
  scripts.includes(`${id}.`) &&
  new RegExp(`(?<![\\w.$])${id.replaceAll('$', '\\$')}\\.(?:textContent|inner(?:Text|HTML)|value)\\b`, 'u').test(
    scripts,
  )

/** Tells whether a script takes away, shows or changes what bears a class. */
function isChanged(scripts: string, name: string): boolean {
  if (name === '' || !scripts.includes(`.${name}`)) return false
  const selector = `["'\`][^"'\`\\n]{0,80}\\.${name.replace(/[^\w-]/gu, '\\$&')}["'\`]\\)`
  return new RegExp(
    `${selector}[^;]{0,80}(?:remove|hide|text|html|innerHTML|replace|style|empty|append|prepend)`,
    'u',
  ).test(scripts)
}

function isNamed(scripts: string, name: string, ahead: string): boolean {
  if (name === '' || !scripts.includes(name)) return false
  return new RegExp(`${ahead}${name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).test(scripts)
}
