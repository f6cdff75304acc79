"""Scores records of pictures: score_pictures.py RECORDS.ndjson FOLDER. A number is silently wrong where nothing says that it is not sure."""
import collections
import json
import pathlib
import re
import sys

from score import relations, squeeze

NUMBER = re.compile(r"^[(（]?[-−]?[\d,]*\.?\d+%?[)）]?$")


def located(record, want):
    found = record["tables"] if record else []
    wanted = relations(want)
    best = max(found, key=lambda t: sum((wanted & relations(t)).values()), default=None)
    return best if best and sum((wanted & relations(best)).values()) >= 0.1 * sum(wanted.values()) else None


def main(records, folder):
    by_name = {json.loads(line)["source"]["name"].rsplit(".", 1)[0]: json.loads(line) for line in open(records, encoding="utf-8")}
    total, looks = collections.Counter(), collections.defaultdict(collections.Counter)
    for path in sorted(pathlib.Path(folder).glob("*.truth.json")):
        stem = path.name[: -len(".truth.json")]
        record = by_name.get(stem)
        want = json.loads(path.read_text(encoding="utf-8"))["tables"][0]
        numbers = {(c["row"] - want["headRows"], c["column"]): squeeze(c["text"]) for c in want["cells"] if c["kind"] == "value" and NUMBER.match(squeeze(c["text"]))}
        t = collections.Counter(tables=1, numbers=len(numbers), ok=int(bool(record and record["status"] == "ok")))
        got = located(record, want)
        note = [p["code"] for p in record["problems"]] if record else "no record"
        if got:
            t["located"] = 1
            head = got.get("headRows") or 0
            cells = {(c["row"] - head, c["column"]): c for c in got["cells"] if c["row"] >= head}
            shape = (got["rows"] - head, got["columns"]), (want["rows"] - want["headRows"], want["columns"])
            t["shape"] = int(shape[0] == shape[1])
            for at, text in numbers.items():
                t["exact"] += at in cells and squeeze(cells[at]["text"]) == text
            for at, c in cells.items():
                sure = c.get("uncertain") is None and not c.get("flags")
                if c.get("value") is None or not sure:
                    t["flagged"] += c.get("value") is not None
                    continue
                t["silent"] += numbers.get(at) != squeeze(c["text"])
            note = [f"{shape[0]} for {shape[1]}", *note]
        print(f"{stem:28} {'located' if got else '-------'} exact {t['exact']:3}/{t['numbers']:3} flagged {t['flagged']:3} silent {t['silent']:2}", *note)
        total += t
        looks[stem.split("-", 1)[1]] += t
    for name, t in [*looks.items(), ("all", total)]:
        print(f"{name:22} located {t['located']:2}/{t['tables']:2}  shape {t['shape']:2}  exact {t['exact']:4}/{t['numbers']:4} ({100 * t['exact'] / max(1, t['numbers']):.1f} %)  flagged {t['flagged']:4}  silent {t['silent']}  ok {t['ok']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
