"""The same submissions by old communes, new communes, old districts and groups: sums agree where areas do, and what cannot be
carried is said.

Before July 2025 (each a square, west to east; households in brackets):   after:
    district d1: 001 [100], 002 [80]                                         001 [180] = 001 + 002, which took an old code
    district d2: 003 [50], 004 [40]                                          005 [70] = 003 + a part of 004;  006 [20] = the rest
    district d3: 007 [10], of which no mapping tells                         008 [12]
"""
import os
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from contract.test_json import schema
from support.program import Workspace, one

OLD = "code,name,parent,weight\n001,Xã A,d1,100\n002,Xã B,d1,80\n003,Xã C,d2,50\n004,Xã D,d2,40\n007,Xã E,d3,10\n"
NEW = "code,name,parent,weight\n001,Xã X,p,180\n005,Xã Y,p,70\n006,Xã Z,p,20\n008,Xã W,p,12\n"
DISTRICTS = "code,name,parent\nd1,Huyện Một,p\nd2,Huyện Hai,p\nd3,Huyện Ba,p\n"
MAPPING = ("Mã xã cũ,Mã xã mới,Mức độ,Quyết định\n001,001,toàn bộ,1/NQ\n002,001,toàn bộ,1/NQ\n003,005,toàn bộ,1/NQ\n"
           "004,005,một phần,1/NQ\n004,006,một phần,1/NQ\n")
GROUPS = ("Mã nhóm,Tên nhóm,Mã đơn vị,Cấp\nH1,Huyện Một cũ,d1,district\nH2,Huyện Hai cũ,d2,district\nC,Riêng xã C,003,commune\n")
COUNTS = "Mã xã,Số hộ có hạ tầng,Tổng số hộ\n001,60,100\n002,40,80\n003,30,50\n004,20,40\n007,10,10\n"


