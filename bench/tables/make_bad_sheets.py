"""Makes spreadsheets that mean harm, or are broken: make_bad_sheets.py FOLDER. The same bytes each time; test/hostile holds them."""
import pathlib
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
GRID = [["地区", "人口", "收入"], ["甲镇", 700, 1234.5], ["乙镇", 500, 98]]


def rows(values):
    out = []
    for r, row in enumerate(values, 1):
        cells = "".join(
            f'<c r="{chr(65 + c)}{r}"><v>{v}</v></c>' if isinstance(v, (int, float)) else f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{v}</t></is></c>' for c, v in enumerate(row)
        )
        out.append(f'<row r="{r}">{cells}</row>')
    return "".join(out)


def relation(number, kind, target, mode=""):
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def package(path, sheet, more=(), main=f"{SHEET}.sheet.main+xml", relations="", before=""):
    """An .xlsx with one sheet; `more` are further parts by name."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation(1, "worksheet", "worksheets/sheet1.xml")}{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        **dict(more),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, content)


def encrypted(path):
    """A compound file with the two streams of a package under a password; what they hold is noise."""
    sector = 512
    data = bytearray(b"\xff" * sector + b"\x00" * sector * 7)
    data[: 8] = bytes.fromhex("d0cf11e0a1b11ae1")
    data[8:76] = bytes(16) + (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little") + b"\xfe\xff" + (9).to_bytes(2, "little") + (6).to_bytes(2, "little") + bytes(10) + (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4)
    for index, (name, kind) in enumerate([("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2)]):
        at = 2 * sector + index * 128
        written = name.encode("utf-16-le")
        data[at : at + len(written)] = written
        data[at + 64 : at + 66] = (len(written) + 2).to_bytes(2, "little")
        data[at + 66] = kind
    path.write_bytes(bytes(data))


def main(folder):
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    encrypted(out / "sheet_encrypted.xlsx")
    # 320 MB of spaces between two rows.
    package(out / "sheet_bomb.xlsx", "<sheetData>" + rows(GRID) + " " * 320_000_000 + "</sheetData>")
    package(out / "sheet_broken-xml.xlsx", f"<sheetData>{rows(GRID)}<row r='4'><c r='A4'></row></sheetData>")
    package(out / "sheet_entities.xlsx", f"<sheetData>{rows(GRID)}</sheetData>", before='<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>')
    empty = '<row><c s="0"/></row>' * (1_048_576 - len(GRID))
    package(out / "sheet_empty-rows.xlsx", f"<sheetData>{rows(GRID)}{empty}</sheetData>")
    full = "".join(f'<row r="{r}">{"".join(f"<c><v>{c}</v></c>" for c in range(12))}</row>' for r in range(1, 18_001))
    package(out / "sheet_full.xlsx", f"<sheetData>{full}</sheetData>")
    package(out / "sheet_corners.xlsx", f'<sheetData>{rows(GRID[:1])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A2:XFC1048575"/></mergeCells>')
    package(out / "sheet_macro.xlsm", f"<sheetData>{rows(GRID)}</sheetData>", {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(512)}, "application/vnd.ms-excel.sheet.macroEnabled.main+xml", relation(2, "vbaProject", "vbaProject.bin"))
    linked = rows(GRID) + '<row r="4"><c r="A4" t="inlineStr"><is><t>丙镇</t></is></c><c r="B4"><f>[1]Sheet1!A1</f><v>3</v></c><c r="C4"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>4</v></c></row>'
    link = f'<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"/></externalLink>'
    target = f'<Relationships xmlns="{PACKAGE}/relationships">{relation(1, "externalLinkPath", "file:///etc/passwd", chr(32) + "TargetMode=" + chr(34) + "External" + chr(34))}</Relationships>'
    package(out / "sheet_links.xlsx", f"<sheetData>{linked}</sheetData>", {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": target}, relations=relation(2, "externalLink", "externalLinks/externalLink1.xml"))


if __name__ == "__main__":
    main(*sys.argv[1:])
