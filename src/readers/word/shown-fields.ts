import { DOUBT_MARKS } from '../markup/text.js'
import { attribute } from './xml.js'
import { childOf, everyElement, run, textOf, valueOf, type XmlElement, type XmlNode } from './tree.js'

interface Field {
  readonly begin: XmlElement
  instruction: string
  result: string
  inResult: boolean
}

/** A run with the cell that it stands in. */
interface PlacedRun {
  readonly run: XmlElement
  readonly cell: XmlElement | null
}

const MARK = DOUBT_MARKS['cell-not-text']

/** Fields that show nothing wherever they stand, if they have no result. */
const SILENT = /^\s*(?:TC|XE|RD|TA|PRIVATE|SET|ASK|FORMTEXT|HYPERLINK)\b|^\s*$/i

/** Fields whose instruction is what they show: whatever result was saved with them does not count. */
const DRAWN =
  /^\s*(?:EQ|SYMBOL|MACROBUTTON|GOTOBUTTON|FORMCHECKBOX|ADVANCE|DISPLAYBARCODE|MERGEBARCODE|INCLUDEPICTURE)\b/i

/** Fields that Word works out anew whenever it shows or prints them: what was saved with them may be old. */
const RENEWED = /^\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME)\b/i

/** Fields that show what was entered, and nothing that is worked out. */
const KEPT = /^\s*(?:HYPERLINK|FORM\w+|TC|XE|PRIVATE)\b/i

/** Tells whether a field with this instruction shows something else than the result that was saved with it. */
export const isDrawnInstruction = (instruction: string): boolean => DRAWN.test(instruction)

/** Tells whether a field with this instruction shows nothing if it has no result. */
export const isSilentInstruction = (instruction: string): boolean => SILENT.test(instruction)

/**
 * Takes away what stands in the instructions of fields, and puts the chosen entry where a drop-down stands.
 * @param renewsAll whether Word works out all fields anew when it opens the document
 */
export function revealFields(nodes: readonly XmlNode[], renewsAll = false): void {
  const runs = placedRuns(nodes, null)
  const paired = pairsOf(runs)
  const fields: Field[] = []
  for (const { run: element, cell } of runs) {
    for (const node of [...element.children]) {
      if (typeof node === 'string') continue
      const open = fields.at(-1)
      if (node.name === 'w:instrText' && open && !open.inResult) open.instruction += textOf(node.children)
      else if (node.name === 'w:fldChar') {
        if (paired.has(node)) step(fields, node, element, { inCell: cell !== null, renewsAll })
        else if (attribute(node.tag, 'w:fldCharType') !== 'separate') element.children.push(...run(MARK).children)
      } else if (node.name === 'w:t' && open) {
        if (fields.some(({ inResult }) => !inResult)) node.children = []
        else open.result += textOf(node.children)
      }
    }
  }
}

function placedRuns(nodes: readonly XmlNode[], cell: XmlElement | null): readonly PlacedRun[] {
  const found: PlacedRun[] = []
  const visit = (list: readonly XmlNode[], within: XmlElement | null): void => {
    for (const node of list) {
      if (typeof node === 'string') continue
      if (node.name === 'w:r') found.push({ run: node, cell: within })
      visit(node.children, node.name === 'w:tc' ? node : within)
    }
  }
  visit(nodes, cell)
  return found
}

/** The marks of fields that both begin and end in one cell, or outside of cells; the other ones bind nothing. */
function pairsOf(runs: readonly PlacedRun[]): ReadonlySet<XmlElement> {
  const open: { readonly cell: XmlElement | null; readonly marks: XmlElement[] }[] = []
  const paired = new Set<XmlElement>()
  for (const { run: element, cell } of runs)
    for (const node of element.children) {
      if (typeof node === 'string' || node.name !== 'w:fldChar') continue
      const type = attribute(node.tag, 'w:fldCharType')
      if (type === 'begin') {
        open.push({ cell, marks: [node] })
        continue
      }
      const at = open.findLastIndex((one) => one.cell === cell)
      open[at]?.marks.push(node)
      if (type !== 'end') continue
      for (const mark of open[at]?.marks ?? []) paired.add(mark)
      if (at >= 0) open.length = at
    }
  return paired
}

interface Circumstances {
  readonly inCell: boolean
  /** Whether Word works out all fields anew when it opens the document. */
  readonly renewsAll: boolean
}

function step(fields: Field[], node: XmlElement, within: XmlElement, at: Circumstances): void {
  const type = attribute(node.tag, 'w:fldCharType')
  const open = fields.at(-1)
  if (type === 'begin') fields.push({ begin: node, instruction: '', result: '', inResult: false })
  else if (type === 'separate' && open) open.inResult = true
  else if (type === 'end' && open) {
    fields.pop()
    const outer = fields.at(-1)
    const nested = fields.some(({ inResult }) => !inResult)
    const text = nested ? '' : shownBy(open, at)
    if (outer?.inResult) outer.result += open.result + text
    if (text !== '') within.children.push(...run(text).children)
  }
}

/** Gives the text that a field shows beside its saved result. */
function shownBy({ begin, instruction, result, inResult }: Field, { inCell, renewsAll }: Circumstances): string {
  // Outside of cells these are page numbers and dates of signature, which are told by other evidence.
  if (DRAWN.test(instruction) || (inCell && RENEWED.test(instruction))) return MARK
  // Word works it out anew when the document is opened.
  if (isOn(attribute(begin.tag, 'w:dirty'))) return MARK
  if (renewsAll && inCell && !KEPT.test(instruction)) return MARK
  if (/^\s*FORMDROPDOWN\b/i.test(instruction)) {
    const entry = chosenEntry(begin)
    if (result.trim() === '') return entry ?? MARK
    return entry === null || entry.trim() === result.trim() ? '' : MARK
  }
  if (inResult && !/^\s*=/.test(instruction)) return ''
  return result.trim() !== '' || SILENT.test(instruction) ? '' : MARK
}

const isOn = (value: string | null): boolean => /^(?:1|true|on)$/.test(value ?? '')

function chosenEntry(begin: XmlElement): string | null {
  const list = childOf(childOf(begin, 'w:ffData'), 'w:ddList')
  const chosen = valueOf(childOf(list, 'w:result')) ?? valueOf(childOf(list, 'w:default')) ?? '0'
  return valueOf(everyElement(list?.children ?? [], 'w:listEntry')[Number(chosen)])
}

/** Tells whether a field in one element, in a cell, shows or may show something else than the text in it. */
export function isDrawnField(element: XmlElement): boolean {
  const instruction = attribute(element.tag, 'w:instr') ?? ''
  return (
    isOn(attribute(element.tag, 'w:dirty')) ||
    DRAWN.test(instruction) ||
    RENEWED.test(instruction) ||
    (textOf(element.children).trim() === '' && !SILENT.test(instruction))
  )
}