class Vintages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w("places", "import", cls.put("p.csv", "code,name\np,Tỉnh P\n"), "--kind", "province")
        w("places", "import", cls.put("d.csv", DISTRICTS), "--kind", "district", "--valid-from", "2020-01-01")
        w("places", "import", cls.put("old.csv", OLD), "--kind", "commune", "--valid-from", "2020-01-01")
        w("places", "import", cls.put("new.csv", NEW), "--kind", "commune", "--valid-from", "2025-07-01", "--replace")
        w("places", "close", "--kind", "district", "--valid-from", "2025-07-01")
        cls.mapped = w.json("territories", "map", cls.put("m.csv", MAPPING), "--valid-from", "2025-07-01")
        cls.grouped = w.json("groups", "import", cls.put("g.csv", GROUPS), "--valid-from", "2025-06-30")
        cls.submit("june.csv", COUNTS, "vnpt", "2025-06-30")
        # Viettel counts in new codes: its 90 are somewhere in A and B.
        cls.submit("sept.csv", "Mã xã,Số hộ có hạ tầng,Tổng số hộ\n001,90,180\n", "viettel", "2025-09-30")
        cls.new = w.json("assess")
        cls.old = w.json("assess", "--vintage", "2025-01-01")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    @classmethod
    def put(cls, name, content):
        path = os.path.join(cls.w.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        return path

    @classmethod
    def submit(cls, name, content, operator, as_of, *more):
        return cls.w.json("submit", cls.put(name, content), "--operator", operator, "--technology", "fiber", "--as-of", as_of, *more)

    def rows(self, *words, operator="vnpt"):
        return self.w.json("coverage", "--kind", "household", "--technology", "fiber", "--operator", operator, *words)["rows"]

    def covered(self, rows, level):
        return {r["territory"]: r["covered"] for r in rows if r["level"] == level and r["covered"]}

    def test_the_mapping_says_whole_and_part_and_what_it_leaves_out(self):
        jsonschema.validate(self.mapped, schema("import"))
        told = {f["code"]: f["value"] for f in self.mapped["findings"]}
        self.assertEqual(told, {"map_unit_absent": "007", "map_unit_unreached": "008"})
        found = self.w.json("territories", "changes")
        jsonschema.validate(found, schema("territory_changes"))
        self.assertEqual([(r["from"], r["to"], r["extent"]) for r in found["rows"]],
                         [("001", "001", "whole"), ("002", "001", "whole"), ("003", "005", "whole"), ("004", "005", "part"),
                          ("004", "006", "part")])

    def test_a_vintage_is_named_by_the_day_on_which_it_begins(self):
        self.assertEqual((self.new["as_of"], self.new["vintage"]), ("2025-09-30", "2025-07-01"))
        self.assertEqual((self.old["as_of"], self.old["vintage"]), ("2025-09-30", "2020-01-01"))
        again = self.w.json("assess", "--vintage", "2024-12-31")
        self.assertEqual((again["id"], again["from_store"]), (self.old["id"], True))

    def test_by_old_communes_and_districts(self):
        rows = self.rows("--vintage", "2025-06-30")
        self.assertEqual(self.covered(rows, "commune"), {"001": 60, "002": 40, "003": 30, "004": 20, "007": 10})
        self.assertEqual(self.covered(rows, "district"), {"d1": 100, "d2": 50, "d3": 10})
        self.assertEqual(one(rows, level="*")["covered"], 160)

    def test_by_new_communes_a_merged_one_is_the_sum_and_a_split_one_is_not_placed(self):
        rows = self.rows()
        self.assertEqual(self.covered(rows, "commune"), {"001": 100, "005": 30, "unplaced": 20})
        self.assertEqual(one(rows, level="commune", territory="001")["total"], 180)
        self.assertEqual(one(rows, level="*")["covered"], 150)
        self.assertEqual([r for r in rows if r["level"] == "district"], [])

    def test_what_cannot_be_carried_is_said(self):
        told = one(self.new["findings"], code="rows_not_carried")
        self.assertIn("10", told["sentence"])
        self.assertEqual([f for f in self.old["findings"] if f["code"] == "rows_not_carried"], [])
        stored = self.w.json("assessments", "findings", self.new["id"])
        jsonschema.validate(stored, schema("assessment_findings"))
        self.assertEqual(stored["findings"], self.new["findings"])

    def test_a_count_for_a_new_commune_stands_in_the_old_district_that_holds_it(self):
        rows = self.rows("--vintage", "2025-06-30", operator="viettel")
        self.assertEqual(self.covered(rows, "commune"), {"unplaced": 90})
        self.assertEqual(self.covered(rows, "district"), {"d1": 90})

    def test_old_districts_as_groups_agree_in_both_vintages(self):
        for vintage in ("2025-06-30", "2025-07-01"):
            rows = self.rows("--vintage", vintage, "--level", "group")
            self.assertEqual({r["territory"]: (r["covered"], r["total"]) for r in rows if r["territory"] in ("H1", "H2")},
                             {"H1": (100, 180), "H2": (50, 90)}, vintage)

    def test_a_group_that_straddles_says_which_territories(self):
        self.assertEqual(one(self.rows("--territory", "C"))["straddles"], "005")
        self.assertIsNone(one(self.rows("--territory", "C", "--vintage", "2025-06-30"))["straddles"])
        for words in (("coverage", "--kind", "household", "--technology", "fiber", "--territory", "C"), ("scorecard", "--territory", "C"),
                      ("scorecard", "--level", "group"), ("explain", "household_fiber", "--territory", "C")):
            self.assertIn("Xã Y", self.w(*words), words)
        scores = self.w.json("scorecard", "--level", "group")["rows"]
        self.assertEqual([r["straddles"] for r in scores if r["indicator"] == "household_fiber"], [["005"], [], []])
        self.assertEqual(self.w.json("explain", "household_fiber", "--territory", "C")["straddles"], ["005"])

    def test_a_scorecard_names_what_it_is_of(self):
        self.assertIn("Riêng xã C (C)", self.w("scorecard", "--territory", "C").splitlines()[0])
        self.assertIn("Xã Y (005)", self.w("scorecard", "--territory", "005").splitlines()[0])

    def test_changes_and_groups_name_their_units(self):
        found = self.w.json("territories", "changes")
        jsonschema.validate(found, schema("territory_changes"))
        self.assertIn(("002", "Xã B", "001", "Xã X"), [(r["from"], r["from_name"], r["to"], r["to_name"]) for r in found["rows"]])
        self.assertEqual([r["territory_name"] for r in self.w.json("groups")["rows"]], ["Xã C", "Huyện Một", "Huyện Hai"])

    def test_a_comparison_names_old_communes_and_no_level_that_is_gone(self):
        found = self.w.json("compare", "--from", "2025-06-30", "--to", "2025-10-31", "--kind", "commune")
        jsonschema.validate(found, schema("compare"))
        old = one(found["places"], change="delisted", code="003")
        self.assertEqual((old["commune"], old["commune_name"]), ("003", "Xã C"))
        self.assertEqual({(r["district"], r["district_name"]) for r in found["places"]}, {(None, None)})

    def test_groups_are_listed_and_drawn_as_a_layer_and_a_scope(self):
        found = self.w.json("groups")
        jsonschema.validate(found, schema("groups"))
        self.assertEqual([(r["group"], r["territory"]) for r in found["rows"]], [("C", "003"), ("H1", "d1"), ("H2", "d2")])
        layer = self.w.json("export", "group")["rows"]
        self.assertEqual([(r["code"], r["straddles"]) for r in layer], [("C", "005"), ("H1", None), ("H2", None)])
        tried = self.submit("try.csv", "Mã xã,Số hộ có hạ tầng,Tổng số hộ\n005,1,70\n", "vnpt", "2025-10-31", "--scope", "H2", "--part",
                            "thu", "--dry-run")
        self.assertEqual(tried["submission"]["scope"], ["commune:005", "commune:006"])
        status, _, err = self.w.run("submit", self.put("t.csv", "Mã xã,Số hộ có hạ tầng,Tổng số hộ\n005,1,70\n"), "--operator", "vnpt",
                                    "--technology", "fiber", "--as-of", "2025-10-31", "--scope", "C", "--dry-run")
        self.assertEqual(status, 1, err)

    def test_the_scorecard_and_the_ledger_take_groups_and_dates(self):
        row = one(self.w.json("scorecard", "--territory", "H1")["rows"], indicator="household_fiber")
        self.assertEqual((row["numerator"], row["denominator"]), (100, 180))
        jsonschema.validate(self.w.json("assessments"), schema("assessments"))
        status, _, err = self.w.run("coverage", "--as-of", "2025-03-31", "--lang", "en")
        self.assertEqual(status, 1)
        self.assertIn("vungphu assess --as-of 2025-03-31", err)


class Supersession(unittest.TestCase):
    def test_a_code_that_meant_another_area_supersedes_nothing_there(self):
        """June's count for old 001 and 002, September's for new 001, which is both: September speaks for them, June for the rest."""
        Vintages.setUpClass()
        self.addCleanup(Vintages.tearDownClass)
        w = Vintages.w
        sent = Vintages.submit("s.csv", "Mã xã,Số hộ có hạ tầng,Tổng số hộ\n001,120,180\n", "vnpt", "2025-09-30", "--supersede")
        self.assertEqual(sent["supersedes"], [1])
        w("assess")
        rows = w.json("coverage", "--kind", "household", "--technology", "fiber", "--operator", "vnpt")["rows"]
        self.assertEqual({r["territory"]: r["covered"] for r in rows if r["level"] == "commune" and r["covered"]},
                         {"001": 120, "005": 30, "unplaced": 20})


if __name__ == "__main__":
    unittest.main()
