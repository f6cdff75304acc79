"""The looks in which the made documents are drawn: through Chromium, LibreOffice (of HTML and of Word) and ReportLab."""
import html as H
import pathlib
import shutil
import subprocess
import tempfile


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)


def soffice(source, target, filter_name=None):
    profile = tempfile.mkdtemp()
    options = [f"--infilter={filter_name}"] if filter_name else []
    run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", *options, "--convert-to", target.suffix[1:], "--outdir", str(target.parent), str(source))
    shutil.rmtree(profile, ignore_errors=True)
    made = target.parent / (source.stem + target.suffix)
    if made != target:
        made.rename(target)


def chromium(source, target):
    profile = tempfile.mkdtemp()
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={target}", f"file://{source}")
    shutil.rmtree(profile, ignore_errors=True)


BASE = """@page{size:A4;margin:18mm 16mm} body{font-family:"Noto Serif CJK SC",serif;font-size:11pt;line-height:1.6}
h1{text-align:center;font-size:16pt} p{text-indent:2em;margin:4pt 0} table{border-collapse:collapse;width:100%%;margin:2pt 0 4pt;font-size:%(size)spt;line-height:1.25}
td,th{padding:%(padding)spt 3pt;font-weight:normal;vertical-align:middle} .n{text-align:right} th{text-align:center}
.cap{text-align:center;text-indent:0;font-weight:bold;margin-top:10pt} .unit{text-align:right;text-indent:0} .note{text-indent:0;font-size:9pt}"""

RULES = {
    "ruled": "td,th{border:.6pt solid #000}",
    "three-line": "table{border-top:1.2pt solid #000;border-bottom:1.2pt solid #000} thead tr:last-child th{border-bottom:.6pt solid #000}",
    "row-lines": "tr{border-bottom:.5pt solid #888} table{border-top:1pt solid #000}",
    "head-ruled": "th{border:.6pt solid #000} table{border:.8pt solid #000}",
    "plain": "",
    "zebra": "tbody tr:nth-child(even) td{background:#e8eef5} th{background:#cfd8e3}",
}


def caption_lines(made):
    number, title, unit = made["number"], made["title"], made["unit"]
    bracket = "" if made["where"] != "caption" or not unit else (f" ({unit})" if number.startswith("Table") else f"（{unit}）")
    if number.startswith("公开"):
        return [("cap", title), ("unit", number), ("unit", f"单位：{unit}")]
    joint = ". " if number.startswith("Table") else " "
    lines = [("cap", f"{number}{joint}{title}{bracket}")]
    if made["where"] == "line" and unit:
        lines.append(("unit", f"单位：{unit}"))
    return lines


def as_html(blocks, rules, size=9, padding=2, english=False):
    out = []
    for block in blocks:
        if block["kind"] == "heading":
            out.append(f"<h1>{H.escape(block['text'])}</h1>")
        elif block["kind"] == "raw":
            out.append(block["html"])
        elif block["kind"] == "para":
            out.append(f"<p>{H.escape(block['text'])}</p>")
        else:
            out += [f'<p class="{name}">{H.escape(text)}</p>' for name, text in caption_lines(block)]
            row = lambda cells, tag: "<tr>" + "".join(f'<{tag} rowspan="{c["rows"]}" colspan="{c["columns"]}" class="{"n" if c["kind"] == "value" else ""}">{H.escape(c["text"])}</{tag}>' for c in cells) + "</tr>"
            out.append("<table><thead>" + "".join(row(r, "th") for r in block["head"]) + "</thead><tbody>" + "".join(row(r, "td") for r in block["body"]) + "</tbody></table>")
            if block["note"]:
                out.append(f'<p class="note">{H.escape(block["note"])}</p>')
    style = BASE % dict(size=size, padding=padding) + RULES[rules]
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body>{"".join(out)}</body></html>'


def by_chromium(rules, **options):
    def draw(blocks, target):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "a.html"
            source.write_text(as_html(blocks, rules, **options), encoding="utf-8")
            chromium(source, target)
    return draw


def by_writer(rules, **options):
    def draw(blocks, target):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "a.html"
            source.write_text(as_html(blocks, rules, **options).replace("<td ", '<td style="border:0.6pt solid black" ').replace("<th ", '<th style="border:0.6pt solid black" ') if rules == "ruled" else as_html(blocks, rules, **options), encoding="utf-8")
            soffice(source, target, "HTML (StarWriter)")
    return draw


def as_web_page(blocks, target):
    target.write_text(as_html(blocks, "ruled"), encoding="utf-8")


