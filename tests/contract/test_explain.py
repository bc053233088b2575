"""An explanation sums to its figure: for every computed indicator of the demo province, in the whole and its territories, for all
operators and each."""
import json
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import ROOT, Workspace, one, run

SCHEMA = json.loads((ROOT / "docs/schemas/explain.json").read_text(encoding="utf-8"))
PROFILE = json.loads((ROOT / "geodata/profiles/vn-province.json").read_text(encoding="utf-8"))
COMPUTED = {i["id"]: i for i in PROFILE["indicators"] if i["formula"] != "reported"}


class Explain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = Workspace()
        cls.w.path = cls.w.folder + "/demo"
        status, out, err = run("demo", cls.w.path, "--households", "3000")
        assert status == 0, out + err
        cls.w("assess")
        cls.coverage = cls.w.json("coverage")["rows"]
        cls.scores = {"*": cls.w.json("scorecard")["rows"], "province": cls.w.json("scorecard", "--level", "province")["rows"],
                      "commune": cls.w.json("scorecard", "--level", "commune")["rows"]}

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def explain(self, *words):
        found = self.w.json("explain", *words)
        jsonschema.validate(found, SCHEMA)
        return found

    def assert_sums(self, found):
        numerator, denominator = found["numerator"] or 0, found["denominator"]
        only = [s["only"] for s in found["submissions"]]
        self.assertEqual(sum(only) + found["several"], numerator)
        self.assertGreaterEqual(min([found["several"], *only]), 0)
        for part in found["submissions"]:
            self.assertLessEqual(part["only"], part["covered"])
            self.assertLessEqual(part["covered"], numerator)
        for parts in (found["by_basis"], found["parts"]):
            if parts:
                self.assertEqual(sum(p["numerator"] or 0 for p in parts), numerator)
                self.assertEqual(sum(p["denominator"] or 0 for p in parts), denominator or 0)
        if found["numerator"] is not None:
            self.assertEqual(numerator + found["open"] + found["no_data"] + found["uncovered"], denominator)

    def test_every_indicator_and_territory_sums_to_the_scorecard(self):
        communes = sorted({r["territory"] for r in self.scores["commune"] if r["territory"] != "outside"})
        places = [("*", "*"), ("province", self.scores["province"][0]["territory"]), ("commune", communes[0]),
                  ("commune", communes[-1])]
        for indicator in COMPUTED:
            for level, territory in places:
                with self.subTest(indicator=indicator, territory=territory):
                    found = self.explain(indicator, *(["--territory", territory] if territory != "*" else []))
                    score = one(self.scores[level], indicator=indicator, territory=territory)
                    for field in ("numerator", "numerator_upper", "denominator", "value", "value_upper", "status", "no_data",
                                  "uncovered", "rule", "missing_to_target"):
                        self.assertEqual(found[field], score[field], field)
                    self.assert_sums(found)

    def test_every_operator_sums_to_its_coverage(self):
        for indicator, spec in COMPUTED.items():
            whole = [r for r in self.coverage if r["level"] == "*" and r["kind"] == spec["kind"]
                     and r["technology"] == spec["technology"] and r["operator"] != "any"]
            self.assertTrue(whole)
            for row in whole:
                with self.subTest(indicator=indicator, operator=row["operator"]):
                    found = self.explain(indicator, "--operator", row["operator"])
                    self.assert_sums(found)
                    self.assertEqual({s["operator"] for s in found["submissions"]}, {row["operator"]})
                    if spec["formula"] != "demand" and row["status"] != "no_data":
                        self.assertEqual((found["numerator"], found["denominator"]), (row["covered"], row["total"]))

    def test_submissions_are_those_of_the_ledger(self):
        sent = {r["id"]: r for r in self.w.json("submissions")["rows"]}
        found = self.explain("household_fiber")
        self.assertGreater(len(found["submissions"]), 2)
        for part in found["submissions"]:
            self.assertEqual((part["file"], part["refused"]), (sent[part["id"]]["file"], sent[part["id"]]["refused"]))

    def test_a_reported_indicator_tells_its_reports(self):
        path = self.w.folder + "/reported.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write("indicator,territory,period,value,source\nsmartphone_adults,*,2024,79,Sở\nsmartphone_adults,*,2025,81.5,Sở\n")
        self.w("reported", "import", path)
        found = self.explain("smartphone_adults")
        self.assertEqual([r["value"] for r in found["reports"]], [81.5, 79])
        self.assertEqual((found["value"], found["status"]), (81.5, "met"))

    def test_what_is_not_known_is_said(self):
        for words in (("school_fibre",), ("school_fiber", "--territory", "00000"), ("school_fiber", "--operator", "nobody"),
                      ("school_fiber", "--format", "xml")):
            status, out, err = self.w.run("explain", *words)
            self.assertEqual((status, out), (2 if "xml" in words else 1, ""), (words, err))
            self.assertNotIn("{", err)

    def test_tables_are_in_both_languages(self):
        vietnamese, english = self.w("explain", "hamlet_fiber"), self.w("explain", "hamlet_fiber", "--lang", "en")
        self.assertIn("qua nhiều lần nộp", vietnamese)
        self.assertIn("through several", english)
        for text in (vietnamese, english):
            for word in ("label.", "text.", "basis.", "{"):
                self.assertNotIn(word, text)


if __name__ == "__main__":
    unittest.main()
