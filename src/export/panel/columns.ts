import type { Column } from '../table.js'

/** Columns of the panel's tables, by the kind of their cells. */

type Named = (name: string, zh: string, en: string) => Column

export const words: Named = (name, zh, en) => ({ name, type: 'text', zh, en })
export const number: Named = (name, zh, en) => ({ name, type: 'number', zh, en })
/** A whole number that is never missing. */
export const whole: Named = (name, zh, en) => ({ name, type: 'integer', zh, en, required: true })
/** A year that may be missing. */
export const yearColumn: Named = (name, zh, en) => ({ name, type: 'integer', zh, en })
export const yesNo: Named = (name, zh, en) => ({ name, type: 'boolean', zh, en, required: true })

export const COUNTING_DOCUMENT = words('document', '采用的文档（SHA-256）', 'Document that counts (SHA-256)')
export const CODE: Column = { ...words('code', '数值代码', 'Code of the value'), required: true }
export const LABEL = words('label', '标签', 'Label in Chinese')
