import { entry, type Entry } from './entry.js'

/** Doubts about whose report it is: they stand in the panel, and never touch a document's status. */
export const PANEL_PROBLEMS = {
  'organ-ambiguous': entry(
    'doubt',
    [
      '{organ} is the name of {count} places, and nothing in the report tells which one it is of.',
      'Name the organ: nianbao correct DOCUMENT report.organ_id CODE, or a column region_code in the manifest.',
    ],
    [
      '名为{organ}的机关有 {count} 个，报告未说明是哪一个。',
      '请指明机关：nianbao correct 文档 report.organ_id 代码，或在清单中加 region_code 列。',
    ],
  ),
  'organ-unknown': entry(
    'doubt',
    [
      'The registry of divisions holds no place for the organ {organ}.',
      'Name the organ: nianbao correct DOCUMENT report.organ_id CODE; or use a registry that holds it (--divisions).',
    ],
    [
      '行政区划名录中没有{organ}对应的地方。',
      '请指明机关：nianbao correct 文档 report.organ_id 代码；或换用收录该地的名录（--divisions）。',
    ],
  ),
  'organ-unplaced': entry(
    'doubt',
    [
      'The name {organ} begins with no place of the registry; the report and its folders name {count} that it may be of.',
      'Name the organ: nianbao correct DOCUMENT report.organ_id CODE, or a column region_code in the manifest.',
    ],
    [
      '机关名称{organ}未写明名录所收的地方，报告正文和文件夹提到的可能的地方有 {count} 个。',
      '请指明机关：nianbao correct 文档 report.organ_id 代码，或在清单中加 region_code 列。',
    ],
  ),
  'organ-out-of-lists': entry(
    'doubt',
    [
      '{organ} is the name of one place in the lists of divisions, which do not hold the year of the report, and nothing else tells that it is of it.',
      'Confirm the organ: nianbao correct DOCUMENT report.organ_id CODE; or use a registry that holds the year (--divisions).',
    ],
    [
      '区划名录中只有一个地方名为{organ}，但名录未收录报告年度，也没有其他依据。',
      '请确认机关：nianbao correct 文档 report.organ_id 代码；或换用收录该年度的名录（--divisions）。',
    ],
  ),
  'organ-contradicted': entry(
    'doubt',
    [
      'The name {organ} and other evidence speak of different places: {text}.',
      'Look whose report it is, and name the organ.',
    ],
    ['机关名称{organ}与其他依据所指的地方不一致：{text}。', '请核对报告属于哪个机关并予以指明。'],
  ),
  'organ-several': entry(
    'doubt',
    ['The report names several organs; {organ} is the most likely.', 'Look whose report it is, and name the organ.'],
    ['报告中出现多个机关，最可能的是{organ}。', '请核对报告属于哪个机关并予以指明。'],
  ),
  'organ-code-unknown': entry(
    'doubt',
    [
      'The code {text} is in no list of divisions, so it does not count.',
      'Compare it with the registry; codes have 2, 4, 6, 9 or 12 digits.',
    ],
    ['代码 {text} 不在任何一年的区划名录中，未予采用。', '请对照名录检查；代码为 2、4、6、9 或 12 位。'],
  ),
  'organ-ended': entry(
    'info',
    [
      '{organ} is in no list after {year}; what became of it: {successor}.',
      'Decide whether its series goes on in that of its successor.',
    ],
    ['{organ}在 {year} 年之后的名录中已不存在，去向：{successor}。', '请决定其序列是否并入后继机关。'],
  ),
} as const satisfies Record<string, Entry>
