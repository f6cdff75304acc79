"""
Scores records against truth: score.py RECORDS.ndjson FOLDER [--misses]. FOLDER holds `*.truth.json`, or ICDAR 2013's
`*-str.xml`. Adjacency after ICDAR 2013: complete process (all tables), structure (of the tables that were located).

silent   body cells that say something, in no doubt and without a flag, whose text, row label or column path is not the
         truth's; sure: those of the cells without rulings that are in no doubt.
"""
import collections
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree

LEADERS = re.compile(r"[.·…]{4,}")


def squeeze(text):
    return LEADERS.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).replace("−", "-").lower())


def icdar_truth(path):
    """A file of ICDAR 2013 as the truth files have it; it tells no headings, numbers or titles."""
    tables = []
    for table in xml.etree.ElementTree.parse(path).getroot().iter("table"):
        cells, above = [], 0
        for region in table.iter("region"):
            own = [(cell, {key: int(cell.get(key) or cell.get(other)) for key, other in (("start-row", ""), ("start-col", ""), ("end-row", "start-row"), ("end-col", "start-col"))}) for cell in region.iter("cell")]
            for cell, at in own:
                cells.append(dict(row=above + at["start-row"], column=at["start-col"], rowSpan=at["end-row"] - at["start-row"] + 1, columnSpan=at["end-col"] - at["start-col"] + 1, text=cell.findtext("content") or "", kind="value"))
            above += max((at["end-row"] + 1 for _, at in own), default=0)
        if cells:
            tables.append(dict(number=None, title=None, unit=None, headRows=0, rows=above, columns=max(c["column"] + c["columnSpan"] for c in cells), cells=cells))
    return dict(tables=tables)


def slots(table):
    grid = {}
    for c in table["cells"]:
        for i in range(c["rowSpan"]):
            for j in range(c["columnSpan"]):
                grid[c["row"] + i, c["column"] + j] = c
    return grid


def relations(table):
    """Pairs of neighbours: each filled cell with the next filled one to its right and below it."""
    grid, found = slots(table), collections.Counter()
    rows, columns = table["rows"], table["columns"]
    for c in table["cells"]:
        own = squeeze(c["text"])
        if not own:
            continue
        for way, (dr, dc), reach in (("right", (0, 1), c["columnSpan"]), ("down", (1, 0), c["rowSpan"])):
            seen = set()
            lines = range(c["row"], c["row"] + c["rowSpan"]) if way == "right" else range(c["column"], c["column"] + c["columnSpan"])
            for line in lines:
                at = (c["column"] if way == "right" else c["row"]) + reach
                while at < (columns if way == "right" else rows):
                    other = grid.get((line, at) if way == "right" else (at, line))
                    if other and squeeze(other["text"]):
                        if id(other) not in seen:
                            seen.add(id(other))
                            found[own, squeeze(other["text"]), way] += 1
                        break
                    at += 1
    return found


def rows_of(table, first, last=None):
    grid = slots(table)
    for row in range(first, last or table["rows"]):
        yield tuple(squeeze(grid[row, c]["text"]) if (row, c) in grid else "" for c in range(table["columns"]))


def column_path(table, column):
    """The headings over a column; the row that numbers the columns (栏次) is none of them."""
    grid, path = slots(table), []
    for row in range(table["headRows"]):
        if any(c["row"] == row and squeeze(c["text"]) == "栏次" for c in table["cells"]):
            continue
        c = grid.get((row, column))
        if c and squeeze(c["text"]) and (not path or path[-1] is not c):
            path.append(c)
    return [squeeze(c["text"]) for c in path]


def facts_of(table):
    """What the truth says of each filled body cell: its text, its column path and the labels to its left, the nearest first."""
    grid, facts = slots(table), collections.defaultdict(list)
    for c in table["cells"]:
        if c["row"] < table["headRows"] or not squeeze(c["text"]):
            continue
        # The labels that stand side by side; in a table of two sides those of the cell's own side.
        left = []
        for column in range(c["column"] - 1, -1, -1):
            other = grid.get((c["row"], column))
            if left and other and other["kind"] == "value":
                break
            if other and other["kind"] == "label" and squeeze(other["text"]) and squeeze(other["text"]) not in left:
                left.append(squeeze(other["text"]))
        facts[squeeze(c["text"])].append((column_path(table, c["column"]), left))
    return facts


def is_right(cell, facts):
    columns = [squeeze(p) for p in cell.get("columnPath", [])]
    rows = [squeeze(p) for p in cell.get("rowPath", [])]
    return any(columns == path and (not labels and not rows or rows and rows[-1] in labels) for path, labels in facts.get(squeeze(cell["text"]), []))


def count_silent(totals, misses, got, want):
    """Of the body cells of one table, those that are wrong and in no doubt."""
    facts = facts_of(want) if want else {}
    for cell in got["cells"]:
        if "columnPath" not in cell or not squeeze(cell["text"]):
            continue
        bare = got["method"] == "unruled"
        totals["bare" if bare else "lined"] += 1
        if cell.get("uncertain") or cell.get("flags"):
            totals["doubted"] += bare
            continue
        if not is_right(cell, facts):
            totals["silent"] += 1
            totals["silent bare"] += bare
            if totals["silent"] <= 6:
                misses.append(("SILENT", got.get("number"), got["method"], cell["text"], cell.get("rowPath"), cell.get("columnPath"), "for", facts.get(squeeze(cell["text"]))))


