"""Scores records against truth files: score.py RECORDS.ndjson FOLDER [--misses]. Adjacency after ICDAR 2013 (complete process)."""
import collections
import json
import pathlib
import re
import sys
import unicodedata


def squeeze(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).replace("−", "-").lower()


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
    grid, path = slots(table), []
    for row in range(table["headRows"]):
        c = grid.get((row, column))
        if c and squeeze(c["text"]) and (not path or path[-1] is not c):
            path.append(c)
    return [squeeze(c["text"]) for c in path]


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
        totals["captions"] += 1
        if best is None or sum((wanted & rel[best]).values()) < 0.1 * sum(wanted.values()):
            misses.append((want["number"], "not found"))
            continue
        left.remove(best)
        got = found[best]
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
        misses.append(("false", found[i]["method"], found[i]["rows"], found[i]["columns"], [c["text"] for c in found[i]["cells"]][:8]))
    return totals, misses


def main(records, folder, *flags):
    by_name = {}
    for line in open(records, encoding="utf-8"):
        record = json.loads(line)
        by_name[record["source"]["name"]] = record
    all_, looks = collections.Counter(), collections.defaultdict(collections.Counter)
    documents = 0
    for path in sorted(pathlib.Path(folder).glob("*.truth.json")):
        stem = path.name[: -len(".truth.json")]
        record = next((r for n, r in by_name.items() if n.rsplit(".", 1)[0] == stem), None)
        totals, misses = score(record, json.loads(path.read_text(encoding="utf-8")))
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
        print(f"{name:22} located {t['located']:3}/{t['tables']:3}  F1 {f1:.3f}  rows {t['whole']:5}/{t['rows']:5} {share('whole', 'rows')}%  false {t['false']:2}  number {share('number', 'captions')} title {share('title', 'captions')} unit {share('unit', 'captions')}  head {share('head', 'tables')} paths {share('path', 'paths')}  ok {t['ok']}")
    for look, totals in looks.items():
        line(look, totals)
    line(f"all ({documents} documents)", all_)


if __name__ == "__main__":
    main(*sys.argv[1:])
