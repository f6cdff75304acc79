import { describe, expect, it } from '@jest/globals'
import { isUsual, mainParts, moved, relationsName, relationsOf } from './relations.js'

const relation = (type: string, target: string): string =>
  `<Relationship Id="${type}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/${type}" Target="${target}"/>`

describe('parts by relationship', () => {
  it('finds the main part by relationship, then by type, then by its usual name', () => {
    const types =
      '<Override PartName="/b/c.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    expect(mainParts(relation('officeDocument', '/a/Text.xml'), types)).toStrictEqual([
      'a/Text.xml',
      'b/c.xml',
      'word/document.xml',
    ])
  })

  it('resolves targets against the folder of their part', () => {
    const targets = relationsOf(relation('styles', '../s/%E6%A0%B7.xml') + relation('numbering', 'n.xml'), 'a/b/')
    expect(targets.map(({ target }) => target)).toStrictEqual(['a/s/样.xml', 'a/b/n.xml'])
    expect(relationsName('a/b/t.xml')).toBe('a/b/_rels/t.xml.rels')
  })

  it('gives parts that stand elsewhere their usual names', () => {
    const relations = relationsOf(relation('styles', 's.xml') + relation('image', 'p.png'), 'x/')
    expect(isUsual(relations, new Set(['x/s.xml']))).toBe(false)
    const { names, xml } = moved(relations)
    expect([...names]).toStrictEqual([
      ['word/styles.xml', 'x/s.xml'],
      ['word/media/1.png', 'x/p.png'],
    ])
    expect(xml).toContain('Target="media/1.png"')
  })
})