def score(record, truth):
    found = list(record.get("tables", [])) if record and record["status"] != "failed" else []
    totals, misses = collections.Counter(), []
    left = list(range(len(found)))
    rel = [relations(t) for t in found]
    for want in truth["tables"]:
        wanted = relations(want)
        best = max(left, key=lambda i: sum((wanted & rel[i]).values()), default=None)
        totals["tables"] += 1
        totals["wanted"] += sum(wanted.values())
        body = [r for r in rows_of(want, want["headRows"]) if any(r)]
        totals["rows"] += len(body)
        totals["captions"] += want["number"] is not None
        if best is None or sum((wanted & rel[best]).values()) < 0.1 * sum(wanted.values()):
            misses.append((want["number"], "not found"))
            continue
        left.remove(best)
        got = found[best]
        if want["headRows"] > 0:
            count_silent(totals, misses, got, want)
        totals["structure given"] += sum(rel[best].values())
        totals["structure wanted"] += sum(wanted.values())
        totals["located"] += 1
        totals["given"] += sum(rel[best].values())
        totals["met"] += sum((wanted & rel[best]).values())
        given = collections.Counter(rows_of(got, 0))
        whole = sum((collections.Counter(body) & given).values())
        totals["whole"] += whole
        if whole < len(body):
            lost = list((collections.Counter(body) - given).elements())[:2]
            misses.append((want["number"], f"rows {whole}/{len(body)} columns {got['columns']} for {want['columns']}", lost))
        for key in ("number", "title", "unit"):
            same = squeeze(got.get(key)) == squeeze(want[key])
            totals[key] += same
            if not same:
                misses.append((want["number"], key, got.get(key), "for", want[key]))
        totals["head"] += got.get("headRows") is not None and got["headRows"] - want["headRows"] == got["rows"] - want["rows"]
        if got.get("headRows") is not None and got["headRows"] - want["headRows"] != got["rows"] - want["rows"]:
            misses.append((want["number"], f"headRows {got.get('headRows')} of {got['rows']} for {want['headRows']} of {want['rows']}"))
        if got["columns"] == want["columns"]:
            shift = got["rows"] - want["rows"]
            cells = {(c["row"], c["column"]): c for c in got["cells"]}
            for c in want["cells"]:
                if c["kind"] != "value" or not squeeze(c["text"]):
                    continue
                totals["paths"] += 1
                mine = cells.get((c["row"] + shift, c["column"]))
                path = [squeeze(p) for p in (mine or {}).get("columnPath", [])]
                good = path == column_path(want, c["column"])
                totals["path"] += good
                if not good and len(misses) < 400 and c["row"] == want["headRows"]:
                    misses.append((want["number"], "path", path, "for", column_path(want, c["column"])))
    totals["false"] += len(left)
    totals["given"] += sum(sum(rel[i].values()) for i in left)
    for i in left:
        count_silent(totals, misses, found[i], None)
        misses.append(("false", found[i]["method"], found[i]["rows"], found[i]["columns"], [c["text"] for c in found[i]["cells"]][:8]))
    return totals, misses


def main(records, folder, *flags):
    by_name = {}
    for line in open(records, encoding="utf-8"):
        record = json.loads(line)
        by_name[record["source"]["name"]] = record
    all_, looks = collections.Counter(), collections.defaultdict(collections.Counter)
    documents = 0
    shares = []
    given = [(p, p.name[: -len(".truth.json")]) for p in sorted(pathlib.Path(folder).glob("*.truth.json"))]
    for path, stem in given or [(p, p.name[: -len("-str.xml")]) for p in sorted(pathlib.Path(folder).glob("*-str.xml"))]:
        record = next((r for n, r in by_name.items() if n.rsplit(".", 1)[0] == stem), None)
        truth = icdar_truth(path) if path.suffix == ".xml" else json.loads(path.read_text(encoding="utf-8"))
        totals, misses = score(record, truth)
        shares.append((totals["met"] / max(1, totals["given"]), totals["met"] / max(1, totals["wanted"])))
        documents += 1
        totals["ok"] = bool(record and record["status"] == "ok")
        all_ += totals
        looks[stem.rsplit("-", 1)[0]] += totals
        if "--misses" in flags and misses:
            print(stem, record and record["status"], [p["code"] for p in record["problems"]] if record else None)
            for miss in misses[:14]:
                print("    ", *miss)
    def line(name, t):
        p, r = t["met"] / max(1, t["given"]), t["met"] / max(1, t["wanted"])
        f1 = 2 * p * r / max(1e-9, p + r)
        share = lambda key, of: f"{100 * t[key] / max(1, t[of]):5.1f}"
        made = 2 * t["met"] / max(1, t["structure given"] + t["structure wanted"])
        print(f"{name:22} located {t['located']:3}/{t['tables']:3}  F1 {f1:.3f} structure {made:.3f}  rows {t['whole']:5}/{t['rows']:5} {share('whole', 'rows')}%  false {t['false']:2}  number {share('number', 'captions')} title {share('title', 'captions')} unit {share('unit', 'captions')}  head {share('head', 'tables')} paths {share('path', 'paths')}  ok {t['ok']}  silent {t['silent']} ({t['silent bare']} bare) sure {t['bare'] - t['doubted']}/{t['bare']}")
    for look, totals in looks.items():
        line(look, totals)
    line(f"all ({documents} documents)", all_)
    # The competition averages precision and recall over documents.
    p, r = (sum(each[side] for each in shares) / max(1, len(shares)) for side in (0, 1))
    print(f"complete process, averaged over documents: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
