import { cellsOfName, type GivenColumn } from './given.js'
import { DOCUMENT_COLUMN, OF_DOCUMENT, text, type TableDefinition } from '../table.js'
import { FILE_COLUMN, PATH_COLUMN } from './identity.js'

/** Every name under which a document was found, also those that are replaced or gone, with what is given of it. */
export const namesTable = (given: readonly GivenColumn[]): TableDefinition => ({
  name: 'names',
  zh: '文件名（一份文档可有多个）',
  en: 'Names of files; a document may have several',
  columns: [
    DOCUMENT_COLUMN,
    FILE_COLUMN,
    PATH_COLUMN,
    {
      name: 'state',
      type: 'text',
      zh: '状态（current 现存，replaced 内容已换，vanished 已消失）',
      en: 'current, replaced (the file has other content now), vanished',
      choices: ['current', 'replaced', 'vanished'],
      required: true,
    },
    { name: 'first_batch', type: 'integer', zh: '首次见到的批次', en: 'Batch that first saw it', required: true },
    { name: 'last_batch', type: 'integer', zh: '最近见到的批次', en: 'Batch that last saw it', required: true },
    ...given.map(({ column }) => column),
  ],
  primaryKey: ['document', 'file'],
  foreignKeys: [OF_DOCUMENT],
  rows: ({ sha256, allNames }) =>
    [...allNames]
      .sort((a, b) => (a.file < b.file ? -1 : 1))
      .map(({ file, path, state, firstBatch, lastBatch, given: own }) => [
        sha256,
        text(file) ?? '?',
        text(path) ?? '?',
        state,
        firstBatch,
        lastBatch,
        ...cellsOfName(given, own),
      ]),
})
