"""
Makes documents with tables, and beside each its truth: make_tables.py FOLDER SEED [LOOK…]. Needs Chromium, LibreOffice,
ReportLab, python-docx, openpyxl. `governments` in place of looks makes the second set, `governments-held` its held-out one,
`governments-fresh` one of newer looks.
"""
import json
import pathlib
import random
import sys

import content
import governments
import looks
import sheets


# Documents in which much only looks like a table.
DISTRACTING = 16


def truth_of(blocks):
    tables = []
    for block in blocks:
        if block["kind"] != "table":
            continue
        placed, rows, columns = looks.grid_of(block)
        tables.append(
            dict(
                number=block["number"], title=block["title"], unit=block["unit"], rows=rows, columns=columns, headRows=len(block["head"]),
                cells=[dict(row=c["row"], column=c["column"], rowSpan=c["rows"], columnSpan=c["columns"], text=c["text"], kind=c["kind"], indent=c["indent"]) for c in placed],
            )
        )
    return dict(tables=tables)


def second_set(out, seed, part):
    for name, blocks, draw, extension in governments.documents(seed, part == "held", part == "fresh"):
        target = out / (name + extension)
        if not target.exists():
            draw(blocks, target)
        (out / f"{name}.truth.json").write_text(json.dumps(truth_of(blocks), ensure_ascii=False), encoding="utf-8")
        print(name, flush=True)


def main(folder, seed, *wanted):
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    if wanted and wanted[0].startswith("governments"):
        return second_set(out, seed, wanted[0].partition("-")[2])
    for look, (draw, extension) in {**looks.LOOKS, **sheets.SHEETS}.items():
        if wanted and look not in wanted:
            continue
        for kind in content.KINDS:
            name = f"{look}-{kind}"
            blocks = content.document(kind, random.Random(f"{seed}-{name}"))
            target = out / (name + extension)
            if not target.exists():
                draw(blocks, target)
            (out / f"{name}.truth.json").write_text(json.dumps(truth_of(blocks), ensure_ascii=False), encoding="utf-8")
            print(name, flush=True)
    for number in range(0 if wanted else DISTRACTING):
        look = ["chromium-ruled", "chromium-three-line", "chromium-plain", "web"][number % 4]
        draw, extension = looks.LOOKS[look]
        name = f"distracting-{look}-{number}"
        blocks = content.distracting(random.Random(f"{seed}-{name}"))
        target = out / (name + extension)
        if not target.exists():
            draw(blocks, target)
        (out / f"{name}.truth.json").write_text(json.dumps(truth_of(blocks), ensure_ascii=False), encoding="utf-8")
        print(name, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
