import type { ProblemClass, Severity } from './problem.js'

interface Sentence {
  /** What happened; {placeholders} are filled from the problem's details. */
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
}

interface Entry {
  readonly severity: Severity
  readonly class: ProblemClass
  readonly en: Sentence
  readonly zh: Sentence
}

const entry = (
  severity: Severity,
  en: readonly [message: string, remedy: string],
  zh: readonly [message: string, remedy: string],
  problemClass: ProblemClass = 'permanent',
): Entry => ({
  severity,
  class: problemClass,
  en: { message: en[0], remedy: en[1] },
  zh: { message: zh[0], remedy: zh[1] },
})

/** Every problem that nianbao can report, by code: the one place where its sentences stand. */
export const CATALOGUE = {
  // The file itself
  'empty-file': entry('error', ['The file holds nothing.', 'Download it again.'], ['文件没有内容。', '请重新下载。']),
  'damaged-file': entry(
    'error',
    [
      'The {format} file is damaged or cut short and cannot be opened ({reason}).',
      'Download it again; if it stays so, open it in its own program and save a copy.',
    ],
    ['{format} 文件损坏或不完整，无法打开（{reason}）。', '请重新下载；若仍如此，请用原程序打开后另存一份。'],
  ),
  encrypted: entry(
    'error',
    [
      'The {format} file is protected by a password.',
      'Remove the password with the program that made it, then extract again.',
    ],
    ['{format} 文件有密码保护。', '请用原程序去除密码后再提取。'],
  ),
  'file-too-large': entry(
    'error',
    [
      'The file has {megabytes} MB, more than the limit of {limit} MB.',
      'Split it, or raise the limit with --max-file-mb.',
    ],
    ['文件大小 {megabytes} MB，超过上限 {limit} MB。', '请拆分文件，或用 --max-file-mb 提高上限。'],
  ),
  'unpacks-too-large': entry(
    'error',
    [
      'The file unfolds to more than {limit} MB, as a ZIP or XML bomb does.',
      'Do not trust it; if you know that it is sound, raise the limit with --max-unpacked-mb.',
    ],
    [
      '文件解开后超过 {limit} MB，疑似压缩炸弹或 XML 炸弹。',
      '请勿信任该文件；若确认无误，可用 --max-unpacked-mb 提高上限。',
    ],
  ),
  'text-too-long': entry(
    'error',
    [
      'The file is far longer than any report: it has more than {limit} characters or tags.',
      'Cut out the report and extract that.',
    ],
    ['文件远长于任何年度报告：字符或标签超过 {limit} 个。', '请截取报告部分后再提取。'],
  ),
  'too-many-pages': entry(
    'error',
    [
      'The file has more than {limit} pages, which no report has.',
      'Cut out the report, or raise the limit with --max-pages.',
    ],
    ['文件超过 {limit} 页，不像是一份年度报告。', '请截取报告部分，或用 --max-pages 提高上限。'],
  ),
  'format-ofd': entry(
    'error',
    [
      'This is an OFD document, which is not read.',
      'Open it in an OFD reader (WPS, 数科, 福昕), save it as PDF and extract that.',
    ],
    ['这是 OFD 版式文件，暂不能读取。', '请用 OFD 阅读器（WPS、数科、福昕等）另存为 PDF 后再提取。'],
  ),
  'format-mhtml': entry(
    'error',
    [
      'This is a web page saved as one file (MHTML), which is not read.',
      'Open it in a browser, save it as HTML or print it to PDF, and extract that.',
    ],
    ['这是单文件网页（MHTML），暂不能读取。', '请用浏览器打开，另存为 HTML 或打印成 PDF 后再提取。'],
  ),
  'format-archive': entry(
    'error',
    [
      'This is an archive (ZIP, RAR, 7z, gzip or the like), not a document.',
      'Unpack it and extract the reports in it.',
    ],
    ['这是压缩包（ZIP、RAR、7z、gzip 等），不是文档。', '请先解压，再提取其中的报告。'],
  ),
  'format-old-word': entry(
    'error',
    [
      'This is a document of Word from before Windows 95 (Word for DOS, Word 2, Word for Macintosh), which is not read.',
      'Open it in Word or LibreOffice, save it as .docx and extract that.',
    ],
    [
      '这是 Windows 95 之前的 Word 文档（Word for DOS、Word 2、Macintosh Word），暂不能读取。',
      '请用 Word 或 LibreOffice 另存为 .docx 后再提取。',
    ],
  ),
  'format-wordml': entry(
    'error',
    [
      'This is a Word document saved as one XML file, which is not read.',
      'Open it in Word or LibreOffice, save it as .docx and extract that.',
    ],
    ['这是保存为单个 XML 文件的 Word 文档，暂不能读取。', '请用 Word 或 LibreOffice 另存为 .docx 后再提取。'],
  ),
  'format-wps': entry(
    'error',
    [
      'This is an old document of Works or WPS, which is not read.',
      'Open it in WPS or LibreOffice, save it as .docx and extract that.',
    ],
    ['这是旧版 WPS 或 Works 文档，暂不能读取。', '请用 WPS 或 LibreOffice 另存为 .docx 后再提取。'],
  ),
  'format-odf': entry(
    'error',
    [
      'This is an OpenDocument file, which is not read.',
      'Open it in LibreOffice or Word, save it as .docx and extract that.',
    ],
    ['这是 OpenDocument 文件，暂不能读取。', '请用 LibreOffice 或 Word 另存为 .docx 后再提取。'],
  ),
  'format-spreadsheet': entry(
    'error',
    [
      'This is a spreadsheet, which is not read.',
      'Extract the report itself; if it exists as a spreadsheet only, print it to PDF and extract that.',
    ],
    ['这是电子表格，暂不能读取。', '请提取报告正文；若报告只有电子表格，请打印成 PDF 后再提取。'],
  ),
  'format-presentation': entry(
    'error',
    [
      'This is a presentation, which is not read.',
      'Extract the report itself, or print the presentation to PDF and extract that.',
    ],
    ['这是演示文稿，暂不能读取。', '请提取报告正文，或将其打印成 PDF 后再提取。'],
  ),
  'format-image': entry(
    'error',
    ['This is a picture, and recognition of pictures is off.', 'Extract it without --ocr off.'],
    ['这是图片，而识别功能已关闭。', '请去掉 --ocr off 后重新提取。'],
  ),
  'format-picture': entry(
    'error',
    [
      'This is a picture of a format that is not read ({format}).',
      'Save it as JPEG, PNG, TIFF or WebP and extract that.',
    ],
    ['这是暂不能读取的图片格式（{format}）。', '请另存为 JPEG、PNG、TIFF 或 WebP 后再提取。'],
  ),
  'format-unknown': entry(
    'error',
    [
      'The content of the file is of no known format.',
      'Check that it is a PDF, a Word document, a web page or plain text; it may be damaged or encrypted.',
    ],
    ['文件内容不属于任何已知格式。', '请确认它是 PDF、Word 文档、网页或纯文本；文件可能已损坏或加密。'],
  ),
  'office-missing': entry(
    'error',
    [
      'Reading .doc and RTF files takes LibreOffice, which was not found (looked for: {looked}).',
      'Install it (Debian and Ubuntu: apt-get install libreoffice-writer-nogui; macOS: brew install --cask libreoffice; Windows: libreoffice.org), or name its program with --soffice PATH.',
    ],
    [
      '读取 .doc 和 RTF 文件需要 LibreOffice，但未找到（查找过：{looked}）。',
      '请安装（Debian、Ubuntu：apt-get install libreoffice-writer-nogui；macOS：brew install --cask libreoffice；Windows：libreoffice.org），或用 --soffice 指定其路径。',
    ],
    'environment',
  ),
  'office-broken': entry(
    'error',
    [
      'LibreOffice ({path}) converts nothing, not even an empty document.',
      'Check that its Writer is installed (Debian and Ubuntu: apt-get install libreoffice-writer-nogui), that it may use the folder for temporary files, and that the disk is not full.',
    ],
    [
      'LibreOffice（{path}）无法转换任何文档，包括空白文档。',
      '请确认已安装 Writer（Debian、Ubuntu：apt-get install libreoffice-writer-nogui）、可使用临时文件夹且磁盘未满。',
    ],
    'environment',
  ),
  'unreadable-input': entry(
    'error',
    ['The file cannot be read from disk ({reason}).', 'Check that it is still there and that you may read it.'],
    ['无法从磁盘读取文件（{reason}）。', '请确认文件仍在且有读取权限。'],
    'transient',
  ),
  'file-changed': entry(
    'error',
    [
      'The file changed or went away after it was found and before it was read.',
      'Ingest its folder again; a changed file has become a document of its own.',
    ],
    ['文件在发现之后、读取之前被修改或移走。', '请重新录入其所在文件夹；修改后的文件已作为新文档处理。'],
    'transient',
  ),
  'error-page': entry(
    'error',
    ['This is an error page of a web site ({text}), not a report.', 'Download the report again from its own address.'],
    ['这是网站的错误页面（{text}），不是报告。', '请从原网址重新下载报告。'],
  ),
  // The extraction itself
  timeout: entry(
    'error',
    [
      'Reading took longer than {seconds} s and was stopped.',
      'Try again with a longer --timeout; if it stays so, report the file.',
    ],
    ['读取超过 {seconds} 秒，已停止。', '请用更长的 --timeout 重试；若仍如此，请反馈该文件。'],
  ),
  'memory-limit': entry(
    'error',
    [
      'Reading took more than {megabytes} MB of memory and was stopped.',
      'Try again with a higher --memory-mb; if it stays so, report the file.',
    ],
    ['读取占用内存超过 {megabytes} MB，已停止。', '请用更高的 --memory-mb 重试；若仍如此，请反馈该文件。'],
  ),
  'crashed-extractor': entry(
    'error',
    ['The process that read the file ended unexpectedly ({reason}).', 'Try again; if it stays so, report the file.'],
    ['读取该文件的进程意外终止（{reason}）。', '请重试；若仍如此，请反馈该文件。'],
  ),
  'internal-error': entry(
    'error',
    ['An error of nianbao’s own kept it from reading this file ({reason}).', 'Please report the file.'],
    ['nianbao 自身出错，未能读取该文件（{reason}）。', '请反馈该文件。'],
  ),
  aborted: entry(
    'error',
    ['Reading was stopped on request.', 'Extract the file again.'],
    ['读取已按要求中止。', '请重新提取该文件。'],
    'transient',
  ),
  // What was found, or not
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
    ['The page only links to the report, “{link}”.', 'Download the linked file and extract that.'],
    ['该网页只链接到报告“{link}”。', '请下载所链接的文件再提取。'],
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
      'The document only links to {count} picture(s) that stand where tables of the report are missing; nothing is fetched.',
      'Open it where it came from, print it to PDF and extract that.',
    ],
    ['报告缺少表格之处有 {count} 张图片只有链接，程序不会联网下载。', '请在原处打开，打印成 PDF 后再提取。'],
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
  'row-unknown': entry(
    'doubt',
    ['Row “{label}” belongs to no row of the form; its cells were kept in the table.', 'Look at the row in the table.'],
    ['行“{label}”不属于法定表格的任何一行，其单元格保留在表格中。', '请查看表格中的该行。'],
  ),
  'column-unknown': entry(
    'doubt',
    [
      'Column “{label}” belongs to no column of the form; its cells were kept in the table.',
      'Look at the column in the table.',
    ],
    ['列“{label}”不属于法定表格的任何一列，其单元格保留在表格中。', '请查看表格中的该列。'],
  ),
  'row-missing': entry(
    'doubt',
    ['The form’s row “{label}” was not found in the table.', 'Look whether the report prints it.'],
    ['表格中未找到法定的行“{label}”。', '请查看报告是否有该行。'],
  ),
  'column-missing': entry(
    'doubt',
    ['The form’s column “{label}” was not found in the table.', 'Look whether the report prints it.'],
    ['表格中未找到法定的列“{label}”。', '请查看报告是否有该列。'],
  ),
  'row-uncertain': entry(
    'doubt',
    ['It is not sure which row of the form “{label}” is.', 'Compare the values of the row with the report.'],
    ['不能确定“{label}”是法定表格的哪一行。', '请对照报告核对该行数值。'],
  ),
  'columns-uncertain': entry(
    'doubt',
    [
      'It is not sure which columns {count} value(s) of table {section} belong to: their rows print more or fewer cells than the headings name, or a heading is not clear.',
      'Compare these rows with the report.',
    ],
    [
      '第{section}部分有 {count} 个数值无法确定属于哪一列：所在行的单元格数与表头不符，或表头不清。',
      '请对照报告核对这些行。',
    ],
  ),
  'rows-uncertain': entry(
    'doubt',
    [
      'It is not sure which rows {count} value(s) of table {section} belong to: their cells stand over several rows, or several rows may be meant.',
      'Compare these values with the report.',
    ],
    ['第{section}部分有 {count} 个数值无法确定属于哪一行：单元格跨行，或有多行可能对应。', '请对照报告核对这些数值。'],
  ),
  'table-repeated': entry(
    'doubt',
    [
      'The table of section {section} was found more than once; the first was read into values.',
      'Look at the other tables of the record.',
    ],
    ['第{section}部分的表格出现多次，数值取自第一个。', '请查看记录中的其他表格。'],
  ),
  'value-unparsed': entry(
    'doubt',
    ['{count} cell(s) of table {section} hold something that is no number: {text}.', 'Look at the cells.'],
    ['第{section}部分有 {count} 个单元格的内容不是数字：{text}。', '请查看这些单元格。'],
  ),
  'value-not-found': entry(
    'doubt',
    ['{count} value(s) of table {section} have no cell in the report.', 'Look whether the report prints them.'],
    ['第{section}部分有 {count} 个数值在报告中没有对应单元格。', '请查看报告是否印有这些数值。'],
  ),
  'value-doubtful': entry(
    'doubt',
    [
      '{count} value(s) of table {section} could not be read surely from the picture: {text}.',
      'Compare them with the report; their other readings are in the record.',
    ],
    ['第{section}部分有 {count} 个数值未能从图像中可靠识别：{text}。', '请对照报告核对；记录中列有其他可能的读法。'],
  ),
  'value-repaired': entry(
    'doubt',
    [
      '{count} value(s) of table {section} were read doubtfully and repaired by the form’s equations: {text}.',
      'Compare them with the report; the first readings are in the record.',
    ],
    [
      '第{section}部分有 {count} 个识别存疑的数值已按勾稽关系修正：{text}。',
      '请对照报告核对；记录中保留了最初的读法。',
    ],
  ),
  'unit-differs': entry(
    'doubt',
    [
      '“{text}” is printed in another unit than the form’s ({unit}); it was kept as printed.',
      'Convert it yourself if the report means it so.',
    ],
    ['“{text}”的单位与表格规定的单位（{unit}）不同，数值按原文保留。', '若报告确为此意，请自行换算。'],
  ),
  unbalanced: entry(
    'fault',
    [
      '{count} equation(s) of the form do not hold: {checks}.',
      'The values stand as printed; ask the organ, or use them with care.',
    ],
    ['有 {count} 个勾稽关系不成立：{checks}。', '数值按原文保留；请向公开机关核实或谨慎使用。'],
  ),
  'title-uncertain': entry(
    'doubt',
    ['It is not sure what the title is: {candidates}.', 'Look at the head of the report.'],
    ['标题不确定：{candidates}。', '请查看报告开头。'],
  ),
  'organ-uncertain': entry(
    'doubt',
    ['The report names different organs: {candidates}.', 'Look at the title and the signature.'],
    ['报告中的发布机关不一致：{candidates}。', '请查看标题和落款。'],
  ),
  'year-uncertain': entry(
    'doubt',
    ['The report names different years: {candidates}.', 'Look at the title and the prose.'],
    ['报告所述年度不一致：{candidates}。', '请查看标题和正文。'],
  ),
  'date-implausible': entry(
    'fault',
    [
      'The report on {year} is signed {published}, before its year ended.',
      'The date stands as printed; it is probably a slip.',
    ],
    ['{year} 年度报告的落款日期为 {published}，早于年度结束。', '日期按原文保留，可能是笔误。'],
  ),
  'date-invalid': entry(
    'fault',
    ['The report is dated {text}, a day that no calendar has.', 'The date was left out; look at the signature.'],
    ['报告日期“{text}”在日历上不存在。', '未录入该日期，请查看落款。'],
  ),
  'group-gap': entry(
    'doubt',
    [
      'The pictures of this document are numbered, and page(s) {missing} are not among them.',
      'Look for the missing pictures, put them beside the others and extract again.',
    ],
    ['该文档的图片按页编号，但缺少第 {missing} 页。', '请找到缺少的图片，与其他图片放在一起后重新提取。'],
  ),
  'mixed-group': entry(
    'doubt',
    [
      'The pictures that their names make one document seem to be of several reports: another one begins on page {page} ({name}).',
      'Number each report’s pictures by themselves, put them into folders of their own, or use --no-group, and extract again.',
    ],
    [
      '按文件名合为一份文档的图片似乎属于多份报告：第 {page} 页（{name}）开始另一份。',
      '请将各报告的图片分别编号或放入不同文件夹，或使用 --no-group，再重新提取。',
    ],
  ),
  'group-mixed-files': entry(
    'error',
    ['{name} is given as a page of a document of pictures, and is no picture.', 'Extract it as a document of its own.'],
    ['{name} 被指定为图片文档的一页，但它不是图片。', '请将其作为单独的文档提取。'],
  ),
  'date-not-kept': entry(
    'doubt',
    [
      '{count} date(s) of the document are fields that always show today; what they showed is not kept, so they were left out.',
      'Look at the signature in Word or WPS.',
    ],
    ['文档中有 {count} 处日期是始终显示当天的域，原显示的日期无从得知，已略去。', '请用 Word 或 WPS 查看落款。'],
  ),
  'section-missing': entry(
    'doubt',
    ['Section {section} was not found.', 'Look whether the report has it.'],
    ['未找到第{section}部分。', '请查看报告是否有该部分。'],
  ),
  // What people and manifests say beside the report
  'correction-conflict': entry(
    'doubt',
    [
      '{author} said {said} of {code} when it was read as {before}; now it is read as {read}. What was said stands.',
      'Look again, and correct or confirm it once more.',
    ],
    [
      '{author} 核对 {code} 时读取结果为 {before}，认定为 {said}；现在读取为 {read}。以人工认定为准。',
      '请再次核对，并重新更正或确认。',
    ],
  ),
  'given-differs': entry(
    'doubt',
    [
      'The manifest gives “{given}” for {column}, the report says “{read}”.',
      'Look which is right; correct the manifest, or correct or confirm report.{column}.',
    ],
    ['清单中 {column} 为“{given}”，报告为“{read}”。', '请核实；更正清单，或更正、确认 report.{column}。'],
  ),
} as const satisfies Record<string, Entry>

export type ProblemCode = keyof typeof CATALOGUE
