"""Places without a position: the work list says which to find first, and the answers change the figure."""
import csv
import os
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import Workspace, one

COMMUNES = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "00001", "name": "Xã Một"},
  "geometry": {"type": "Polygon", "coordinates": [[[105, 9], [105.1, 9], [105.1, 9.1], [105, 9.1], [105, 9]]]}}]}"""
FIBER = COMMUNES.replace("105.1", "105.05")  # the western half
SCHOOLS = """Mã trường,Tên trường,Mã xã,Kinh độ,Vĩ độ
A,Trường A,00001,105.02,9.05
B,Trường B,00001,,
C,Trường C,00001,,
"""


class Locate(unittest.TestCase):
    def setUp(self):
        self.w = w = Workspace()
        self.addCleanup(w.close)
        for name, content in (("communes.geojson", COMMUNES), ("fiber.geojson", FIBER), ("schools.csv", SCHOOLS)):
            with open(os.path.join(w.folder, name), "w", encoding="utf-8") as file:
                file.write(content)
        w("places", "import", w.folder + "/communes.geojson", "--kind", "commune")
        w("places", "import", w.folder + "/schools.csv", "--kind", "school", "--list-date", "2025-09-05")
        w("submit", w.folder + "/fiber.geojson", "--operator", "vnpt", "--technology", "fiber", "--as-of", "2026-06-30")
        w("assess")

    def schools(self):
        return one(self.w.json("coverage", "--kind", "school", "--technology", "fiber", "--level", "*")["rows"], operator="any")

    def fill(self, answers, name="list.csv"):
        """Writes the work list and fills it in as a person would."""
        path = os.path.join(self.w.folder, name)
        self.w("places", "locate", "-o", path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row["lon"], row["lat"] = answers.get(row["code"], ("", ""))
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return path

    def test_the_answers_change_the_figure(self):
        before = self.schools()
        self.assertEqual((before["covered"], before["total"], before["no_data"]), (1, 3, 2))
        self.assertEqual([row["code"] for row in self.w.json("places", "locate")["rows"]], ["B", "C"])
        report = self.w.json("places", "locate", "--answers", self.fill({"B": ("105.03", "9.05"), "C": ("105.07", "9.05")}))
        self.assertEqual((report["read"], report["located"], report["refused"], report["filtered"]), (2, 2, 0, 0))
        self.w("assess")
        after = self.schools()
        self.assertEqual((after["covered"], after["total"], after["no_data"]), (2, 3, 0))
        self.assertEqual(self.w.json("places", "locate")["rows"], [])

    def test_next_years_list_without_coordinates_keeps_what_was_found(self):
        self.w("places", "locate", "--answers", self.fill({"B": ("105.03", "9.05")}))
        report = self.w.json("places", "import", self.w.folder + "/schools.csv", "--kind", "school", "--list-date", "2026-01-01",
                             "--valid-from", "2026-01-01", "--replace")
        kept = one(report["findings"], code="positions_kept")
        self.assertTrue(kept["sentence"].startswith("1 "), kept)
        self.w("assess")
        self.assertEqual(self.schools()["covered"], 2)

    def test_what_is_left_empty_or_wrong_is_counted_and_said(self):
        path = self.fill({"B": ("105.03", "9.05")})
        with open(path, "a", encoding="utf-8") as file:
            for row in ("school,B", "nhà,X", "school,Z"):
                file.write(f"{row},,,,,,,,,,,,,105.03,9.05\n")
        report = self.w.json("places", "locate", "--answers", path)
        self.assertEqual((report["read"], report["located"], report["refused"], report["filtered"]), (5, 1, 3, 1))
        self.assertEqual(sorted(f["code"] for f in report["findings"]),
                         ["decimals_few", "locate_kind_unknown", "locate_twice", "update_code_unknown"])

    def test_a_spreadsheet_is_read_back_by_its_labels(self):
        path = os.path.join(self.w.folder, "list.csv")
        self.w("places", "locate", "-o", path)
        with open(path, "w", encoding="utf-8") as file:
            file.write("loại đối tượng,mã,kinh độ,vĩ độ\ntrường học,B,105.03,9.05\n")
        self.assertEqual(self.w.json("places", "locate", "--answers", path)["located"], 1)

    def test_a_position_that_the_list_calls_borrowed_proves_nothing_and_the_layer_says_so(self):
        path = os.path.join(self.w.folder, "more.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Mã trường,Tên trường,Mã xã,Kinh độ,Vĩ độ,Nguồn vị trí\nB,Trường B,00001,105.01,9.01,Tâm ấp\n"
                       "D,Trường D,00001,105.01,9.02,đo thực địa\nE,Trường E,00001,105.01,9.03,nghe nói\n")
        report = self.w.json("places", "import", path, "--kind", "school", "--list-date", "2026-01-01")
        self.assertEqual([f["code"] for f in report["findings"]], ["position_unclear", "decimals_few"])
        self.w("assess")
        figure = self.schools()
        self.assertEqual((figure["covered"], figure["total"], figure["no_data"]), (2, 5, 3))
        rows = self.w.json("export", "school")["rows"]
        self.assertEqual({r["code"]: r["position"] for r in rows}, {"A": "surveyed", "B": "borrowed_hamlet", "C": "none",
                                                                    "D": "surveyed", "E": "borrowed_commune"})

    def test_borrowed_answers_prove_nothing(self):
        path = self.fill({"B": ("105.03", "9.05")})
        self.w("places", "locate", "--answers", path, "--position", "borrowed_hamlet")
        self.w("assess")
        school = self.schools()
        self.assertEqual((school["covered"], school["no_data"]), (1, 2))


if __name__ == "__main__":
    unittest.main()
