"""Makes small pictures of tables as yearbooks on the web show them, and beside each its truth: make_yearbooks.py FOLDER SEED."""
import html
import json
import pathlib
import random
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont

import looks
import yearbooks
from make_pictures import shoot, trimmed
from make_tables import truth_of

# CSS; pixels of the width; pixels a CSS pixel; font and its size; are whole columns one cell?; bilingual; how it is kept.
LOOKS = {
    "open-tall": ("td,th{border-left:1px solid #000} thead th{border-bottom:1px solid #000} tr>*:first-child{border-left:0} table{border-top:2px solid #000;border-bottom:2px solid #000}", 760, 1, "WenQuanYi Zen Hei", 12, True, True, "gif"),
    "open-rows": ("td,th{border:1px solid #444;} tr>*:first-child{border-left:0} tr>*:last-child{border-right:0} td{border-top:0;border-bottom:0}", 800, 1, "WenQuanYi Micro Hei", 13, False, True, 70),
    "three-line": ("table{border-top:2px solid #000;border-bottom:2px solid #000} thead tr:last-child th{border-bottom:1px solid #000}", 760, 1, "AR PL UMing CN", 14, False, True, "png"),
    "three-line-large": ("table{border-top:2px solid #000;border-bottom:2px solid #000} thead th{border-bottom:1px solid #000}", 800, 2, "Noto Serif CJK SC", 13, False, True, 60),
    "head-only": ("th{background:#dfe8f2}", 900, 1, "Noto Sans CJK SC", 13, False, False, 75),
    "rows-dotted": ("tr{border-bottom:1px dotted #888} table{border-top:1px solid #000}", 760, 1.25, "Noto Sans CJK SC", 12, False, True, 80),
    "columns-open": ("td+td,th+th{border-left:1px solid #000} th{border-bottom:1px solid #000;border-top:1px solid #000} table{border-bottom:1px solid #000}", 760, 1.5, "Noto Serif CJK SC", 12, False, False, "gif"),
}
EACH = 4


def page(made, css, font, size, tall):
    placed, rows, columns = looks.grid_of(made)
    heads = len(made["head"])
    text = lambda c: html.escape(c["text"]).replace("\n", "<br>")
    inner = lambda c: f'<span style="padding-left:{14 * c["indent"]}px">{text(c)}</span>'
    lines = "".join(f"<p class={kind}>{html.escape(caption)}</p>" for kind, caption in looks.caption_lines(made))
    head = "".join("<tr>" + "".join(f'<th rowspan={c["rows"]} colspan={c["columns"]}>{text(c)}</th>' for c in placed if c["row"] == r) + "</tr>" for r in range(heads))
    body = [[c for c in placed if c["row"] == r] for r in range(heads, rows)]
    if tall:
        # A whole column is one cell, its lines parted by breaks, as word processors' tables were turned into pages.
        body = "<tr>" + "".join(f'<td class={"l" if k == 0 else "n"}>' + "<br>".join(inner(row[k]) or "&nbsp;" for row in body) + "</td>" for k in range(columns)) + "</tr>"
    else:
        body = "".join("<tr>" + "".join(f'<td class={"l" if c["kind"] == "label" else "n"}>{inner(c)}</td>' for c in row) + "</tr>" for row in body)
    note = f"<p class=note>{html.escape(made['note'])}</p>" if made["note"] else ""
    style = f'body{{margin:8px 12px;background:#fff;font-family:"{font}";font-size:{size}px;line-height:1.35}} p{{margin:3px 0}} .cap{{text-align:center;font-weight:bold}} .unit{{text-align:right}} .note{{font-size:{size - 1}px}} table{{border-collapse:collapse;width:100%}} td,th{{padding:1px 5px;font-weight:normal}} .n{{text-align:right;white-space:nowrap}} .l{{text-align:left;{"white-space:nowrap" if tall else ""}}} {css}'
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{lines}<table><thead>{head}</thead><tbody>{body}</tbody></table>{note}"


def by_chromium(made, look, target):
    css, width, scale, font, size, tall, _, kept = look
    with tempfile.TemporaryDirectory() as work:
        source, shot = pathlib.Path(work) / "a.html", pathlib.Path(work) / "a.png"
        source.write_text(page(made, css, font, size, tall), encoding="utf-8")
        shoot(source, shot, width, 1200, scale)
        keep(trimmed(Image.open(shot).convert("RGB")), target, kept)


