import { entry, type Entry } from './entry.js'

/** Problems with the content: no report, another form, pictures for text, pages that cannot be read. */
export const CONTENT_PROBLEMS = {
  'form-xfa': entry(
    'error',
    [
      'The PDF is an XFA form, whose pages only Adobe’s programs draw.',
      'Open it in Acrobat Reader, print it to PDF and extract that.',
    ],
    ['该 PDF 为 XFA 表单，只有 Adobe 的程序才能显示其页面。', '请用 Acrobat Reader 打开并打印成 PDF 后再提取。'],
  ),
  'cells-run-together': entry(
    'error',
    [
      'The tables stand in one line of text in which nothing parts one cell from the next, so that no value can be read.',
      'Get the page itself (HTML, PDF or Word), or save it again so that the tables keep their cells.',
    ],
    [
      '表格内容连成一行文字，单元格之间没有任何分隔，无法读取数值。',
      '请获取原网页、PDF 或 Word 文件，或重新保存以保留表格单元格。',
    ],
  ),
  'not-a-report': entry(
    'error',
    [
      'The file holds no annual report on government information disclosure: none of its tables was found.',
      'Check that it is the right file.',
    ],
    ['文件不是政府信息公开工作年度报告：未找到任何法定表格。', '请确认文件是否正确。'],
  ),
  'report-is-attachment': entry(
    'error',
    [
      'The report itself is in another file, “{link}”, that this one links to or holds.',
      'Download or save that file and extract it.',
    ],
    ['报告在本文件所链接或附带的另一文件“{link}”中。', '请下载或另存该文件后再提取。'],
  ),
  'page-elsewhere': entry(
    'error',
    [
      'The page itself holds no report: a browser puts its content there from frames or by a script.',
      'Open it in a browser, wait until the report is shown, and save the page or print it to PDF; then extract that.',
    ],
    [
      '该网页文件本身不含报告：内容由浏览器从框架（frame）或通过脚本载入。',
      '请用浏览器打开，待报告显示后另存网页或打印成 PDF，再提取。',
    ],
  ),
  'doubly-encoded': entry(
    'error',
    [
      'The characters of the file are garbled: its text was saved once in a wrong encoding.',
      'Download the report again from where it was published; do not save it through an editor.',
    ],
    ['文件的文字是乱码：文本曾以错误的编码保存过。', '请从发布处重新下载，不要经编辑器另存。'],
  ),
  'form-unknown': entry(
    'doubt',
    [
      'The tables follow neither the form of 2019 nor that of 2021.',
      'Use the tables of the record as they are; they were kept with all their cells.',
    ],
    ['表格既不是 2019 年格式也不是 2021 年格式。', '请直接使用记录中保留的原始表格。'],
  ),
  'several-reports': entry(
    'doubt',
    [
      'The file holds {count} reports; only the first one was read into values.',
      'Split the file into one report each.',
    ],
    ['文件中有 {count} 份报告，只读取了第一份的数值。', '请拆分为每份报告一个文件。'],
  ),
  'table-missing': entry(
    'error',
    [
      'The table of section {section} was not found.',
      'Look whether the report prints it; if it does, enter its values by hand and report the file.',
    ],
    ['未找到第{section}部分的表格。', '请查看报告是否有此表；若有，请手工录入并反馈该文件。'],
  ),
  'table-failed': entry(
    'error',
    [
      'The table of section {section} was found but could not be read, because of a bug in nianbao ({reason}).',
      'Enter its values by hand, and report the file.',
    ],
    ['已找到第{section}部分的表格，但因程序缺陷未能读取（{reason}）。', '请手工录入该表数值，并反馈该文件。'],
  ),
  'table-is-picture': entry(
    'error',
    [
      'The table of section {section} seems to be a picture, and was not read.',
      'Extract it with recognition of scans; if the document only links to the picture, print it to PDF and extract that; else enter its values by hand.',
    ],
    [
      '第{section}部分的表格似乎是图片，未能读取。',
      '请使用扫描识别功能提取；若文档只链接到该图片，请打印成 PDF 后再提取；否则请手工录入。',
    ],
  ),
  'dpi-assumed': entry(
    'info',
    [
      'The picture of page {page} does not say its resolution; {dpi} dots per inch are assumed for sizes and boxes.',
      'Nothing need be done; scan with the resolution stored if sizes in points matter.',
    ],
    [
      '第 {page} 页的图片没有注明分辨率，尺寸和坐标按 {dpi} dpi 估算。',
      '无须处理；若需要准确的尺寸，请在扫描时保存分辨率。',
    ],
  ),
  'picture-linked': entry(
    'doubt',
    [
      'The document only links to {count} {count:picture that stands|pictures that stand} where tables of the report are missing; nothing is fetched.',
      'Open it where it came from, print it to PDF and extract that.',
    ],
    ['报告缺少表格之处有 {count} 张图片只有链接，程序不会联网下载。', '请在原处打开，打印成 PDF 后再提取。'],
  ),
  'chunk-unread': entry(
    'doubt',
    [
      '{count} {count:document|documents} that Word inserts into this one could not be read, so what {count:it shows|they show} is missing.',
      'Open it in Word, save it as a new .docx or as PDF, and extract that.',
    ],
    ['有 {count} 个插入本文件的外部文档无法读取，其内容缺失。', '请用 Word 打开，另存为新的 .docx 或 PDF 后再提取。'],
  ),
  'sheet-linked': entry(
    'info',
    [
      'The page’s style sheets stand in other files, which are not fetched; what they hide is read as if it were shown.',
      'Nothing need be done if the tables look as read; else print the page to PDF where it came from and extract that.',
    ],
    [
      '网页的样式表在其他文件中，程序不会联网下载；样式表隐藏的内容按可见内容读取。',
      '若表格与读取结果一致，无须处理；否则请在原处将网页打印成 PDF 后再提取。',
    ],
  ),
  'sheets-hidden': entry(
    'doubt',
    [
      '{count} hidden {count:sheet was|sheets were} left out: {text}.',
      'Show {count:it|them} in the spreadsheet, save it and extract it again, if {count:it counts|they count}.',
    ],
    ['有 {count} 个隐藏的工作表未读取：{text}。', '如需其内容，请在电子表格中取消隐藏，保存后重新提取。'],
  ),
  'sheet-hidden': entry(
    'doubt',
    [
      'Sheet {name} has {count} hidden {count:row or column|rows and columns} with something in {count:it, which was|them, which were} left out: {text}.',
      'Show {count:it|them} in the spreadsheet, save it and extract it again, if {count:it counts|they count}.',
    ],
    [
      '工作表“{name}”有 {count} 个隐藏的行或列含有内容，未读取：{text}。',
      '如需其内容，请在电子表格中取消隐藏，保存后重新提取。',
    ],
  ),
  'formulas-unsaved': entry(
    'doubt',
    [
      'Sheet {name} has {count} {count:formula|formulas} whose result the file does not keep, or not up to date: {text}.',
      'Open the file in Excel or WPS, save it, and extract it again.',
    ],
    [
      '工作表“{name}”有 {count} 个公式，文件中没有保存其结果，或结果可能已过时：{text}。',
      '请用 Excel 或 WPS 打开并保存后重新提取。',
    ],
  ),
  'formulas-linked': entry(
    'info',
    [
      'Sheet {name} has {count} {count:formula that takes its number|formulas that take their numbers} from other files; what was saved last is read, and nothing is fetched.',
      'Nothing need be done unless the other files have changed since.',
    ],
    [
      '工作表“{name}”有 {count} 个公式引用其他文件，按最后保存的结果读取，不访问其他文件。',
      '若其他文件此后没有变动，无须处理。',
    ],
  ),
  'render-unproved': entry(
    'info',
    [
      'The pages that LibreOffice prints lay the tables out otherwise: {count} of {all} values are not to be told on them, so nothing is proved.',
      'Nothing need be done; whoever must be sure prints the document to PDF from the program it is meant for and extracts that.',
    ],
    [
      'LibreOffice 打印出的表格版式与原文件不同，{all} 个数值中有 {count} 个无法在页面上对应，因此未作证实。',
      '无须处理；如需证实，请用文件原本的程序打印成 PDF 后再提取。',
    ],
  ),
  'picture-damaged': entry(
    'error',
    [
      'Picture {picture} of the document, which may show a missing table, cannot be read ({reason}).',
      'Look at it, and enter its values by hand.',
    ],
    ['文档中第 {picture} 张图片可能是缺少的表格，但无法读取（{reason}）。', '请查看该图片并手工录入。'],
  ),
  'no-text-layer': entry(
    'error',
    ['Page {page} is a picture without text.', 'Extract it with recognition of scans.'],
    ['第 {page} 页是没有文字层的图片。', '请使用扫描识别功能提取。'],
  ),
  'garbled-text': entry(
    'error',
    [
      'The text layer of page {page} is garbled: its characters do not say what the page shows.',
      'Extract it with recognition of scans, or print the page to a new PDF.',
    ],
    ['第 {page} 页的文字层是乱码，与所显示的内容不符。', '请使用扫描识别功能提取，或重新打印为新的 PDF。'],
  ),
  'unreadable-page': entry(
    'error',
    [
      'Page {page} is too small or too blurred to be read: its characters are about {pixels} pixels high, and were recognised with a confidence of {percent} %.',
      'Scan or photograph it again, in focus, at 200 dpi or more; do not trust what was read on it.',
    ],
    [
      '第 {page} 页太小或太模糊，无法识别：字高约 {pixels} 像素，识别置信度 {percent}%。',
      '请对焦清晰、以 200 dpi 以上重新扫描或拍照；勿采信该页的识别结果。',
    ],
  ),
  'page-damaged': entry(
    'error',
    [
      'Page {page} is damaged and was not read in full ({reason}).',
      'Look at the page and check the values that stand on it.',
    ],
    ['第 {page} 页损坏，未能完整读取（{reason}）。', '请查看该页并核对其上的数值。'],
  ),
  'page-unproved': entry(
    'info',
    [
      'The values of page {page} are taken from its text; they could not be held against the page as it is shown ({reason}).',
      'Nothing need be done unless the file may hide something: then compare the page.',
    ],
    [
      '第 {page} 页的数值取自文字层，未能与页面的显示效果核对（{reason}）。',
      '一般无需处理；如怀疑文件有隐藏内容，请对照页面核对。',
    ],
  ),
} as const satisfies Record<string, Entry>
