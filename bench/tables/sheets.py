"""The made documents as spreadsheets: numbers are numbers under a number format, titles are merged, codes are texts."""
import pathlib
import random
import re
import tempfile

NUMBER = re.compile(r"^(−|-)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%)?$")


def written(text, rng):
    """A cell's value and number format; some numbers are texts, as people type them."""
    found = NUMBER.match(text)
    if not found or (len(text) > 1 and re.match(r"^0\d", text)) or rng.random() < 0.08:
        return text or None, "@" if found else "General"
    sign, digits, decimals, share = found.groups()
    places = len(decimals or ".") - 1
    pattern = ("#,##0" if "," in digits or rng.random() < 0.3 and int(digits.replace(",", "")) < 1000 else "0") + ("." + "0" * places if places else "")
    value = float(digits.replace(",", "") + (decimals or "")) * (-1 if sign else 1)
    if share:
        return value / 100, pattern + "%"
    return (value if places else int(value)), pattern + "_ " if rng.random() < 0.3 else pattern


def by_openpyxl(together, gap=1, bordered=True, old=False):
    """`together`: all tables in one sheet, with `gap` empty rows between; else each in its own."""

    def draw(blocks, target):
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Border, Side
        from openpyxl.utils import get_column_letter
        import looks

        rng = random.Random(target.name)
        book = Workbook()
        sheet = book.active
        sheet.title = "封面" if not together else "公开表"
        at = rng.choice([1, 2])
        left = rng.choice([1, 1, 2])
        line = Side(style="thin")
        widest = max(looks.grid_of(block)[2] for block in blocks if block["kind"] == "table")

        def text(value, columns, align=None, merged=True):
            nonlocal at
            cell = sheet.cell(at, left, value)
            cell.alignment = Alignment(horizontal=align, wrap_text=True)
            if merged and columns > 1:
                sheet.merge_cells(start_row=at, start_column=left, end_row=at, end_column=left + columns - 1)
            at += 1

        for block in blocks:
            if block["kind"] == "heading":
                text(block["text"], widest, "center")
                continue
            if block["kind"] == "para":
                text(block["text"], widest)
                continue
            placed, rows, columns = looks.grid_of(block)
            if not together:
                sheet = book.create_sheet(f"{block['number']} {len(book.worksheets)}")
                at = 1
            elif at > 1:
                at += gap
            for kind, caption in looks.caption_lines(block):
                if kind == "unit" and rng.random() < 0.5:
                    # At the right, over the last column, as people type it.
                    sheet.cell(at, left + columns - 1, caption).alignment = Alignment(horizontal="right")
                    at += 1
                else:
                    text(caption, columns, "center" if kind == "cap" else "right", merged=rng.random() < 0.8)
            for c in placed:
                value, pattern = written(c["text"], rng) if c["kind"] != "label" or rng.random() < 0.5 and not re.match(r"^0|^\d{1,7}$", c["text"]) else (c["text"] or None, "General")
                cell = sheet.cell(at + c["row"], left + c["column"], value)
                cell.number_format = pattern
                cell.alignment = Alignment(indent=c.get("indent", 0))
                if c["rows"] > 1 or c["columns"] > 1:
                    sheet.merge_cells(start_row=at + c["row"], start_column=left + c["column"], end_row=at + c["row"] + c["rows"] - 1, end_column=left + c["column"] + c["columns"] - 1)
                if bordered:
                    for row in range(c["rows"]):
                        for column in range(c["columns"]):
                            sheet.cell(at + c["row"] + row, left + c["column"] + column).border = Border(line, line, line, line)
            for column in range(columns):
                sheet.column_dimensions[get_column_letter(left + column)].width = rng.choice([9, 12, 18.5])
            at += rows
            if block["note"]:
                text(block["note"], columns, merged=rng.random() < 0.5)
        if old:
            with tempfile.TemporaryDirectory() as folder:
                source = pathlib.Path(folder) / "a.xlsx"
                book.save(source)
                looks.soffice(source, target)
        else:
            book.save(target)

    return draw


SHEETS = {
    "sheet-each": (by_openpyxl(False), ".xlsx"),
    "sheet-together": (by_openpyxl(True), ".xlsx"),
    "sheet-wide-gaps": (by_openpyxl(True, gap=3, bordered=False), ".xlsx"),
    "sheet-tight": (by_openpyxl(True, gap=0), ".xlsx"),
    "sheet-old": (by_openpyxl(False, old=True), ".xls"),
}
