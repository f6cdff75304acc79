import { folderOf, relationsName, resolved } from '../word/relations.js'
import { damaged, type Workbook } from './package.js'
import { isOn } from './styles.js'

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string
  /** Its place among all sheets, from 1. */
  readonly number: number
  readonly hidden: boolean
  /** Name of its part. */
  readonly part: string
}

/** The sheets of a workbook, and the parts that hold their texts and styles. */
export interface WorkbookParts {
  readonly sheets: readonly ListedSheet[]
  readonly strings: string
  readonly styles: string
  readonly theme: string
  readonly from1904: boolean
  readonly recalculates: boolean
}

interface Relation {
  readonly id: string
  /** The last word of its type, the same in both editions of the standard. */
  readonly type: string
  readonly target: string
}

const USUAL_MAIN = 'xl/workbook.xml'

async function relationsIn(workbook: Workbook, part: string): Promise<readonly Relation[]> {
  const relations: Relation[] = []
  await workbook.walk(relationsName(part), {
    open: ({ name, attributes }) => {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      relations.push({
        id: attributes.Id ?? '',
        type: attributes.Type?.split('/').at(-1) ?? '',
        target: resolved(attributes.Target ?? '', folderOf(part)),
      })
    },
  })
  return relations
}

/**
 * The parts of a workbook, wherever its package has them.
 * @throws DocumentError damaged-file where it lists no sheet; what walking through its parts throws
 */
export async function workbookParts(workbook: Workbook): Promise<WorkbookParts> {
  const roots = await relationsIn(workbook, '')
  const stated = roots.find(({ type, target }) => type === 'officeDocument' && workbook.has(target))
  const main = stated?.target ?? USUAL_MAIN
  if (!workbook.has(main)) throw damaged('it has no workbook')
  const relations = await relationsIn(workbook, main)
  const targetOf = (type: string): string | undefined => relations.find((relation) => relation.type === type)?.target
  const byId = new Map(relations.map((relation) => [relation.id, relation]))
  const sheets: ListedSheet[] = []
  let number = 0
  let from1904 = false
  let recalculates = false
  await workbook.walk(main, {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') from1904 = isOn(attributes.date1904)
      if (name === 'calcPr') recalculates = isOn(attributes.fullCalcOnLoad)
      if (name !== 'sheet') return
      number += 1
      const own = byId.get(attributes.id ?? '')
      // Sheets of charts, dialogs and macros hold no cells to read.
      if (own && own.type !== 'worksheet') return
      const part = own?.target ?? `${folderOf(main)}worksheets/sheet${number}.xml`
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? `Sheet${number}`, number, hidden, part })
    },
  })
  const lost = sheets.find(({ part }) => !workbook.has(part))
  if (lost) throw damaged(`the sheet ${lost.name} is missing`)
  if (number === 0) throw damaged('it lists no sheet')
  return {
    ...{ sheets, from1904, recalculates },
    strings: targetOf('sharedStrings') ?? `${folderOf(main)}sharedStrings.xml`,
    styles: targetOf('styles') ?? `${folderOf(main)}styles.xml`,
    theme: targetOf('theme') ?? `${folderOf(main)}theme/theme1.xml`,
  }
}