def keep(image, target, kept):
    """As JPEG of a quality; as the 16 colours of an old GIF; or as it is."""
    if kept == "gif":
        image.quantize(16, dither=Image.Dither.NONE).save(target)
    else:
        image.save(target, **({} if kept == "png" else {"quality": kept}))


def by_office(made, target, kept, dots):
    """LibreOffice's print of a table without verticals, drawn coarsely, as a yearbook's page on the web is."""
    with tempfile.TemporaryDirectory() as work:
        printed = pathlib.Path(work) / "a.pdf"
        plain = dict(made, head=[[dict(c, text=c["text"].replace("\n", " ")) for c in row] for row in made["head"]])
        looks.by_writer("three-line", size=9)([plain], printed)
        subprocess.run(["pdftoppm", "-r", str(dots), "-png", "-f", "1", "-l", "1", str(printed), str(pathlib.Path(work) / "p")], check=True)
        image = Image.open(next(pathlib.Path(work).glob("p*.png"))).convert("RGB")
        box = image.convert("L").point(lambda p: 255 if p < 250 else 0).getbbox()
        keep(image.crop((max(0, box[0] - 12), max(0, box[1] - 12), box[2] + 12, box[3] + 12)), target, kept)


def by_hand(made, target, rng):
    """Drawn pixel by pixel without smoothing of edges, as screens of old were caught; two lines, one at the top and one below."""
    placed, rows, columns = looks.grid_of(made)
    font = ImageFont.truetype("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 13)
    wide = lambda text: max(font.getlength(line) for line in text.split("\n")) if text else 0
    widths = [max([wide(c["text"]) + 14 * c["indent"] for c in placed if c["column"] == k and c["columns"] == 1]) + 16 for k in range(columns)]
    left = [12 + sum(widths[:k]) for k in range(columns + 1)]
    tall = [6 + 17 * max(c["text"].count("\n") + 1 for c in placed if c["row"] == r and c["rows"] == 1) for r in range(rows)]
    top = [50 + sum(tall[:r]) for r in range(rows + 1)]
    image = Image.new("RGB", (int(left[-1]) + 12, top[-1] + 34), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"
    for y, (_, caption) in zip((4, 26), looks.caption_lines(made)):
        pen.text(((image.width - font.getlength(caption)) / 2 if y == 4 else image.width - 14 - font.getlength(caption), y), caption, (0, 0, 0), font)
    for c in placed:
        x0, x1 = left[c["column"]], left[c["column"] + c["columns"]]
        y0, y1 = top[c["row"]], top[c["row"] + c["rows"]]
        lines = c["text"].split("\n")
        for i, line in enumerate(lines):
            length = font.getlength(line)
            x = (x0 + x1 - length) / 2 if c["kind"] == "head" else x0 + 4 + 14 * c["indent"] if c["kind"] == "label" else x1 - 6 - length
            pen.text((x, (y0 + y1) / 2 - 8.5 * len(lines) + 17 * i), line, (0, 0, 0), font)
    for y, thick in ((top[0], 2), (top[len(made["head"])], 1), (top[-1], 2)):
        pen.line((left[0], y, left[-1], y), (0, 0, 0), thick)
    if made["note"]:
        pen.text((14, top[-1] + 6), made["note"], (0, 0, 0), font)
    keep(image, target, "gif" if rng.random() < 0.5 else 85)


def main(folder, seed):
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for look in [*LOOKS, "office", "by-hand"]:
        for part in range(EACH):
            name = f"{part}-{look}"
            rng = random.Random(f"{seed}-{name}")
            bilingual = LOOKS[look][6] if look in LOOKS else rng.random() < 0.5
            made = yearbooks.MAKERS[part % len(yearbooks.MAKERS)](rng, f"{rng.randint(1, 20)}-{rng.randint(1, 30)}", bilingual)
            kept = LOOKS[look][7] if look in LOOKS else rng.choice(["gif", 70])
            target = out / f"{name}.{'jpg' if isinstance(kept, int) else 'png'}"
            if not target.exists():
                if look == "office":
                    by_office(made, target, kept, rng.choice([96, 120, 150]))
                elif look == "by-hand":
                    target = out / f"{name}.png"
                    by_hand(made, target, rng)
                else:
                    by_chromium(made, LOOKS[look], target)
            (out / f"{name}.truth.json").write_text(json.dumps(truth_of([made]), ensure_ascii=False), encoding="utf-8")
            print(name, Image.open(target).size, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
