import { DOUBT_MARKS } from '../markup/text.js'
import { childOf, everyElement, run, textOf, type XmlElement, type XmlNode } from './tree.js'

/** Elements of an equation that is one line of characters. */
const PLAIN = new Set(
  'm:oMath m:oMathPara m:oMathParaPr m:ctrlPr m:jc m:r m:t m:rPr m:sty m:nor m:lit m:scr m:aln m:brk'.split(' '),
)

/** Parts of an equation that stand above or below its line: 45² is not 452. */
const SCRIPTS = ['m:sup', 'm:sub', 'm:lim']
const RAISED: XmlElement = {
  name: 'w:rPr',
  tag: '<w:rPr>',
  children: [{ name: 'w:vertAlign', tag: '<w:vertAlign w:val="superscript">', children: [] }],
}

const runsIn = (element: XmlElement): readonly XmlElement[] => [
  ...everyElement([element], 'm:r'),
  ...everyElement([element], 'w:r'),
]

/** Puts runs of text where equations stand; one that is built up (a fraction, a power) makes its cell a doubt. */
export function withoutEquations(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (typeof node === 'string') return [node]
    if (/^m:oMath(?:Para)?$/.test(node.name)) return asRuns(node)
    node.children = withoutEquations(node.children)
    return [node]
  })
}

function asRuns(equation: XmlElement): XmlElement[] {
  const raised = new Set(SCRIPTS.flatMap((name) => everyElement([equation], name)).flatMap((each) => runsIn(each)))
  const runs = runsIn(equation).map((each) => {
    const own = childOf(each, 'w:rPr')
    const properties = raised.has(each) ? { ...RAISED, children: [...(own?.children ?? []), ...RAISED.children] } : own
    const texts = each.children.filter((node) => typeof node !== 'string' && /^[mw]:t$/.test(node.name))
    const shown = run(textOf(texts))
    return properties ? { ...shown, children: [properties, ...shown.children] } : shown
  })
  return isBuilt(equation) ? [...runs, run(DOUBT_MARKS['cell-not-text'])] : runs
}

const isBuilt = (element: XmlElement): boolean =>
  element.children.some(
    (node) => typeof node !== 'string' && ((node.name.startsWith('m:') && !PLAIN.has(node.name)) || isBuilt(node)),
  )