def as_docx(blocks, target):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(9)
    from docx.oxml.ns import qn
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    for block in blocks:
        if block["kind"] == "heading":
            document.add_heading(block["text"], 1)
        elif block["kind"] == "para":
            document.add_paragraph(block["text"])
        else:
            for name, text in caption_lines(block):
                document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER if name == "cap" else WD_ALIGN_PARAGRAPH.RIGHT
            placed, rows, columns = grid_of(block)
            made = document.add_table(rows, columns)
            made.style = "Table Grid"
            for c in placed:
                first = made.cell(c["row"], c["column"])
                if c["rows"] > 1 or c["columns"] > 1:
                    first = first.merge(made.cell(c["row"] + c["rows"] - 1, c["column"] + c["columns"] - 1))
                first.text = c["text"]
            if block["note"]:
                document.add_paragraph(block["note"])
    document.save(str(target))


def word_printed(blocks, target):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "a.docx"
        as_docx(blocks, source)
        soffice(source, target)


def by_reportlab(lines):
    def draw(blocks, target):
        from reportlab.lib import colors
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        english = any(b["kind"] == "table" and b["number"].startswith("Table") for b in blocks)
        font = "Helvetica" if english else "STSong-Light"
        style = lambda name, size, align=0: ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.4, alignment=align, wordWrap=None if english else "CJK")
        flow = []
        for block in blocks:
            if block["kind"] == "heading":
                flow += [Paragraph(H.escape(block["text"]), style("h", 16, 1)), Spacer(1, 8)]
            elif block["kind"] == "para":
                flow.append(Paragraph(H.escape(block["text"]), style("p", 10)))
            else:
                flow.append(Spacer(1, 6))
                flow += [Paragraph(H.escape(text), style("c", 10, 1 if name == "cap" else 2)) for name, text in caption_lines(block)]
                placed, rows, columns = grid_of(block)
                data = [["" for _ in range(columns)] for _ in range(rows)]
                rules = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
                heads = len(block["head"])
                if lines == "ruled":
                    rules.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
                else:
                    rules += [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]
                for c in placed:
                    data[c["row"]][c["column"]] = Paragraph(H.escape(c["text"]), style("t", 8, 2 if c["kind"] == "value" else 1 if c["kind"] == "head" else 0))
                    if c["rows"] > 1 or c["columns"] > 1:
                        rules.append(("SPAN", (c["column"], c["row"]), (c["column"] + c["columns"] - 1, c["row"] + c["rows"] - 1)))
                flow.append(Table(data, colWidths=widths_of(block, columns), style=rules, repeatRows=heads, splitByRow=1))
                if block["note"]:
                    flow.append(Paragraph(H.escape(block["note"]), style("n", 8)))
        SimpleDocTemplate(str(target), pagesize=A4, leftMargin=45, rightMargin=45).build(flow)
    return draw


def widths_of(block, columns):
    """In shares of what each column's longest text takes."""
    longest = [3] * columns
    for c in grid_of(block)[0]:
        if c["columns"] == 1:
            longest[c["column"]] = max(longest[c["column"]], min(16, sum(1 if ord(x) < 256 else 1.8 for x in c["text"])))
    return [500 * each / sum(longest) for each in longest]


def grid_of(block):
    """Each cell with its place in the grid."""
    placed, taken = [], set()
    rows = block["head"] + block["body"]
    for r, row in enumerate(rows):
        column = 0
        for c in row:
            while (r, column) in taken:
                column += 1
            placed.append(dict(c, row=r, column=column))
            taken |= {(r + i, column + j) for i in range(c["rows"]) for j in range(c["columns"])}
            column += c["columns"]
    return placed, len(rows), max(column for _, column in taken) + 1


LOOKS = {
    "chromium-ruled": (by_chromium("ruled"), ".pdf"),
    "chromium-three-line": (by_chromium("three-line"), ".pdf"),
    "chromium-row-lines": (by_chromium("row-lines", padding=3), ".pdf"),
    "chromium-head-ruled": (by_chromium("head-ruled"), ".pdf"),
    "chromium-plain": (by_chromium("plain", padding=3), ".pdf"),
    "chromium-zebra": (by_chromium("zebra", size=10), ".pdf"),
    "chromium-small": (by_chromium("ruled", size=7, padding=1), ".pdf"),
    "writer-ruled": (by_writer("ruled"), ".pdf"),
    "writer-plain": (by_writer("plain"), ".pdf"),
    "word-printed": (word_printed, ".pdf"),
    "word": (as_docx, ".docx"),
    "web": (as_web_page, ".html"),
    "reportlab-ruled": (by_reportlab("ruled"), ".pdf"),
    "reportlab-three-line": (by_reportlab("three-line"), ".pdf"),
}
