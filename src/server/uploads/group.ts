import { sha256OfGroup } from '../../readers/identity.js'
import type { Given } from '../../store/store.js'
import { Refusal } from '../errors/refusal.js'
import type { Upload } from './take-in.js'

/**
 * Makes one document of pictures of its pages, in the order in which they came; a single one is a document by itself. It is
 * called as the first is, and what was given of any page holds of all.
 * @throws Refusal `no-files`; `no-page` where one is no picture
 */
export function grouped(pages: readonly Upload[]): Upload {
  const [first] = pages
  if (!first) throw new Refusal('no-files')
  if (pages.length === 1) return first
  const other = pages.find(({ print }) => print.format !== 'image')
  if (other) throw new Refusal('no-page', { name: other.name, type: other.print.format })
  const parts = pages.flatMap((page) => page.parts)
  return {
    name: first.name,
    print: {
      ...first.print,
      sha256: sha256OfGroup(parts.map(({ sha256 }) => sha256)),
      bytes: pages.reduce((sum, { print }) => sum + print.bytes, 0),
    },
    given: pages.reduceRight<Given>((all, { given }) => ({ ...all, ...given }), {}),
    parts,
  }
}
