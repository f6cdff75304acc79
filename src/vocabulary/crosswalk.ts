import { z } from 'zod'
import data from './crosswalk.json' with { type: 'json' }
import { FORMS, type FormYear } from './forms.js'

/** Which value of one form is which of another: data, so that a series over both needs no guesswork. */

export const RELATIONS = ['same', 'part of', 'sum of', 'no counterpart'] as const
type Relation = (typeof RELATIONS)[number]

const codes = z.array(z.string().regex(/^[a-z][a-z0-9_]*\*?$/u))
const file = z.object({
  crosswalk: z.tuple([z.string(), z.string()]),
  entries: z.array(
    z.object({
      measures: z.array(z.string()).optional(),
      relation: z.enum(RELATIONS),
      en: z.string(),
      zh: z.string(),
      older: codes,
      newer: codes,
    }),
  ),
})

/** How a value of one form stands to the other form. */
interface Counterpart {
  readonly form: FormYear
  readonly code: string
  readonly otherForm: FormYear
  /** None for `no counterpart`. */
  readonly otherCodes: readonly string[]
  /**
   * `same`: it is the other one; `part of`: it is counted within the other one; `sum of`: it is the sum of the other ones.
   */
  readonly relation: Relation
  /** The other one is a part of this one: the relation read from its other side. */
  readonly contains: boolean
  readonly en: string
  readonly zh: string
}

const SAME = { en: 'Both forms print it alike.', zh: '两种格式相同。' }

/** Every value of both forms, in the order of the forms. @throws Error where the data name a value that no form has */
function counterparts(): readonly Counterpart[] {
  const { crosswalk, entries } = file.parse(data)
  const [older, newer] = crosswalk
  const found = new Map<string, Counterpart>()
  const put = (counterpart: Counterpart): void => {
    found.set(`${counterpart.form} ${counterpart.code}`, counterpart)
  }
  for (const { measures = [''], relation, en, zh, ...own } of entries)
    for (const measure of measures) {
      const [olds, news] = [own.older, own.newer].map((each) => each.map((code) => code.replace('*', measure)))
      if (!olds || !news) continue
      const words = { en, zh }
      const isSum = relation === 'sum of'
      for (const code of olds)
        put({
          form: older,
          code,
          otherForm: newer,
          otherCodes: news,
          relation,
          contains: relation === 'part of',
          ...words,
        })
      for (const code of news)
        put({
          ...{ form: newer, code, otherForm: older, otherCodes: olds, relation: isSum ? 'part of' : relation },
          ...{ contains: false, ...words },
        })
    }
  const [oldForm, newForm] = [older, newer].map((year) => FORMS.find((form) => form.year === year))
  if (!oldForm || !newForm) throw new Error('a crosswalk between unknown forms')
  const result = [oldForm, newForm].flatMap((form) => {
    const other = form === oldForm ? newForm : oldForm
    return form.values.map(({ code }): Counterpart => {
      const known = found.get(`${form.year} ${code}`)
      found.delete(`${form.year} ${code}`)
      if (known) return known
      if (!other.values.some((value) => value.code === code)) throw new Error(`no counterpart is told for ${code}`)
      return {
        form: form.year,
        code,
        otherForm: other.year,
        otherCodes: [code],
        relation: 'same',
        contains: false,
        ...SAME,
      }
    })
  })
  const [stray] = found.keys()
  if (stray !== undefined) throw new Error(`the crosswalk names ${stray}, which no form has`)
  return result
}

export const CROSSWALK: readonly Counterpart[] = counterparts()

/**
 * Values that can be told from the values of the other form, by code: the one that is the same, or those that add up to it.
 * An item that is only part of another one cannot.
 */
export const DERIVABLE: ReadonlyMap<string, readonly string[]> = new Map(
  CROSSWALK.filter(
    ({ relation, code, otherCodes }) => (relation === 'same' && otherCodes[0] !== code) || relation === 'sum of',
  ).map(({ code, otherCodes }) => [code, otherCodes]),
)
