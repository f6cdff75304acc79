"""A second set: tables as governments print them, in looks of their own. Of these, `HELD` were never looked at while building."""
import random

import content
import government
import looks
import typeset

BASE = dict(font="Times-Roman", size=9, gap=12, pad=2, rules="booktabs", align_head="center", align_value="right", valign="top", valign_head="bottom")
CHINESE = dict(BASE, font="STSong-Light", size=8, gap=6, pad=6, rules="grid", valign="middle", valign_head="middle")


def drawn(**changes):
    style = {**BASE, **changes}
    return lambda blocks, target: typeset.draw(blocks, target, style, looks.caption_lines, looks.grid_of)


def budget(**changes):
    return drawn(**{**CHINESE, **changes})


def web(rules, style):
    """Chromium's print of a page whose looks are `style` over one of the older rules."""
    def draw(blocks, target):
        def page(original):
            return original.replace("</style>", style + "</style>")
        old = looks.as_html
        looks.as_html = lambda *a, **k: page(old(*a, **k))
        try:
            looks.by_chromium(rules, size=8.5)(blocks, target)
        finally:
            looks.as_html = old
    return draw


SERIF = 'body,td,th{font-family:"Liberation Serif",serif} p{text-indent:0} h1{text-align:left}'
SANS = 'body,td,th{font-family:"Liberation Sans",sans-serif} p{text-indent:0}'

ENGLISH_LOOKS = {
    "type-booktabs": drawn(),
    "type-top-bottom": drawn(font="Helvetica", size=8, rules="top-bottom", leaders=True, valign="bottom", caption="left"),
    "type-none": drawn(rules="none", gap=16, bold=True, caption="left"),
    "type-rows": drawn(font="Helvetica", size=7.5, rules="rows", valign="middle", stretch=True),
    "type-grid": drawn(rules="grid", valign="middle", gap=9),
    "type-verticals": drawn(font="Helvetica", size=8, rules="verticals", stretch=True),
    "type-two-columns": drawn(size=7.5, columns=2, gap=8, margin=48),
    "type-two-columns-none": drawn(size=7, columns=2, gap=9, rules="none", margin=48, caption="left"),
    "type-head-left": drawn(font="Helvetica", size=8, rules="top-bottom", align_head="right", stretch=True, bold=True),
    "web-booktabs": web("three-line", SERIF + " thead tr:not(:last-child) th[colspan]:not([colspan='1']){border-bottom:.4pt solid #000}"),
    "web-rows-left": web("row-lines", SANS + " th{text-align:left;vertical-align:bottom;font-weight:bold} td{vertical-align:top}"),
}
ENGLISH_HELD = {
    "type-centred-values": drawn(font="Helvetica", size=8, rules="booktabs-gap", align_value="center", bold=True, stretch=True, valign="middle"),
    "type-none-wide": drawn(rules="none", gap=18, stretch=True, align_head="right", valign="bottom", leaders=True),
    "type-head-grid": drawn(font="Helvetica", size=8, rules="head-grid", valign="top"),
    "type-two-columns-rows": drawn(font="Helvetica", size=7, columns=2, gap=8, rules="rows", margin=48),
    "web-none": web("plain", SANS + " th{vertical-align:bottom} td{vertical-align:top;padding:2pt 6pt}"),
}
# Written before any was drawn, and never looked at while building.
ENGLISH_FRESH = {
    "fresh-left-spans": drawn(font="Helvetica", size=8, rules="booktabs", align_head="left", valign="middle", valign_head="top", gap=14, caption="left"),
    "fresh-head-grid-narrow": drawn(size=8.5, rules="head-grid", gap=7, align_head="center", valign="bottom", centred=True, bold=True),
    "fresh-two-columns-booktabs": drawn(font="Helvetica", size=6.8, columns=2, gap=7, rules="booktabs-gap", margin=44, caption="left", align_head="right"),
    "fresh-writer-rows": looks.by_writer("row-lines", size=8),
    "fresh-web-dotted": web("plain", SANS + " tbody tr{border-bottom:.5pt dotted #666} th{text-align:left;background:#eee} td{vertical-align:middle}"),
}
BUDGET_FRESH = {
    "fresh-sheet-rows": budget(rules="rows", landscape=True, stretch=True, size=7.5, repeat=False, pad=8),
    "fresh-writer-three-line": looks.by_writer("three-line", size=8),
    "fresh-web-rows": web("row-lines", "td,th{border-left:0;border-right:0;padding:3pt 4pt}"),
}
BUDGET_LOOKS = {
    "sheet-grid": budget(),
    "sheet-no-verticals": budget(rules="no-verticals"),
    "sheet-landscape": budget(landscape=True, stretch=True),
    "sheet-once": budget(repeat=False, pad=10, numbers=True),
    "sheet-continued": budget(continued=True, pad=10),
    "sheet-rows": budget(rules="rows", gap=12),
}
BUDGET_HELD = {
    "sheet-small": budget(size=6.5, pad=3, repeat=False, continued=True),
    "sheet-stretched": budget(stretch=True, rules="no-verticals", pad=9, repeat=False),
}


def english(rng):
    blocks = [content.heading("Statistical annex")]
    for number, kind in enumerate(rng.sample(government.ENGLISH, 4), 1):
        blocks += [content.para(content.prose(rng, True)) for _ in range(rng.randint(1, 3))] + [kind(rng, number)]
    return blocks + [content.para(content.prose(rng, True))]


def budgets(rng):
    kinds = government.BUDGET[:]
    rng.shuffle(kinds)
    blocks = [content.heading(f"{rng.choice(content.PLACES)}2024年部门预算公开表")]
    for number, kind in enumerate(kinds, 1):
        blocks += ([content.para(content.prose(rng, False))] if rng.random() < 0.4 else []) + [kind(rng, f"表{number}")]
    return blocks


def documents(seed, held, fresh=False):
    """Name, blocks, the pen and the ending of each document; `held`: of the looks kept apart, with all others anew; `fresh`: of those alone."""
    english_looks = {**ENGLISH_LOOKS, **(ENGLISH_HELD if held else {})}
    budget_looks = {**BUDGET_LOOKS, **(BUDGET_HELD if held else {})}
    if fresh:
        english_looks, budget_looks = ENGLISH_FRESH, BUDGET_FRESH
    for make, chosen in ((english, english_looks), (budgets, budget_looks)):
        for look, draw in chosen.items():
            for part in range(1 if "web" in look or "writer" in look else 2):
                name = f"{look}-{part}"
                yield name, make(random.Random(f"{seed}-{name}")), draw, ".pdf"
