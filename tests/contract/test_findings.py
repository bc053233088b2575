"""What a coordinator reads of a bad file, and the way back: the file with its findings, corrected, sent again."""
import csv
import json
import os
import re
import sqlite3
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support import sheet
from support.program import ROOT, Workspace

COMMUNE = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"code": "32134", "name": "Xã A"},
     "geometry": {"type": "Polygon", "coordinates": [[[105, 9], [105.2, 9], [105.2, 9.2], [105, 9.2], [105, 9]]]}}]}
ADDED = ["vungphu: dòng trong tệp đã gửi", "vungphu: mức độ", "vungphu: kết quả kiểm tra", "vungphu: cách khắc phục"]


def area(x, y, side=0.01, open_ring=False):
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring[:-1] if open_ring else ring]}


def collection(*geometries):
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"Mã vùng": f"0{i}", "Mô tả": None}, "geometry": g}
        for i, g in enumerate(geometries, 1)]})


class Findings(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        self.w("places", "import", self.put("xa.geojson", json.dumps(COMMUNE)), "--kind", "commune")

    def at(self, name):
        return os.path.join(self.w.folder, name)

    def put(self, name, content):
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(content)
        return self.at(name)

    def submit(self, path, *more, technology="fiber"):
        status, out, err = self.w.run("submit", path, "--operator", "vnpt", "--technology", technology,
                                      "--as-of", "2026-06-30", "--format", "json", *more)
        self.assertIn(status, (0, 1), err)
        return json.loads(out) if out else err

    def findings_file(self, submission, name, *more):
        status, out, err = self.w.run("submissions", "findings", submission, "-o", self.at(name), *more)
        self.assertEqual((status, out), (0, ""), err)
        return self.at(name)

    def points(self, *rows):
        return self.put("diem.csv", "Mã,Kinh độ,Vĩ độ\n" + "".join(",".join(row) + "\n" for row in rows))

    def test_a_bad_table_comes_back_with_its_findings_and_is_accepted_once_corrected(self):
        sent = self.submit(self.points(("001", "105.01234", "9.01234"), ("002", "0", "0"), ("003", "9.05555", "")))
        self.assertEqual(sent["submission"]["state"], "refused")
        for name in ("sua.xlsx", "sua.csv"):
            path = self.findings_file(sent["submission"]["id"], name)
            if name.endswith("csv"):
                with open(path, encoding="utf-8", newline="") as file:
                    rows = list(csv.DictReader(file))
            else:
                self.assertEqual(sheet.rows(path)[0], ["Mã", "Kinh độ", "Vĩ độ", *ADDED])
                rows = sheet.table(path, "Mã")
            self.assertEqual([row["Mã"] for row in rows], ["001", "002", "003"])
            self.assertEqual([row[ADDED[0]] for row in rows], ["2", "3", "4"])
            self.assertEqual([row.get(ADDED[1], "") for row in rows], ["", "lỗi", "lỗi"])
            self.assertIn("0, 0", rows[1][ADDED[2]])
        # Corrected, with the columns that were added left in.
        rows[1].update({"Kinh độ": "105.05555", "Vĩ độ": "9.06666"})
        rows[2].update({"Kinh độ": "105.07777", "Vĩ độ": "9.05555"})
        with open(self.at("lai.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        again = self.submit(self.at("lai.csv"))
        self.assertEqual(again["submission"]["state"], "accepted", again["findings"])
        self.assertEqual({use["meaning"] for use in again["submission"]["mapping"]}, {"code", "lon", "lat"})
        # Its own file of findings has the four columns once.
        with open(self.findings_file(again["submission"]["id"], "moi.csv"), encoding="utf-8", newline="") as file:
            self.assertEqual(next(csv.reader(file)), ["Mã", "Kinh độ", "Vĩ độ", *ADDED])

    def test_a_sheet_of_remarks_is_no_second_table(self):
        sent = self.submit(self.points(*((f"{i:03}", "105.01234", f"9.0{i}111") for i in range(1, 9)), ("009", "0", "0")))
        path = self.findings_file(sent["submission"]["id"], "sua.xlsx")  # refused: said on a second sheet
        again = self.submit(path)
        self.assertEqual(again["submission"]["read"], 9)
        self.assertEqual(again["submission"]["state"], "refused")  # nothing was corrected

    def test_shapes_come_back_as_they_came_in_their_own_crs(self):
        bow_tie = {"type": "Polygon", "coordinates": [[[105.1, 9.1], [105.11, 9.11], [105.11, 9.1], [105.1, 9.11], [105.1, 9.1]]]}
        sent = self.submit(self.put("vung.geojson", collection(area(105.0123456, 9.0123456), bow_tie, area(0.1, 0.2))))
        self.assertEqual([(f["code"], f["severity"], f["row"]) for f in sent["findings"] if f["row"]],
                         [("geometry_repaired", "warning", 2), ("position_far", "error", 3)])
        number = sent["submission"]["id"]
        package = self.findings_file(number, "sua.gpkg")
        with sqlite3.connect(package) as db:
            (table,) = [n for (n,) in db.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")]
            rows = db.execute(f'SELECT "Mã vùng", "{ADDED[1]}", length(vungphu_geom) FROM "{table}" ORDER BY vungphu_fid').fetchall()
            remarks = db.execute("SELECT finding FROM vungphu_findings").fetchall()
        db.close()
        self.assertEqual([row[:2] for row in rows], [("01", None), ("02", "cảnh báo"), ("03", "lỗi")])
        self.assertTrue(remarks)
        with open(self.findings_file(number, "sua.geojson"), encoding="utf-8") as file:
            found = json.load(file)["features"]
        self.assertEqual(found[1]["geometry"], bow_tie)
        # The third is put right, and the package sent as it is: its table of remarks is not asked about.
        found[2]["geometry"] = area(105.0523456, 9.0523456)
        again = self.submit(self.put("lai.geojson", json.dumps({"type": "FeatureCollection", "features": found})))
        self.assertEqual(again["submission"]["state"], "accepted")
        self.assertEqual(self.submit(package)["submission"]["read"], 3)

    def test_a_table_does_not_hold_shapes_and_says_so(self):
        sent = self.submit(self.put("vung.geojson", collection(area(105.0123456, 9.0123456))))
        _, _, err = self.w.run("submissions", "findings", sent["submission"]["id"], "-o", self.at("sua.xlsx"))
        self.assertIn(".gpkg", err)
        status, _, err = self.w.run("submissions", "findings", sent["submission"]["id"], "-o", self.at("sua.kml"))
        self.assertEqual(status, 1, err)
        self.assertIn("kml", err)

    def test_forty_thousand_bad_rows_are_a_short_page(self):
        sent = self.submit(self.points(*((f"{i:05}", "0", "0") for i in range(40_000))))
        page = self.w("submissions", "show", sent["submission"]["id"])
        self.assertLess(len(page.splitlines()), 40)
        self.assertIn("39.980", page)
        self.assertIn("submissions findings", page)
        report = self.w.json("submissions", "findings", sent["submission"]["id"])
        jsonschema.validate(report, json.loads((ROOT / "docs/schemas/findings.json").read_text(encoding="utf-8")))
        self.assertEqual(sum(f["code"] == "position_zero" for f in report["findings"]), 40_000)

    def test_an_area_far_from_every_box_is_told_once_boxes_are_there(self):
        far = collection(area(105.0123456, 9.0123456), area(105.1523456, 9.1523456))
        first = self.submit(self.put("vung.geojson", far))
        self.assertNotIn("no_site_within_reach", [f["code"] for f in first["findings"]])
        boxes = {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [105.0111111, 9.0111111]}}]}
        self.submit(self.put("hop.geojson", json.dumps(boxes)), "--collector", "reach", "--reach", "500", "--part", "hop")
        again = self.submit(self.put("vung2.geojson", far + " "), "--supersede")
        self.assertEqual([f["row"] for f in again["findings"] if f["code"] == "no_site_within_reach"], [2])

    def test_rows_without_shape_and_without_key_are_refused(self):
        sent = self.submit(self.put("vung.geojson", collection(*[area(105.0123456 + i / 50, 9.0123456) for i in range(2)], None)))
        self.assertEqual([(f["code"], f["row"]) for f in sent["findings"] if f["severity"] == "error" and f["row"]],
                         [("geometry_empty", 3)])

    def test_lists_too(self):
        rows = "Mã,Tên,Mã xã,Kinh độ,Vĩ độ,Số hộ\n01,Trường A,32134,105.01234,9.01234,\n02,Trường A,32134,105.01244,9.01234,\n"
        report = self.w.json("places", "import", self.put("truong.csv", rows), "--kind", "school")
        self.assertEqual([(f["code"], f["row"]) for f in report["findings"]], [("duplicate_nearby", 3)])
        self.w("lists", "findings", report["list"]["id"], "-o", self.at("truong.xlsx"), "--lang", "en")
        found = sheet.table(self.at("truong.xlsx"), "Mã")
        self.assertEqual([row.get("vungphu: severity", "") for row in found], ["", "warning"])

    def test_every_finding_of_intake_has_an_example_or_is_older(self):
        catalogue = json.loads((ROOT / "geodata/catalogue/intake.json").read_text(encoding="utf-8"))
        for name in ("shape", "exactness", "zones", "check_areas", "check_names", "check_nearness", "check_ranges", "check_sites"):
            source = (ROOT / f"src/intake/{name}.cpp").read_text(encoding="utf-8")
            for code in re.findall(r'\{\s*"([a-z]+(?:_[a-z]+)+)",\s*(?:percent|Severity)', source):
                for lang in ("vi", "en"):
                    self.assertTrue(catalogue[f"finding.{code}.example"][lang], code)


if __name__ == "__main__":
    unittest.main()
