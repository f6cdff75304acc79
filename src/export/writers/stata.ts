import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Column, TableDefinition } from '../table.js'
import { PLAIN_FOLDER } from './csv.js'
import type { FormatWriter, TableWriter } from './writer.js'

/** Longest variable label of Stata, in characters. */
const LONGEST_LABEL = 80

/** Characters that Stata would take for macros or the end of a text. */
const quoted = (text: string): string => `\`"${text.replace(/[`$"'\\\p{Cc}]/gu, ' ')}"'`

const cut = (text: string): string => {
  const characters = Array.from(text)
  return characters.length <= LONGEST_LABEL ? text : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}

function importLines({ name, columns }: TableDefinition): readonly string[] {
  const places = (wanted: (column: Column) => boolean): string =>
    columns.flatMap((column, index) => (wanted(column) ? [index + 1] : [])).join(' ')
  const numeric = ({ type }: Column): boolean => type === 'integer' || type === 'number'
  const numericPlaces = places(numeric)
  return [
    'import delimited ///',
    ...columns.map((column) => `    ${column.name} ///`),
    `    using "${PLAIN_FOLDER}/${name}.csv", varnames(nonames) rowrange(2) delimiters(",") encoding("utf-8") ///`,
    '    bindquotes(strict) maxquotedrows(unlimited) asdouble clear ///',
    ...(numericPlaces === '' ? [] : [`    numericcols(${numericPlaces}) ///`]),
    `    stringcols(${places((column) => !numeric(column))})`,
  ]
}

/** Codes become numbers with labels. */
function valueLines({ name, type, choices }: Column): readonly string[] {
  if (type === 'boolean')
    return [
      `replace ${name} = "1" if ${name} == "true"`,
      `replace ${name} = "0" if ${name} == "false"`,
      `destring ${name}, replace`,
      `label values ${name} no_yes`,
    ]
  if (!choices || type !== 'text') return []
  return [
    `label define ${name}_ ${choices.map((choice, index) => `${index + 1} "${choice}"`).join(' ')}, replace`,
    `encode ${name}, generate(encoded_) label(${name}_) noextend`,
    `order encoded_, after(${name})`,
    `drop ${name}`,
    `rename encoded_ ${name}`,
  ]
}

function labelLines({ name, zh, en, unit }: Column): readonly string[] {
  return [
    `label variable ${name} ${quoted(cut(zh))}`,
    `char ${name}[label_zh] ${quoted(zh)}`,
    `char ${name}[label_en] ${quoted(en)}`,
    ...(unit ? [`char ${name}[unit] ${quoted(unit)}`] : []),
  ]
}

/** The commands that read a table's plain CSV into Stata (15 or later), with labels, and save it. */
export function doFile(table: TableDefinition): string {
  const lines = [
    `* ${table.en} / ${table.zh}`,
    `* Run in the folder of the dataset: cd FOLDER, then do ${table.name}.do`,
    'version 15',
    'clear',
    ...importLines(table),
    '',
    'label define no_yes 0 "no" 1 "yes", replace',
    ...table.columns.flatMap(valueLines),
    '',
    ...table.columns.flatMap(labelLines),
    `label data ${quoted(cut(table.zh))}`,
    '',
    'compress',
    `save "${table.name}.dta", replace`,
  ]
  return `${lines.join('\n')}\n`
}

/** Writes `NAME.do` for each table; the rows stand in the plain CSV files, which come with it. */
export class StataWriter implements FormatWriter {
  readonly format = 'stata'

  constructor(private readonly folder: string) {}

  async open(table: TableDefinition): Promise<TableWriter> {
    await writeFile(join(this.folder, `${table.name}.do`), doFile(table))
    return { write: () => undefined, close: () => undefined }
  }

  finish(): void {
    // Nothing is open.
  }

  abandon(): void {
    // Nothing is open.
  }
}
