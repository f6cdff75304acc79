import { attribute } from './xml.js'
import { childOf, everyElement, run, textOf, valueOf, type XmlElement, type XmlNode } from './tree.js'

interface Field {
  readonly begin: XmlElement
  instruction: string
  inResult: boolean
  shows: boolean
}

/** Shows a cell whose field Word fills in by itself and saved no result of. */
const FIELD_MARK = '〔域〕'

/** Fields that show nothing wherever they stand. */
const SILENT = /^\s*(?:TC|XE|RD|TA|PRIVATE|SET|ASK|FORMTEXT|FORMCHECKBOX|HYPERLINK)\b|^\s*$/i

/** Takes away what stands in the instructions of fields, and puts the chosen entry where a drop-down stands. */
export function revealFields(nodes: readonly XmlNode[]): void {
  const marks = everyElement(nodes, 'w:fldChar').map(({ tag }) => attribute(tag, 'w:fldCharType'))
  const count = (type: string): number => marks.filter((mark) => mark === type).length
  // After a field that never ends, everything would count as its instruction.
  if (count('begin') !== count('end')) return
  const fields: Field[] = []
  for (const element of everyElement(nodes, 'w:r')) {
    for (const node of [...element.children]) {
      if (typeof node === 'string') continue
      const open = fields.at(-1)
      if (node.name === 'w:instrText' && open) open.instruction += textOf(node.children)
      else if (node.name === 'w:fldChar') step(fields, node, element)
      else if (node.name === 'w:t' && open) {
        if (fields.some(({ inResult }) => !inResult)) node.children = []
        else open.shows = true
      }
    }
  }
}

function step(fields: Field[], node: XmlElement, within: XmlElement): void {
  const type = attribute(node.tag, 'w:fldCharType')
  const open = fields.at(-1)
  if (type === 'begin') fields.push({ begin: node, instruction: '', inResult: false, shows: false })
  else if (type === 'separate' && open) open.inResult = true
  else if (type === 'end' && open) {
    fields.pop()
    const nested = fields.some(({ inResult }) => !inResult)
    const text = nested ? '' : fallbackOf(open)
    if (text !== '') within.children.push(...run(text).children)
  }
}

function fallbackOf({ begin, instruction, inResult }: Field): string {
  if (!/^\s*FORMDROPDOWN\b/i.test(instruction)) return inResult || SILENT.test(instruction) ? '' : FIELD_MARK
  if (inResult) return ''
  const list = childOf(childOf(begin, 'w:ffData'), 'w:ddList')
  const chosen = valueOf(childOf(list, 'w:result')) ?? valueOf(childOf(list, 'w:default')) ?? '0'
  const entries = everyElement(list?.children ?? [], 'w:listEntry')
  return valueOf(entries[Number(chosen)]) ?? FIELD_MARK
}
