"""Reads the tables of PDF files with a Python library and prints what it found as JSON: tables.py LIBRARY FILE..."""

import json
import os
import resource
import sys


def reader(library):
    if library == "pdfplumber":
        import pdfplumber

        def read(path):
            with pdfplumber.open(path) as pdf:
                return [row for page in pdf.pages for table in page.extract_tables() for row in table]

        return pdfplumber.__version__, read
    if library == "camelot":
        import camelot

        def read(path):
            tables = camelot.read_pdf(path, pages="all", flavor="lattice")
            return [list(row) for table in tables for row in table.df.itertuples(index=False)]

        return camelot.__version__, read
    import tabula
    from importlib.metadata import version

    def read(path):
        tables = tabula.read_pdf(path, pages="all", lattice=True, pandas_options={"header": None, "dtype": str}, silent=True)
        return [list(row) for table in tables for row in table.itertuples(index=False)]

    return version("tabula-py"), read


def spent():
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses) * 1000


def line(row):
    return " | ".join("" if cell is None or cell != cell else "".join(str(cell).split()) for cell in row)


def main(library, paths):
    version, read = reader(library)
    files = []
    for path in paths:
        rows, before = [], 0
        for _ in range(2):
            before = spent()
            try:
                rows = read(path)
            except Exception:
                rows = []
        files.append({"file": os.path.basename(path), "ms": spent() - before, "whole": None, "lines": [line(row) for row in rows]})
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    json.dump({"name": f"{library} {version}, tables", "peakMb": round(peak / 1024), "files": files}, sys.stdout)


main(sys.argv[1], sys.argv[2:])
