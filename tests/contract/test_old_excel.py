"""Old Excel files (.xls) as offices keep them, made by a library of others: cell for cell what GDAL's own driver reads, and a
table that means the same as its .xlsx."""
import csv
import datetime
import os
import random
import subprocess
import sys
import unittest
import zipfile
from xml.sax.saxutils import escape

import xlwt

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import Workspace, one
from support.sheet import NAMESPACE, book

STYLES = {"date": "dd/mm/yyyy", "time": "hh:mm:ss", "date_time": "dd/mm/yyyy hh:mm", "share": "0.00%", "money": "#,##0;[Red]-#,##0"}
HAMLETS = [("3213401", "Ấp Bà Điều", 120), ("3213402", "Ấp Tân Lộc", 80), ("3213403", "Khóm 7 \"mới\"", 40)]


def styled(name):
    return xlwt.easyxf(num_format_str=STYLES[name])


def table(passed=(100, 41, 40)):
    """A form as operators send it: a banner over merged cells, a row of units, the header, an empty row, the data, a sum."""
    rows = {0: ["BÁO CÁO PHỦ CÁP QUANG"], 1: ["", "", "Đơn vị: hộ"], 3: ["Mã ấp", "Tên ấp", "Tổng số hộ", "Số hộ có hạ tầng", "Tỷ lệ"]}
    for i, ((code, name, homes), count) in enumerate(zip(HAMLETS, passed)):
        rows[5 + i] = [code, name, homes, count, count / 8]
    return rows


def as_xls(path, rows, sheets_before=(), sheets_after=()):
    made = xlwt.Workbook(encoding="utf-8")
    for name in sheets_before:
        made.add_sheet(name)
    sheet = made.add_sheet("Biểu 01")
    for y, row in rows.items():
        for x, value in enumerate(row):
            if y == 0 and x == 0:
                sheet.write_merge(0, 0, 0, 4, value)
            elif value != "":
                sheet.write(y, x, value)
    for name in sheets_after:
        made.add_sheet(name)
    made.save(path)


def as_xlsx(path, rows):
    """The least that is an .xlsx: one sheet, texts in their cells, numbers as numbers."""
    sheet = ""
    for y, row in rows.items():
        cells = ""
        for x, value in enumerate(row):
            place = f"{chr(65 + x)}{y + 1}"
            if isinstance(value, str):
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""
            else:
                cells += f'<c r="{place}"><v>{value:.15g}</v></c>'
        sheet += f'<row r="{y + 1}">{cells}</row>'
    with open(path, "wb") as file:
        file.write(book(f'<worksheet xmlns="{NAMESPACE[1:-1]}"><sheetData>{sheet}</sheetData></worksheet>', "Biểu 01"))


def same(cell):
    """A number by its value: GDAL writes 9835.817 with sixteen digits."""
    try:
        return cell if cell in ("007", "1e5") else f"{float(cell):.15g}"
    except ValueError:
        return cell


