"""Draws the PDF files of a made panel: draw_pdf.py LIST, with a line of JSON for each: its path and its blocks."""
import json
import sys

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONT = "STSong-Light"
MARGIN = 50

STYLES = {
    "title": ParagraphStyle("title", fontName=FONT, fontSize=16, leading=24, alignment=TA_CENTER, wordWrap="CJK"),
    "heading": ParagraphStyle("heading", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK"),
    "paragraph": ParagraphStyle("paragraph", fontName=FONT, fontSize=10.5, leading=16, firstLineIndent=21, wordWrap="CJK"),
    "right": ParagraphStyle("right", fontName=FONT, fontSize=10.5, leading=16, alignment=TA_RIGHT, wordWrap="CJK"),
}
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=7, leading=8.5, wordWrap="CJK")


def table_of(rows):
    taken, placed = set(), {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            reach, width = cell.get("rows", 1), cell.get("columns", 1)
            placed[row, column] = (cell["text"], reach, width)
            taken |= {(row + down, column + right) for down in range(reach) for right in range(width)}
            column += width
    columns = 1 + max(column for _, column in taken)
    data = [[""] * columns for _ in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    for (row, column), (text, reach, width) in placed.items():
        data[row][column] = Paragraph(text, CELL)
        if reach > 1 or width > 1:
            style.append(("SPAN", (column, row), (column + width - 1, row + reach - 1)))
    return Table(data, colWidths=[(A4[0] - 2 * MARGIN) / columns] * columns, style=TableStyle(style))


def main(listed):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    with open(listed, encoding="utf-8") as lines:
        for line in lines:
            job = json.loads(line)
            flow = []
            for block in job["blocks"]:
                if block["kind"] == "table":
                    flow += [table_of(block["rows"]), Spacer(1, 6)]
                else:
                    flow.append(Paragraph(block["text"], STYLES[block["kind"]]))
            SimpleDocTemplate(job["path"], pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, invariant=1).build(flow)


main(sys.argv[1])
