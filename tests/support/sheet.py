"""The first sheet of an XLSX file as rows of text, as a spreadsheet shows them, and the least that is an XLSX file; plain Python,
no library."""
import io
import re
import xml.etree.ElementTree
import zipfile

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def column_of(reference):
    """0 for "A7", 27 for "AB1"."""
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def rows(path):
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            for item in xml.etree.ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
                shared.append("".join(text.text or "" for text in item.iter(NAMESPACE + "t")))
        sheet = xml.etree.ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = []
    for row in sheet.iter(NAMESPACE + "row"):
        cells = {}
        for cell in row.iter(NAMESPACE + "c"):
            value = cell.find(NAMESPACE + "v")
            if cell.get("t") == "inlineStr":
                text = "".join(part.text or "" for part in cell.iter(NAMESPACE + "t"))
            else:
                text = "" if value is None else value.text or ""
                text = shared[int(text)] if cell.get("t") == "s" else text
            cells[column_of(cell.get("r"))] = text
        found.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
    return found


def table(path, first_head="STT"):
    """Rows below the head, which begins with `first_head`, as {head: text}."""
    all_rows = rows(path)
    start = next(i for i, row in enumerate(all_rows) if row and row[0] == first_head)
    return [dict(zip(all_rows[start], row)) for row in all_rows[start + 1:]]


def book(sheet, name="a"):
    """The bytes of a workbook whose only sheet is this XML."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    link = lambda what, target: f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/{what}" Target="{target}"/></Relationships>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                               f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": link("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": link("worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE[1:-1]}" xmlns:r="{office}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return out.getvalue()
