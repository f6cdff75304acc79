#!/usr/bin/env python3
"""Makes scanned reports of known truth for the calibration: make_scans.py MAKER.py COUNT SEED OUTDIR

MAKER.py draws one report of known numbers (its functions numbers, document, chromium, soffice, reportlab_pdf, degrade and
value are used); here come the looks and the damage. Each report is drawn once and damaged four times. A report is named
FONT-DAMAGE-NUMBER, so that fonts and kinds of damage can be kept out of the fit by name.
"""
import json, math, pathlib, random, subprocess, sys, tempfile
import numpy as np
from PIL import Image, ImageFilter

maker, count, seed, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4])
source = pathlib.Path(maker).read_text()
make = {"__name__": "maker", "__file__": str(pathlib.Path(maker).resolve())}
exec(compile(source.rsplit("\nmain(", 1)[0], maker, "exec"), make)  # all but its last line, which runs it

# name: (families of the digits and of the characters, producers that can draw them)
FONTS = {
    "song": ("Noto Serif CJK SC", ["chromium", "writer"]),
    "hei": ("Noto Sans CJK SC", ["chromium", "writer"]),
    "uming": ("AR PL UMing CN", ["chromium", "writer"]),
    "ukai": ("AR PL UKai CN", ["chromium", "writer"]),
    "zenhei": ("WenQuanYi Zen Hei", ["chromium", "writer"]),
    "microhei": ("WenQuanYi Micro Hei", ["chromium", "writer"]),
    "sungti": ("AR PL SungtiL GB", ["chromium", "writer"]),
    "kaiti": ("AR PL KaitiM GB", ["chromium", "writer"]),
    "times": ("Liberation Serif','Noto Serif CJK SC", ["chromium"]),
    "arial": ("Liberation Sans','Noto Sans CJK SC", ["chromium"]),
    "calibri": ("Carlito','Noto Serif CJK SC", ["chromium"]),
    "mono": ("Liberation Mono','AR PL UMing CN", ["chromium"]),
    "stsong": ("Noto Serif CJK SC", ["reportlab"]),
}

def curl(image, depth):
    """The paper's side bends: columns shift up and down along a half sine of `depth` of the height."""
    a = np.asarray(image.convert("L")); h, w = a.shape
    shift = (depth * h * np.sin(np.linspace(0, math.pi, w))).astype(int)
    rows = np.clip(np.arange(h)[:, None] - shift[None, :], 0, h - 1)
    return Image.fromarray(a[rows, np.arange(w)[None, :]])

def ink(image, pixels):
    """Ink that spreads (positive) or thins (negative)."""
    size = 2 * abs(pixels) + 1
    return image.convert("L").filter(ImageFilter.MinFilter(size) if pixels > 0 else ImageFilter.MaxFilter(size))

def edges(image, rng):
    """A photocopy: dark borders and streaks down the page."""
    a = np.asarray(image.convert("L"), dtype=np.float32); h, w = a.shape
    x = np.linspace(0, 1, w)[None, :]; dark = np.exp(-x / .02) * 150 + np.exp((x - 1) / .015) * 120
    for _ in range(rng.randint(0, 3)): a[:, rng.randrange(w)] -= rng.randint(20, 60)
    return Image.fromarray(np.clip(a - dark, 0, 255).astype(np.uint8))

# name: () -> (parameters of the maker's degrade, own step before it, dpi)
DAMAGE = {
    "clean": lambda r: (dict(skew=r.uniform(-.4, .4), noise=r.uniform(0, 6), jpeg=r.randint(70, 90)), None, r.choice([200, 240, 300])),
    "d150": lambda r: (dict(skew=r.uniform(-1, 1), noise=r.uniform(2, 10), jpeg=r.randint(50, 80)), None, 150),
    "d120": lambda r: (dict(skew=r.uniform(-.8, .8), noise=r.uniform(2, 8), jpeg=r.randint(60, 85)), None, 120),
    "lowjpeg": lambda r: (dict(skew=r.uniform(-.8, .8), noise=r.uniform(0, 6), jpeg=r.randint(22, 40)), None, r.choice([150, 200])),
    "fax": lambda r: (dict(skew=r.uniform(-1.2, 1.2), bilevel=r.randint(120, 190), speckle=r.uniform(0, .003)), None, r.choice([150, 200, 200, 300])),
    "fade": lambda r: (dict(skew=r.uniform(-1, 1), fade=r.uniform(.4, .7), noise=r.uniform(3, 10), jpeg=r.randint(55, 85)), None, r.choice([150, 200, 300])),
    "phone": lambda r: (dict(perspective=r.uniform(.005, .03), shade=r.uniform(.2, .55), blur=r.uniform(.3, 1), noise=r.uniform(3, 10), jpeg=r.randint(50, 80)), None, r.choice([180, 200, 250])),
    "seal": lambda r: (dict(noise=r.uniform(2, 7), skew=r.uniform(-.8, .8), seal=dict(page=r.randint(1, 3), x=r.uniform(.3, .8), y=r.uniform(.15, .8), size=r.uniform(1, 2)), jpeg=r.randint(60, 85)), None, r.choice([150, 200])),
    "blur": lambda r: (dict(blur=r.uniform(.7, 1.4), noise=r.uniform(2, 6), skew=r.uniform(-.6, .6), jpeg=r.randint(55, 85)), None, r.choice([200, 250, 300])),
    "turned": lambda r: (dict(turn=r.choice([90, 180, 270]), noise=r.uniform(2, 8), skew=r.uniform(-.5, .5)), None, 200),
    "bold": lambda r: (dict(noise=r.uniform(2, 6), skew=r.uniform(-.6, .6)), lambda i: ink(i, 1), r.choice([250, 300])),
    "thin": lambda r: (dict(noise=r.uniform(2, 6), skew=r.uniform(-.6, .6), blur=.5), lambda i: ink(i, -1), 300),
    "curl": lambda r: (dict(shade=r.uniform(.1, .4), noise=r.uniform(2, 6), blur=.4), lambda i, d=r.uniform(.003, .01): curl(i, d), 200),
    "copy": lambda r: (dict(bilevel=r.randint(130, 180), skew=r.uniform(-.8, .8)), lambda i: edges(i.filter(ImageFilter.GaussianBlur(.8)), r), r.choice([200, 300])),
}

