#!/usr/bin/env python3
"""Sends reports to nianbao's HTTP API, waits until they are read, and prints what came of each as CSV.

    API=http://127.0.0.1:8090 TOKEN=$(cat token) python3 api-client.py report.pdf …

It needs nothing but Python's standard library. Exit status: 0, or 2 where a document failed.
"""

import csv
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
import uuid

API = os.environ["API"].rstrip("/")
HEADERS = {"Authorization": "Bearer " + os.environ["TOKEN"], "Accept-Language": os.environ.get("LANGUAGE", "en")}
SECONDS_BETWEEN_LOOKS = 0.5


def ask(path, body=None, content_type=None):
    """Gives the answer of a request as an object; waits and asks again where the server is busy (429)."""
    headers = HEADERS | ({"Content-Type": content_type} if content_type else {})
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(API + path, body, headers)) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code == 429:
                time.sleep(int(refusal.headers.get("Retry-After", "1")))
                continue
            error = json.load(refusal)["error"]
            sys.exit(f"{error['code']}: {error['message']} {error['remedy']}")


def multipart(files):
    """The files as one body of multipart/form-data, with its content type."""
    boundary = uuid.uuid4().hex
    parts = []
    for file in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        parts += [head.encode(), file.read_bytes(), b"\r\n"]
    return b"".join([*parts, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"


def main(names):
    sent = ask("/v1/documents", *multipart([pathlib.Path(name) for name in names]))
    batch = sent["links"]["batch"]
    while ask(batch)["documents"]["pending"] > 0:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    table = csv.writer(sys.stdout)
    table.writerow(["id", "name", "status", "organ", "year", "values", "doubts", "faults"])
    failed = False
    for document in sent["documents"]:
        row = ask(document["links"]["document"])["document"]
        counts = row["counts"] or {"values": "", "doubts": "", "faults": ""}
        facts = [row["id"], document["name"], row["status"], row["organ"], row["year"]]
        table.writerow([*facts, counts["values"], counts["doubts"], counts["faults"]])
        failed = failed or row["status"] == "failed"
    return 2 if failed else 0


sys.exit(main(sys.argv[1:]))