class OldExcel(unittest.TestCase):
    def setUp(self):
        self.w = self.workspace()

    def workspace(self):
        w = Workspace()
        self.addCleanup(w.close)
        with open(os.path.join(w.folder, "ap.csv"), "w", encoding="utf-8") as file:
            file.write("Mã ấp,Tên ấp,Số hộ\n" + "".join(f'{code},"{name.replace(chr(34), chr(34) * 2)}",{homes}\n' for code, name, homes in HAMLETS))
        w("places", "import", os.path.join(w.folder, "ap.csv"), "--kind", "hamlet")
        return w

    def at(self, name):
        return os.path.join(self.w.folder, name)

    def submit(self, w, path, *more):
        return w.run("submit", path, "--operator", "vnpt", "--technology", "fiber", "--as-of", "2026-06-30", "--lang", "en", *more)

    def rows_with_findings(self, w, number=1):
        """All rows of a submission as they came, with what was found in them."""
        path = os.path.join(w.folder, f"rows-{number}.csv")
        w("submissions", "findings", number, "-o", path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))

    def test_a_table_means_what_its_xlsx_means(self):
        rows = table(passed=(100, 90, 40))  # one counts more than there are
        found = {}
        for kind, write in (("xls", as_xls), ("xlsx", as_xlsx)):
            w = self.workspace()
            path = os.path.join(w.folder, f"bieu.{kind}")
            write(path, rows)
            status, out, err = self.submit(w, path)
            self.assertEqual((status, err), (0, ""), out)
            w("assess")
            kept = one(w.json("submissions")["rows"], id=1)
            self.assertEqual(kept["format"], kind)
            told = {key: kept[key] for key in kept if key not in ("file", "format", "sha256", "submitted_at")}
            found[kind] = told, self.rows_with_findings(w), w.json("coverage", "--kind", "hamlet")["rows"]
        self.assertEqual(found["xls"], found["xlsx"])
        told, cells, _ = found["xls"]
        self.assertEqual((told["read"], told["accepted"], told["passed"]), (3, 3, 230))
        self.assertEqual([row[-5:] != [] and row[0] for row in cells][1:], [code for code, *_ in HAMLETS])

    def test_every_cell_is_what_gdal_reads(self):
        """But for formulas, errors and quoted formats, which GDAL's driver loses or changes: docs/adr/0015."""
        random.seed(1)
        words = [name for _, name, _ in HAMLETS] + ["Cà Mau", "x" * 300, "đ", "1e5", "007", " hai đầu ", "nhiều\ndòng", "日本", "𝄞"]
        day = datetime.datetime(2026, 6, 30)
        cells = [lambda: (random.choice(words),), lambda: (f"{random.choice(words)} {random.random()}",), lambda: (random.randint(-10**6, 10**6),), lambda: (random.randint(0, 10**12),),
                 lambda: (random.randint(-10**7, 10**7) / 1000,), lambda: (random.random() < 0.5,),
                 lambda: (random.randint(0, 1000) / 1000, "share"), lambda: (-random.randint(1, 10**6), "money"),
                 lambda: ((day + datetime.timedelta(days=random.randint(-9000, 9000))).date(), "date"),
                 lambda: (day + datetime.timedelta(seconds=random.randint(0, 10**8)), "date_time"),
                 lambda: (datetime.time(random.randint(0, 23), random.randint(0, 59), random.randint(0, 59)), "time")]
        made = xlwt.Workbook(encoding="utf-8")
        styles = {name: styled(name) for name in STYLES}
        sheet = made.add_sheet("Số liệu")
        heads = ["Mã ấp", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"]
        for x, head in enumerate(heads):
            sheet.write(0, x, head)
        for y in range(1, 3000):
            for x in range(len(heads)):
                if random.random() < 0.8:
                    value, *style = random.choice(cells)()
                    sheet.write(y, x, value, *(styles[name] for name in style))
        made.save(self.at("lon.xls"))
        self.submit(self.w, self.at("lon.xls"), "--collector", "count-table", "--map", "passed=Một")
        ours = [row[:len(heads)] for row in self.rows_with_findings(self.w)]
        env = {**os.environ, "OGR_XLS_HEADERS": "DISABLE", "OGR_XLS_FIELD_TYPES": "STRING"}
        done = subprocess.run(["ogr2ogr", "-f", "CSV", "/vsistdout/", self.at("lon.xls"), "Số liệu"], env=env, capture_output=True, check=True)
        theirs = [row for row in list(csv.reader(done.stdout.decode().splitlines(keepends=True)))[1:] if any(row)]
        self.assertGreater(len(ours), 2900)
        self.assertEqual(len(ours), len(theirs))
        for mine, other in zip(ours, theirs):
            self.assertEqual([same(cell) for cell in mine], [same(cell) for cell in other])

    def test_of_several_sheets_one_is_named_unless_only_one_has_rows(self):
        as_xls(self.at("a.xls"), table(), ["Sheet1"], ["Sheet3"])
        self.assertEqual(self.submit(self.w, self.at("a.xls"))[0], 0)
        made = xlwt.Workbook(encoding="utf-8")
        for name in ("Quý 1", "Quý 2"):
            sheet = made.add_sheet(name)
            for y, row in table().items():
                for x, value in enumerate(row):
                    sheet.write(y, x, value)
        made.save(self.at("b.xls"))
        status, out, err = self.submit(self.w, self.at("b.xls"), "--supersede")
        self.assertNotEqual(status, 0)
        self.assertIn("Quý 1, Quý 2", out + err)
        self.assertEqual(self.submit(self.w, self.at("b.xls"), "--supersede", "--layer", "Quý 2")[0], 0)

    def test_in_an_archive(self):
        as_xls(self.at("xa.xls"), table())
        with zipfile.ZipFile(self.at("gui.zip"), "w") as archive:
            archive.write(self.at("xa.xls"), "quý 2/xa.xls")
        status, out, err = self.submit(self.w, self.at("gui.zip"))
        self.assertEqual((status, err), (0, ""), out)

    def test_under_the_name_of_another(self):
        as_xls(self.at("a.xlsx"), table())
        as_xlsx(self.at("b.xls"), table())
        for name, end in (("a.xlsx", ".xls"), ("b.xls", ".xlsx")):
            status, out, err = self.submit(self.w, self.at(name))
            self.assertEqual(status, 1)
            self.assertIn(f"Change the end of its name to {end} ", out + err)

    def test_with_a_password(self):
        """The record that says so comes before all that it hides."""
        as_xls(self.at("a.xls"), table())
        with open(self.at("a.xls"), "rb") as file:
            content = bytearray(file.read())
        interface = content.index(b"\xe1\x00\x02\x00", 512)  # the first record behind the head, which says nothing
        content[interface:interface + 2] = b"\x2f\x00"
        with open(self.at("b.xls"), "wb") as file:
            file.write(content)
        status, out, err = self.submit(self.w, self.at("b.xls"))
        self.assertEqual(status, 1)
        self.assertIn("is protected or has a password", out + err)
        self.assertIn("If Excel opens it without asking for one: unprotect the workbook", out + err)  # locked structure, no password of a person


if __name__ == "__main__":
    unittest.main()
