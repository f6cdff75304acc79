import { readFile } from 'node:fs/promises'
import { effectiveOf } from '../../effective/effective-of.js'
import type { EffectiveDocument } from '../../effective/effective.js'
import { extractSource } from '../../extract.js'
import type { DocumentRecord } from '../../model/record.js'

/** A sound report, and what can be changed about it. */

let sound: Promise<DocumentRecord> | null = null

/** 中山镇人民政府 on 2021, published 2022-01-21: its numbers are 0, but for normative documents issued 1 and in force 1. */
export async function soundRecord(): Promise<DocumentRecord> {
  sound ??= readFile(new URL('../../../samples/text-2021-cells-ended-by-bars.txt', import.meta.url)).then(
    async (bytes) => extractSource({ name: 'a.txt', path: 'a.txt', bytes: new Uint8Array(bytes) }),
  )
  return sound
}

interface Changes {
  readonly report?: Partial<NonNullable<DocumentRecord['report']>>
  /** By code. */
  readonly numbers?: Readonly<Record<string, number>>
  /** By code: what stands in their place. */
  readonly values?: Readonly<Record<string, Partial<DocumentRecord['records'][number]>>>
  /** Prose by section. */
  readonly prose?: Readonly<Record<number, string>>
}

/** The sound report with other facts, numbers or prose; its equations are not tried again. */
export async function changed({
  report = {},
  numbers = {},
  values = {},
  prose = {},
}: Changes): Promise<EffectiveDocument> {
  const record = await soundRecord()
  if (!record.report) throw new Error('the sample is no report')
  return effectiveOf(
    {
      ...record,
      report: { ...record.report, ...report },
      records: record.records.map((each) => {
        const number = numbers[each.code]
        const more = number === undefined ? {} : { value: number, raw: String(number) }
        return { ...each, ...more, ...values[each.code] }
      }),
      sections: record.sections.map((each) => ({ ...each, text: prose[each.number ?? 0] ?? each.text })),
    },
    [],
  )
}
