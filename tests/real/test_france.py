"""France: claims keyed by a territory's code, from Arcep's tables as they are published.

Communes of Finistère (IGN, INSEE codes), premises put onto them from one table, premises that fiber can reach from another.
Licence Ouverte: IGN, INSEE, Arcep.
"""
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/real/", 1)[0])
from support.program import Workspace, one, shared


class Finistere(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        communes = shared("france", "communes-29-finistere.geojson")
        premises = shared("france", "arcep-communes.csv")
        fiber = shared("france", "arcep-ftth-communes.csv")
        cls.w = w = Workspace()
        cls.communes = w.json("places", "import", communes, "--kind", "commune")
        cls.premises = w.json("places", "import", premises, "--kind", "commune", "--update",
                              "--where", "\"Code département\" = '29'", "--code", "Code commune",
                              "--weight", "Logements+Établissements")
        w("operators", "add", "arcep", "--name", "Arcep")
        cls.submitted = w.json("submit", fiber, "--operator", "arcep", "--technology", "fiber", "--as-of", "2018-03-31",
                               "--where", "Champ = 'Locaux Raccordables' AND \"Code commune\" LIKE '29%'",
                               "--map", "code=Code commune", "--map", "passed=T1 2018", "--unit", "premises")
        w("assess")
        cls.coverage = w.json("coverage", "--kind", "household", "--technology", "fiber")["rows"]

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def test_communes_are_imported_and_their_premises_added(self):
        self.assertEqual(self.communes["list"]["imported"], self.communes["list"]["read"])
        listed = self.premises["list"]
        self.assertEqual(listed["read"], listed["imported"] + listed["refused"] + listed["filtered"])
        self.assertGreater(listed["imported"], 270)

    def test_279_rows_and_their_sum_are_shown_as_sent(self):
        shown = self.w.json("submissions", "show", self.submitted["submission"]["id"])["submission"]
        self.assertEqual(shown["collector"], "count-table")
        self.assertEqual(shown["accepted"], 279)
        self.assertEqual(shown["passed"], 129_026)
        self.assertEqual(shown["read"], shown["accepted"] + shown["refused"] + shown["filtered"])

    def test_coverage_is_capped_at_the_total(self):
        row = one(self.coverage, level="*", operator="any")
        self.assertEqual(row["covered"], 128_461)

    def test_the_four_communes_over_their_total_are_kept_and_flagged(self):
        findings = self.w.json("submissions", "show", self.submitted["submission"]["id"])["findings"]
        over = [f for f in findings if f["code"] == "count_over_total"]
        self.assertEqual(len(over), 4)
        for code in ("29010", "29024", "29047", "29244"):
            self.assertTrue(any(code in f["sentence"] for f in over), code)
            row = one(self.coverage, level="commune", territory=code, operator="any")
            self.assertEqual(row["covered"], row["total"])
        bodilis = one(self.coverage, level="commune", territory="29010", operator="any")
        self.assertEqual(bodilis["total"], 640)
        self.assertTrue(any("648" in f["sentence"] and "640" in f["sentence"] for f in over))


if __name__ == "__main__":
    unittest.main()
