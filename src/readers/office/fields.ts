import { attribute, tokens } from '../word/xml.js'

/** Fields that LibreOffice works out anew when it loads a document, so that what was printed is lost. */
const TODAY = /^\s*(?:DATE|TIME)\b/i

interface Field {
  instruction: string
  part: 'instruction' | 'result'
}

/**
 * WordprocessingML without the results of fields that show today's date: LibreOffice puts the day of the conversion
 * there. `dropped` says how many.
 */
export function withoutToday(xml: string): { readonly xml: string; readonly dropped: number } {
  const out: string[] = []
  const fields: Field[] = []
  let dropped = 0
  let element = ''
  for (const token of tokens(xml)) {
    const field = fields.at(-1)
    if (token.kind === 'text') {
      const isResult =
        element === 'w:t' && fields.some(({ part, instruction }) => part === 'result' && TODAY.test(instruction))
      if (element === 'w:instrText' && field) field.instruction += token.source
      if (!isResult) out.push(token.source)
      continue
    }
    element = token.kind === 'open' ? token.name : ''
    out.push(token.source)
    if (token.name !== 'w:fldChar' || token.kind === 'close') continue
    switch (attribute(token.source, 'w:fldCharType')) {
      case 'begin':
        fields.push({ instruction: '', part: 'instruction' })
        break
      case 'separate':
        if (field) field.part = 'result'
        break
      case 'end':
        if (field && TODAY.test(field.instruction)) dropped += 1
        fields.pop()
        break
    }
  }
  return { xml: out.join(''), dropped }
}
