import { DOUBT_MARKS } from '../markup/text.js'
import { childOf, everyElement, run, textOf, type XmlElement, type XmlNode } from './tree.js'

/** Elements of an equation that is one line of characters. */
const PLAIN = new Set(
  'm:oMath m:oMathPara m:oMathParaPr m:ctrlPr m:jc m:r m:t m:rPr m:sty m:nor m:lit m:scr m:aln m:brk'.split(' '),
)

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
  const runs = [...everyElement([equation], 'm:r'), ...everyElement([equation], 'w:r')].map((each) => {
    const properties = childOf(each, 'w:rPr')
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
