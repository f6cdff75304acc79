/** Elements whose content a script brings: what stands in the page is not what is shown. */

/** Attributes that bind an element to data, whatever it holds. */
const BINDING =
  /^(?:v-(?:text|html|model|bind|for)|ng-(?:bind|model|repeat)(?:-\w+)?|x-(?:text|html|model)|wx:|:text|:inner-?text|data-(?:bind|ng-bind|v-text|text|field|model|binding|val|num|number|count|key|src|url|content|var|path|expr))/u

/** Attributes of empty elements that editors, sheets and frameworks leave behind. */
const IDLE =
  /^data-(?:v-[\da-f]{6,}|label|title|th|mce|ue|wps|ccp|sort|order|style|filtered|type|row|col|cell|index|align|width|height|font|lang|page|start|list|level|mso|sheets|track|spm|role|toggle|placement|original-title|cke|diff|darkmode|darkreader|powered|tools|pm|slate|block|inline|lake|offset|last|ignore)/u

/** Whether an empty element has an attribute by which a script finds the place for a value. */
export function isPlaceholder(attributes: ReadonlyMap<string, string>, cell: boolean): boolean {
  for (const name of attributes.keys())
    if (BINDING.test(name) || (!cell && name.startsWith('data-') && !IDLE.test(name))) return true
  return false
}

/** Whether one of the page's scripts names the element by its id, or by its class where it is empty. */
export function isNamedIn(scripts: string, attributes: ReadonlyMap<string, string>, empty: boolean): boolean {
  if (scripts === '') return false
  const id = attributes.get('id')?.trim() ?? ''
  if (id !== '' && isNamed(scripts, id, '["\'`#]')) return true
  if (!empty) return false
  const classes = (attributes.get('class') ?? '').split(/\s+/u)
  return classes.some((name) => name !== '' && isNamed(scripts, name, '(?:["\'`]|["\'`][^"\'`\\n]{0,80}\\.)'))
}

function isNamed(scripts: string, name: string, ahead: string): boolean {
  if (!scripts.includes(name)) return false
  return new RegExp(`${ahead}${name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).test(scripts)
}
