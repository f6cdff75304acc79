import { entry, type Entry } from './entry.js'

/** Problems with the file itself: these keep it from being opened at all. */
export const FILE_PROBLEMS = {
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
  'sheet-too-large': entry(
    'error',
    [
      'The spreadsheet is far larger than any published table: it has more than {limit} cells.',
      'Save the sheets or rows that matter as a file of their own, and extract that.',
    ],
    ['电子表格远大于任何公开的表格：单元格超过 {limit} 个。', '请将所需的工作表或行另存为单独的文件后再提取。'],
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
      'This is a spreadsheet of a kind that is not read (binary .xlsb, or one XML file).',
      'Open it in Excel, WPS or LibreOffice, save it as .xlsx and extract that.',
    ],
    [
      '这是暂不能读取的电子表格（二进制 .xlsb 或单个 XML 文件）。',
      '请用 Excel、WPS 或 LibreOffice 另存为 .xlsx 后再提取。',
    ],
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
  'tesseract-missing': entry(
    'error',
    [
      'Tesseract was asked for, and its packages are not installed.',
      'Install them: {command} — or leave --ocr out: the usual recogniser reads better.',
    ],
    ['指定使用 Tesseract，但尚未安装其软件包。', '请运行：{command}；或去掉 --ocr，默认的识别引擎更准确。'],
    'environment',
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
      'Check that its Writer and Calc are installed (Debian and Ubuntu: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui), that it may use the folder for temporary files, and that the disk is not full.',
    ],
    [
      'LibreOffice（{path}）无法转换任何文档，包括空白文档。',
      '请确认已安装 Writer 和 Calc（Debian、Ubuntu：apt-get install libreoffice-writer-nogui libreoffice-calc-nogui）、可使用临时文件夹且磁盘未满。',
    ],
    'environment',
  ),
  'temp-unusable': entry(
    'error',
    [
      'The folder for temporary files, {folder}, cannot be used ({reason}).',
      'Make it, make it writable or free space in it, or name another one in the environment variable TMPDIR (Windows: TEMP); then run again.',
    ],
    [
      '临时文件夹 {folder} 无法使用（{reason}）。',
      '请创建该文件夹、授予写权限或清理磁盘空间，也可用环境变量 TMPDIR（Windows 为 TEMP）指定其他文件夹，然后重新运行。',
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
    ['文件在发现之后、读取之前被修改或移走。', '请重新导入其所在文件夹；修改后的文件已作为新文档处理。'],
    'transient',
  ),
  'error-page': entry(
    'error',
    ['This is an error page of a web site ({text}), not a report.', 'Download the report again from its own address.'],
    ['这是网站的错误页面（{text}），不是报告。', '请从原网址重新下载报告。'],
  ),
} as const satisfies Record<string, Entry>
