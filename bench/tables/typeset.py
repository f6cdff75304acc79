"""Draws documents with ReportLab's canvas, every line at a place of its own, as desktop publishing and spreadsheets do."""
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

BOLD = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold", "STSong-Light": "STSong-Light"}


def wide(text, font, size):
    return pdfmetrics.stringWidth(text, font, size)


def wrap(text, font, size, width):
    """Words on lines no wider than `width`; Chinese breaks anywhere."""
    if not text:
        return []
    parts = list(text) if font == "STSong-Light" else text.split(" ")
    joint = "" if font == "STSong-Light" else " "
    lines, line = [], parts[0]
    for part in parts[1:]:
        if wide(line + joint + part, font, size) > width:
            lines.append(line)
            line = part
        else:
            line += joint + part
    return lines + [line]


class Sheet:
    """A document under the pen: columns of text, each filled from the top."""

    def __init__(self, target, style):
        self.style = style
        self.paper = landscape(A4) if style.get("landscape") else A4
        self.canvas = canvas.Canvas(str(target), pagesize=self.paper)
        self.margin = style.get("margin", 56)
        self.count = style.get("columns", 1)
        self.gutter = 22
        self.page, self.column = 1, 0
        self.y = self.paper[1] - self.margin

    @property
    def width(self):
        return (self.paper[0] - 2 * self.margin - self.gutter * (self.count - 1)) / self.count

    @property
    def x(self):
        return self.margin + self.column * (self.width + self.gutter)

    def room(self):
        return self.y - self.margin

    def turn(self):
        """The next column, or the next page."""
        self.column += 1
        if self.column == self.count:
            if self.style.get("numbers", True):
                self.canvas.setFont(self.style["font"], 9)
                self.canvas.drawCentredString(self.paper[0] / 2, 30, f"- {self.page} -" if self.style["font"] == "STSong-Light" else str(self.page))
            self.canvas.showPage()
            self.page, self.column = self.page + 1, 0
        self.y = self.paper[1] - self.margin

    def text(self, text, size=None, align="left", bold=False, after=4, indent=0):
        size = size or self.style["size"] + 1
        font = BOLD[self.style["font"]] if bold else self.style["font"]
        for line in wrap((" " * 0) + text, font, size, self.width):
            if self.room() < size * 1.3:
                self.turn()
            self.canvas.setFont(font, size)
            self.y -= size * 1.3
            if align == "center":
                self.canvas.drawCentredString(self.x + self.width / 2, self.y, line)
            elif align == "right":
                self.canvas.drawRightString(self.x + self.width, self.y, line)
            else:
                self.canvas.drawString(self.x + indent, self.y, line)
        self.y -= after

    def close(self):
        self.turn() if self.column == self.count - 1 else (setattr(self, "column", self.count - 1), self.turn())
        self.canvas.save()


def widths_of(placed, columns, style, total):
    """Columns as wide as their longest value or word needs; the first one takes most of what is left."""
    font, size = style["font"], style["size"]
    need, want = [10.0] * columns, [10.0] * columns
    for c in placed:
        if c["columns"] > 1:
            continue
        words = c["text"].split(" ") if font != "STSong-Light" else ([c["text"]] if c["kind"] == "value" else [c["text"][:4]])
        whole = wide(c["text"], font, size) + c["indent"] * 8
        longest = max(wide(w, BOLD[font], size) for w in words)
        need[c["column"]] = max(need[c["column"]], whole if c["kind"] == "value" else longest)
        want[c["column"]] = max(want[c["column"]], whole if c["kind"] != "head" else min(whole, longest * 1.6))
    pad = style["gap"]
    need, want = [n + pad for n in need], [w + pad for w in want]
    if sum(want) <= total:
        if not style.get("stretch"):
            return want
        spare = (total - sum(want)) / columns
        return [w + spare for w in want]
    if sum(need) > total:
        return [n * total / sum(need) for n in need]
    share = (total - sum(need)) / max(0.1, sum(w - n for w, n in zip(want, need)))
    return [n + (w - n) * share for n, w in zip(need, want)]


def draw_table(sheet, made, placed, rows, columns):
    style = sheet.style
    font, size, c = style["font"], style["size"], sheet.canvas
    lead = size * 1.18
    widths = widths_of(placed, columns, style, sheet.width)
    left = [sum(widths[:i]) for i in range(columns + 1)]
    heads = len(made["head"])
    for each in placed:
        bold = style.get("bold") and (each["kind"] == "head" or (each["kind"] == "label" and is_group(placed, each)))
        each["font"] = BOLD[font] if bold else font
        span = left[each["column"] + each["columns"]] - left[each["column"]] - style["gap"] * (0.5 if each["kind"] == "head" else 0.9) - each["indent"] * 8
        if each["kind"] == "label" and style.get("flow") and is_group(placed, each):
            span = left[-1]
        each["lines"] = wrap(each["text"], each["font"], size, max(span, size))
    tall = [lead] * rows
    for each in placed:
        if each["rows"] == 1:
            tall[each["row"]] = max(tall[each["row"]], lead * len(each["lines"]))
    for each in placed:
        own = sum(tall[each["row"] : each["row"] + each["rows"]])
        if lead * len(each["lines"]) > own:
            tall[each["row"] + each["rows"] - 1] += lead * len(each["lines"]) - own
    tall = [t + style["pad"] for t in tall]
    row, first = 0, True
    while row < rows:
        shown_heads = first or style.get("repeat", True)
        height, end = (0 if first or not shown_heads else sum(tall[:heads])), row
        while end < rows and height + tall[end] <= sheet.room() - 4:
            height += tall[end]
            end += 1
        # In narrow columns a table that would break begins at the head of the next one.
        whole = style.get("columns", 1) == 1 or not first or end >= rows
        if (not whole or end <= (heads if first else row)) and sheet.room() < sheet.paper[1] - 2 * sheet.margin - 5:
            sheet.turn()
            continue
        if not first and style.get("continued"):
            sheet.text(f"续表" if font == "STSong-Light" else f"{made['number']} (continued)", align="center" if font != "STSong-Light" else "left", after=2)
        lines = ([] if first or not shown_heads else list(range(heads))) + list(range(row, max(end, row + 1)))
        draw_rows(sheet, made, placed, lines, tall, left, lead, last=end >= rows)
        row, first = max(end, row + 1), False
        if row < rows:
            sheet.turn()
    sheet.y -= 4


