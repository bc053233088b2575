"""What commands promise beyond their figures: backups come back, flags are never ignored, pipes may close, codes have dates."""
import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import PROGRAM, Workspace, one, run


def square(west, south, code, name, parent="", size=0.1):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Feature", "properties": {"code": code, "name": name, "parent": parent},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


class Commands(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)

    def put(self, name, content):
        path = os.path.join(self.w.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps({"type": "FeatureCollection", "features": content}))
        return path

    def submit(self, path, as_of="2026-06-30", *more):
        return self.w.json("submit", path, "--operator", "vnpt", "--technology", "fiber", "--as-of", as_of, *more)["submission"]

    def demo(self):
        self.w.demo("--households", "2000")
        self.w("assess")

    def test_a_backup_comes_back_whole(self):
        self.demo()
        before = self.w("coverage", "--format", "csv")
        self.w("backup", os.path.join(self.w.folder, "b.zip"))
        restored = os.path.join(self.w.folder, "restored")
        status, out, err = run("restore", os.path.join(self.w.folder, "b.zip"), restored)
        self.assertEqual(status, 0, out + err)
        self.w.path = restored
        self.assertEqual(self.w("coverage", "--format", "csv"), before)
        self.assertEqual(self.w.json("check")["faults"], [])
        self.assertTrue(self.w.json("assess")["from_store"])

    def test_a_damaged_backup_is_refused(self):
        self.demo()
        path = os.path.join(self.w.folder, "b.zip")
        self.w("backup", path)
        with open(path, "r+b") as file:
            file.truncate(os.path.getsize(path) // 2)
        restored = os.path.join(self.w.folder, "restored")
        status, _, _ = run("restore", path, restored)
        self.assertEqual(status, 1)
        self.assertFalse(os.path.exists(restored))

    def test_looking_back_does_not_hide_the_newest(self):
        self.demo()
        self.w("assess", "--as-of", "2026-03-31")
        self.assertEqual(self.w.json("scorecard")["assessment"]["as_of"], "2026-06-30")

    def test_no_flag_is_passed_over_in_silence(self):
        self.demo()
        for words in (("export", "claims", "--operator", "vnpt"), ("export", "hamlet", "--within", "45002"),
                      ("export", "package", "--format", "csv", "-o", "x.csv"), ("coverage", "--area", "--kind", "school"),
                      ("submissions", "show", "1", "--format", "xml"), ("export", "household")):
            status, _, err = self.w.run(*words)
            self.assertEqual(status, 2, (words, err))

    def test_a_group_of_commands_says_which_there_are(self):
        for words in (("territories",), ("hamlets",), ("places",), ("reported",)):
            status, out, err = self.w.run(*words)
            self.assertEqual((status, out), (2, ""), words)
            self.assertIn(f"Cách dùng: vungphu {words[0]}", err)
            self.assertNotIn("Không hiểu", err)
            self.assertIn("\nSubcommands:\n", self.w.run(*words, "--lang", "en")[2])

    def test_a_page_names_people_and_counts_as_people_do(self):
        self.demo()
        page = self.w("coverage", "--kind", "household", "--technology", "fiber", "--operator", "vnpt")
        self.assertIn("VNPT", page)
        self.assertNotRegex(page, r"\bvnpt\b")
        every = len(self.w.json("gaps", "--kind", "hamlet", "--technology", "fiber")["rows"])
        self.assertIn(f"Chỉ in 2 trong {every}", self.w("gaps", "--kind", "hamlet", "--technology", "fiber", "--limit", "2"))
        every = len(self.w.json("places", "locate")["rows"])
        self.assertIn(f"Chỉ in 2 trong {every}", self.w("places", "locate", "--limit", "2"))
        status, _, err = self.w.run("gaps", "--kind", "household", "--technology", "fiber", "--operator", "nobody")
        self.assertEqual(status, 1)
        self.assertIn("cáp quang", err)

    def test_indicators_that_nobody_reported_are_one_note_on_a_page(self):
        self.demo()
        silent = {r["indicator"] for r in self.w.json("scorecard")["rows"] if r["reported"] and r["value"] is None}
        self.assertGreater(len(silent), 10)
        self.assertIn(f"Chưa có báo cáo cho {len(silent)} chỉ tiêu: ", self.w("scorecard"))

    def test_a_closed_pipe_is_no_accident(self):
        self.demo()
        done = subprocess.run(f"'{PROGRAM}' -w '{self.w.path}' scorecard --level commune 2>&1 | head -1; echo ${{PIPESTATUS[0]}}",
                              shell=True, executable="/bin/bash", capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout.splitlines()[-1], "0", done.stdout)

    def test_a_code_means_nothing_without_its_date(self):
        """32134 stood for another area before July 2025: 80 of its 100 homes are no 80 of the new 900."""
        self.w("places", "import", self.put("old.geojson", [square(105, 9, "32134", "Xã Cũ")]), "--kind", "commune")
        self.w("places", "import", self.put("new.geojson", [square(105.1, 9, "32134", "Xã Mới"), square(105, 9, "32135", "Xã Khác")]),
               "--kind", "commune", "--valid-from", "2025-07-01", "--replace")
        self.submit(self.put("c.csv", "Mã xã,Số hộ có hạ tầng,Tổng số hộ\n32134,80,100\n"), "2026-06-30", "--codes-as-of",
                    "2025-06-30")
        left_out = one(self.w.json("assess")["findings"], code="rows_not_carried")
        self.assertIn("80", left_out["sentence"])
        rows = self.w.json("coverage", "--technology", "fiber")["rows"]
        self.assertEqual(sum(row["covered"] for row in rows if row["kind"] == "household"), 0)

    def test_a_row_that_names_a_place_speaks_of_its_commune_alone(self):
        self.w("places", "import", self.put("xa.geojson", [square(105, 9, "1", "Xã A"), square(105.1, 9, "2", "Xã B")]),
               "--kind", "commune")
        self.w("places", "import", self.put("t.csv", "Mã trường,Tên trường,Kinh độ,Vĩ độ\nT1,A,105.05,9.05\nT2,B,105.15,9.05\n"
                                                     "T3,C,106.5,9.05\n"), "--kind", "school")
        shown = self.submit(self.put("s.csv", "Mã trường,Tên trường\nT1,A\nT3,C\n"))
        self.assertEqual(sorted(shown["scope"]), ["commune:1", "outside"])
        self.w("assess")
        rows = self.w.json("coverage", "--kind", "school", "--technology", "fiber", "--operator", "vnpt")["rows"]
        self.assertEqual([(one(rows, territory=t)["covered"], one(rows, territory=t)["no_data"]) for t in ("1", "2")],
                         [(1, 0), (0, 1)])
        self.assertEqual(one(rows, level="commune", territory="outside")["covered"], 1)


if __name__ == "__main__":
    unittest.main()
