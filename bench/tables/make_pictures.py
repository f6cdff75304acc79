"""Makes pictures of tables as web pages, yearbooks and scanners show them, and beside each its truth: make_pictures.py FOLDER SEED."""
import html
import json
import pathlib
import random
import subprocess
import sys
import tempfile

from PIL import Image, ImageFilter

import content
import looks
from make_tables import truth_of

STYLES = {
    "ruled": "td,th{border:1px solid #000}",
    "open-sides": "td,th{border:1px solid #333} tr>*:first-child{border-left:0} tr>*:last-child{border-right:0}",
    "columns-only": "th{border:1px solid #000} td{border-left:1px solid #000;border-right:1px solid #000} table{border:1px solid #000}",
    "rows-only": "tr{border-bottom:1px solid #666} table{border-top:2px solid #000}",
    "three-line": "table{border-top:2px solid #000;border-bottom:2px solid #000} thead tr:last-child th{border-bottom:1px solid #000}",
    "coloured": "td,th{border:1px solid #7a93b5} th{background:#2f5d8c;color:#fff} tbody tr:nth-child(even) td{background:#e6eef7}",
}

# Style, pixels of the page's width, pixels a CSS pixel, degrees of skew, noise, JPEG quality (None: PNG).
SHOTS = [
    ("ruled", 760, 1, 0, 0, None),
    ("ruled", 760, 1, 0, 0, 80),
    ("ruled", 800, 2, 0, 0, None),
    ("ruled", 800, 2, 0.6, 6, 85),
    ("ruled", 800, 3, -0.8, 8, 75),
    ("open-sides", 760, 1, 0, 0, None),
    ("open-sides", 800, 2, 0, 0, 85),
    ("open-sides", 800, 2, 0.5, 5, 85),
    ("columns-only", 800, 2, 0, 0, None),
    ("columns-only", 760, 1, 0, 0, 85),
    ("rows-only", 800, 2, 0, 0, None),
    ("rows-only", 760, 1, 0, 0, None),
    ("three-line", 800, 2, 0, 0, None),
    ("three-line", 760, 1, 0, 0, 85),
    ("coloured", 760, 1, 0, 0, None),
    ("coloured", 800, 2, 0, 0, 80),
]


def page(made, style, font):
    placed, rows, columns = looks.grid_of(made)
    heads = len(made["head"])
    lines = [f"<p class={kind}>{html.escape(text)}</p>" for kind, text in looks.caption_lines(made)]
    out = [[] for _ in range(rows)]
    for c in placed:
        tag = "th" if c["row"] < heads else "td"
        indent = f' style="padding-left:{6 + 14 * c.get("indent", 0)}px"' if c["kind"] == "label" else ""
        out[c["row"]].append(f'<{tag} rowspan={c["rows"]} colspan={c["columns"]} class="{"n" if c["kind"] == "value" else "l"}"{indent}>{html.escape(c["text"])}</{tag}>')
    body = "".join(f"<tr>{''.join(each)}</tr>" for each in out[heads:])
    head = "".join(f"<tr>{''.join(each)}</tr>" for each in out[:heads])
    note = f"<p class=note>{html.escape(made['note'])}</p>" if made["note"] else ""
    css = f'body{{margin:10px 14px;background:#fff;font-family:"{font}";font-size:14px}} p{{margin:3px 0}} .cap{{text-align:center;font-weight:bold}} .unit{{text-align:right}} table{{border-collapse:collapse;width:100%}} td,th{{padding:3px 6px;font-weight:normal}} .n{{text-align:right}} .l{{text-align:left}} th{{text-align:center!important}} {STYLES[style]}'
    return f"<!doctype html><meta charset=utf-8><style>{css}</style>{''.join(lines)}<table><thead>{head}</thead><tbody>{body}</tbody></table>{note}"


def shoot(source, target, width, height, scale):
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", f"--user-data-dir={profile}", f"--force-device-scale-factor={scale}", f"--window-size={width},{height}", f"--screenshot={target}", f"file://{source}"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240,
        )


def trimmed(image):
    """Without the empty paper below the table, but for a margin."""
    inverted = image.convert("L").point(lambda p: 255 if p < 250 else 0)
    box = inverted.getbbox()
    return image.crop((0, 0, image.width, min(image.height, box[3] + 14)))


def spoilt(image, skew, noise, rng):
    if skew:
        image = image.rotate(skew, Image.BICUBIC, expand=True, fillcolor=(255, 255, 255))
    if noise:
        grain = Image.effect_noise(image.size, noise * 4).convert("RGB")
        image = Image.blend(image.filter(ImageFilter.GaussianBlur(0.6)), grain, 0.06)
    return image


MAKERS = [content.bulletin, content.regions, content.series, content.grouped, content.budget_two_sides]


def main(folder, seed):
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for index, (style, width, scale, skew, noise, quality) in enumerate(SHOTS):
        for half in (0, 1):
            name = f"{index:02}{'ab'[half]}-{style}-{scale}x"
            rng = random.Random(f"{seed}-{name}")
            maker = MAKERS[(2 * index + half) % len(MAKERS)]
            made = maker(rng, "公开01表") if maker is content.budget_two_sides else maker(rng, f"表{index + 1}")
            (out / f"{name}.truth.json").write_text(json.dumps(truth_of([made]), ensure_ascii=False), encoding="utf-8")
            target = out / f"{name}.{'png' if quality is None else 'jpg'}"
            if target.exists():
                continue
            with tempfile.TemporaryDirectory() as work:
                source, shot = pathlib.Path(work) / "a.html", pathlib.Path(work) / "a.png"
                source.write_text(page(made, style, rng.choice(["Noto Sans CJK SC", "Noto Serif CJK SC"])), encoding="utf-8")
                shoot(source, shot, width, 1500, scale)
                image = spoilt(trimmed(Image.open(shot).convert("RGB")), skew, noise, rng)
                image.save(target, **({} if quality is None else {"quality": quality}))
            print(name, image.size, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