def is_group(placed, own):
    return own["text"] != "" and all(not o["text"] for o in placed if o["row"] == own["row"] and o is not own)


def draw_rows(sheet, made, placed, lines, tall, left, lead, last):
    style, c = sheet.style, sheet.canvas
    size, rules, heads = style["size"], style["rules"], len(made["head"])
    x0, top, tops = sheet.x + (sheet.width - left[-1]) / 2 * (1 if style.get("centred") else 0), sheet.y, {}
    y = top
    for line in lines:
        tops[line] = y
        y -= tall[line]
    tops["end"] = y
    def bottom_of(row):
        return tops[row] - tall[row]
    for each in placed:
        if each["row"] not in tops:
            continue
        rows = [r for r in range(each["row"], each["row"] + each["rows"]) if r in tops]
        a, b = tops[rows[0]], bottom_of(rows[-1])
        xa, xb = x0 + left[each["column"]], x0 + left[each["column"] + each["columns"]]
        head, value = each["kind"] == "head", each["kind"] == "value"
        block = lead * len(each["lines"])
        place = style["valign_head"] if head else style["valign"]
        spare = a - b - style["pad"] - block
        start = a - style["pad"] / 2 - (0 if place == "top" else spare if place == "bottom" else spare / 2)
        align = style["align_head"] if head and (each["column"] > 0 or each["columns"] > 1) else "left" if head or not value else style["align_value"]
        if rules == "grid" and head:
            align = "center"
        c.setFont(each["font"], size)
        for i, text in enumerate(each["lines"]):
            base = start - lead * i - size * 0.95
            inset = style["gap"] * 0.35
            if style.get("leaders") and not value and not head and each["column"] == 0 and i == len(each["lines"]) - 1 and not is_group(placed, each):
                room = xb - xa - wide(text, each["font"], size) - inset * 2 - each["indent"] * 8
                text += " " + "." * max(0, int(room / wide(".", each["font"], size)) - 2)
            if align == "center":
                c.drawCentredString((xa + xb) / 2, base, text)
            elif align == "right":
                c.drawRightString(xb - inset, base, text)
            else:
                c.drawString(xa + inset + each["indent"] * 8, base, text)
        if rules == "grid" or (rules == "head-grid" and head):
            c.setLineWidth(0.5)
            c.rect(xa, b, xb - xa, a - b)
        elif rules == "no-verticals" and (head or each["kind"] == "label"):
            c.setLineWidth(0.5)
            c.rect(xa, b, xb - xa, a - b)
        elif rules in ("booktabs", "booktabs-gap") and head and each["columns"] > 1 and each["columns"] < len(left) - 1:
            c.setLineWidth(0.4)
            c.line(xa + 3, b, xb - 3, b)
        elif rules == "verticals" and each["column"] > 0:
            c.setLineWidth(0.4)
            c.line(xa, a, xa, b)
    across = lambda y, w: (c.setLineWidth(w), c.line(x0, y, x0 + left[-1], y))
    if rules in ("booktabs", "booktabs-gap", "top-bottom", "rows", "verticals", "no-verticals"):
        across(top, 1)
        if any(r < heads for r in lines):
            across(bottom_of(max(r for r in lines if r < heads)), 0.5)
        if last or rules != "booktabs-gap":
            across(tops["end"], 1)
    if rules in ("rows", "no-verticals"):
        for r in (r for r in lines if r >= heads - 1):
            across(bottom_of(r), 0.3)
    if rules == "no-verticals":
        c.line(x0 + left[-1], top, x0 + left[-1], tops["end"])
    if rules == "shaded":
        pass
    sheet.y = tops["end"] - 2


def draw(blocks, target, style, caption_lines, grid_of):
    if style["font"] == "STSong-Light":
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sheet = Sheet(target, style)
    for block in blocks:
        if block["kind"] == "heading":
            sheet.text(block["text"], style["size"] + 6, "center" if style["font"] == "STSong-Light" else "left", True, 8)
        elif block["kind"] == "para":
            sheet.text(block["text"], after=6)
        else:
            if sheet.room() < 110:
                sheet.turn()
            sheet.y -= 6
            for name, text in caption_lines(block):
                sheet.text(text, style["size"] + (1 if name == "cap" else 0), style.get("caption", "center") if name == "cap" else "right", name == "cap" and style.get("bold", False), 2)
            placed, rows, columns = grid_of(block)
            draw_table(sheet, block, placed, rows, columns)
            if block["note"]:
                sheet.text(block["note"], style["size"] - 1, after=4)
            sheet.y -= 8
    sheet.close()