def look(rng, font, producer):
    """One report as the maker takes it."""
    form = rng.choice([2019, 2021, 2021]); year = rng.randint(2019, 2020) if form == 2019 else rng.randint(2021, 2024)
    spec = dict(form=form, year=year, producer=producer, font=FONTS[font][0], paras=0, seed=rng.randrange(10**9),
        organ=rng.choice("临江 青山 白云 长安 东湖 北辰 新城 安平".split()) + rng.choice(["县人民政府", "市财政局", "区教育局", "镇人民政府"]),
        scale=rng.choice([5, 20, 60, 60, 300, 3000, 40000]), zeros=rng.choice([.1, .35, .35, .6]), table_size=rng.choice([8, 9, 9, 10, 10.5]),
        size=rng.choice([10.5, 12, 14]), margin=rng.choice(["1.5cm", "2cm", "2.2cm"]), align=rng.choice(["center", "center", "center", "left", "right"]),
        border=rng.choice(["0.5pt solid #000", "0.75pt solid #000", "0.75pt solid #000", "1pt solid #000", "1.5pt solid #000", "0.75pt solid #666"]),
        pad=rng.choice(["2pt 3pt", "1pt 2pt", "4pt 3pt"]))
    if rng.random() < .15: spec["digits"] = rng.choice(["thousands", "thousands", "fullwidth"])
    if rng.random() < .1: spec["apps_form"] = 2019 if form == 2021 else 2021
    if rng.random() < .1: spec["orientation"] = "landscape"
    return spec

def sprinkle(spec, values, rng):
    """Blanks, dashes, zeros after the point: what clerks type besides whole numbers."""
    for key in list(values):
        if key[0] == "applications": continue  # its arithmetic shall hold
        chance = rng.random()
        if chance < .02: values[key] = rng.choice(["", "", "/", "—", "-", "无"])
        elif chance < .03 and key[2] == "amount": values[key] = rng.choice(["0.00", "12.5", "1234.56", "0.3", "100.00"])

def damaged(pdf, name, spec, values, title, rng, kind, folder):
    parameters, before, dpi = DAMAGE[kind](rng)
    with tempfile.TemporaryDirectory() as td:
        td = pathlib.Path(td)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(td / "p")], check=True)
        files = []
        for i, path in enumerate(sorted(td.glob("p-*.png"))):
            picture = Image.open(path).convert("RGB")
            if before: picture = before(picture)
            picture = make["degrade"](picture, parameters, rng, i + 1)
            file = td / f"s{i:02d}.{'png' if 'bilevel' in parameters else 'jpg'}"
            picture.save(file, dpi=(dpi, dpi), **({} if "bilevel" in parameters else dict(quality=parameters.get("jpeg", 75))))
            files.append(str(file))
        subprocess.run(["img2pdf", *files, "-o", str(folder / f"{name}.pdf")], check=True)
    records = [dict(table=t, item=i, measure=m, raw=raw, value=make["value"](raw)) for (t, i, m), raw in values.items()]
    truth = dict(file=f"{name}.pdf", form=spec["form"], forms=dict(proactive=spec["form"], applications=spec.get("apps_form", spec["form"]), review=spec["form"]),
        organ=spec["organ"], year=spec["year"], title=title, kind="scan", note=json.dumps(parameters), records=records)
    (folder / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False) + "\n")

out.mkdir(parents=True, exist_ok=True)
rng = random.Random(seed); kinds = list(DAMAGE)
for n in range(count):
    font = rng.choice(list(FONTS)); producer = rng.choice(FONTS[font][1]); spec = look(rng, font, producer)
    values = make["numbers"](spec, random.Random(spec["seed"])); sprinkle(spec, values, rng)
    title, page = make["document"](spec, values, random.Random(spec["seed"]))
    with tempfile.TemporaryDirectory() as td:
        td = pathlib.Path(td); html, pdf = td / "r.html", td / "r.pdf"; html.write_text(page)
        if producer == "chromium": make["chromium"](html, pdf)
        elif producer == "reportlab": make["reportlab_pdf"](page, pdf, spec)
        else:
            make["soffice"](html, "docx:MS Word 2007 XML", td, "HTML (StarWriter)"); make["soffice"](td / "r.docx", "pdf", td)
        for i, kind in enumerate(rng.sample(kinds, 4)): damaged(pdf, f"{font}-{kind}-{seed}-{n:03d}", spec, values, title, rng, kind, out)
    print(n, font, producer, flush=True)
