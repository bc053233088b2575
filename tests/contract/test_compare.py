"""Two dates of the demo province held against each other: steps that sum, ends that `coverage` shows, JSON by its schema."""
import csv
import io
import json
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import ROOT, Workspace

STEPS = ("rules", "boundaries", "lists", "totals", "newly_covered", "lost")
SCHEMA = json.loads((ROOT / "docs/schemas/compare.json").read_text(encoding="utf-8"))


class Compare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "3", "--households", "2000")
        dates = sorted({row["as_of"] for row in w.json("submissions")["rows"]})
        assert len(dates) > 1, dates
        cls.first, cls.last = dates[0], dates[-1]
        w("assess", "--as-of", cls.first)
        w("assess", "--as-of", cls.last)
        cls.found = w.json("compare", "--from", cls.first, "--to", cls.last)

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def sums(self, found):
        self.assertGreater(len(found["waterfall"]), 0)
        for row in found["waterfall"]:
            for term in ("numerator", "denominator"):
                parts = [row["from"][term], *(row["steps"][step][term] for step in STEPS)]
                if None not in parts and row["to"][term] is not None:
                    self.assertEqual(sum(parts), row["to"][term], (row["indicator"], term))

    def ends(self, found, territory):
        """What the comparison starts from and comes to is what scorecard prints of those dates."""
        # At the earlier date a code may be of another vintage, or of none.
        for end, date in (("to", self.last),) if territory else (("from", self.first), ("to", self.last)):
            words = ["--territory", territory] if territory else []
            for score in self.w.json("scorecard", "--as-of", date, *words)["rows"]:
                row = next((r for r in found["waterfall"] if r["indicator"] == score["indicator"]), None)
                if row is None or score["numerator"] is None:
                    continue
                self.assertEqual((row[end]["numerator"], row[end]["denominator"]),
                                 (score["numerator"], score["denominator"]), (score["indicator"], end))

    def test_json_is_as_its_schema_says(self):
        jsonschema.validate(self.found, SCHEMA)
        self.assertEqual(self.found["comparison"]["from"]["as_of"], self.first)
        self.assertIsNotNone(self.found["comparison"]["stored"])

    def test_steps_sum_to_what_the_scorecard_shows(self):
        self.sums(self.found)
        self.ends(self.found, None)

    def test_a_territory_is_compared_by_itself(self):
        codes = [r["territory"] for r in self.w.json("coverage", "--kind", "school", "--technology", "fiber", "--operator", "any",
                                                    "--level", "commune")["rows"] if r["territory"] != "outside"]
        whole = {r["indicator"]: r for r in self.found["waterfall"]}
        sums = {}
        for code in [*codes, "outside"]:
            found = self.w.json("compare", "--from", self.first, "--to", self.last, "--territory", code)
            jsonschema.validate(found, SCHEMA)
            self.sums(found)
            self.ends(found, code)
            for row in found["waterfall"]:
                sums.setdefault(row["indicator"], [0, 0])
                sums[row["indicator"]][0] += row["steps"]["newly_covered"]["numerator"]
                sums[row["indicator"]][1] += row["steps"]["lost"]["numerator"]
        for name in ("school_fiber", "hospital_fiber", "hamlet_fiber", "household_fiber"):
            steps = whole[name]["steps"]
            self.assertEqual(sums[name], [steps["newly_covered"]["numerator"], steps["lost"]["numerator"]], name)

    def test_places_account_for_what_was_covered_and_lost(self):
        checked = 0
        for row in self.found["waterfall"]:
            moved = [row["steps"][step][term] for step in ("boundaries", "lists") for term in ("numerator", "denominator")]
            if row["kind"] == "household" or any(moved):
                continue
            checked += 1
            places = [p for p in self.found["places"] if (p["kind"], p["technology"]) == (row["kind"], row["technology"])
                      and p["step"] == "submissions"]
            told = [sum(p["change"] == change for p in places) for change in ("gained", "lost")]
            self.assertEqual(told, [row["steps"]["newly_covered"]["numerator"], -row["steps"]["lost"]["numerator"]], row)
            self.assertTrue(all(p["operators"] for p in places if p["change"] in ("gained", "lost")))
        self.assertGreater(checked, 3)

    def test_csv_and_geojson_hold_the_places(self):
        words = ("compare", "--from", self.first, "--to", self.last)
        rows = list(csv.DictReader(io.StringIO(self.w(*words, "--format", "csv"))))
        self.assertEqual([r["code"] for r in rows], [p["code"] for p in self.found["places"]])
        features = json.loads(self.w(*words, "--format", "geojson"))["features"]
        self.assertEqual(len(features), len(rows))

    def test_a_table_has_the_steps_and_the_largest_changes(self):
        out = self.w("compare", "--from", self.first, "--to", self.last, "--lang", "en")
        for word in ("COMPARED", "Boundaries", "Totals", "Households passed by fiber", "PLACES WHOSE STATUS CHANGED"):
            self.assertIn(word, out)
        self.assertLess(len(out.splitlines()), 90)

    def test_vintage_fixes_the_boundaries(self):
        found = self.w.json("compare", "--from", self.first, "--to", self.last, "--vintage", self.last)
        self.assertEqual(found["comparison"]["from"]["vintage"], found["comparison"]["to"]["vintage"])
        for row in found["waterfall"]:
            self.assertEqual(row["steps"]["boundaries"]["numerator"], 0)
        self.sums(found)

    def test_dates_that_cannot_be_compared_are_said(self):
        for dates in ((self.last, self.first), (self.last, self.last), ("1990-01-01", self.last)):
            status, _, err = self.w.run("compare", "--from", dates[0], "--to", dates[1])
            self.assertEqual(status, 1, dates)
            self.assertIn(dates[0], err)
        self.assertEqual(self.w.run("compare", "--from", self.first, "--to", self.last, "--territory", "0")[0], 1)
        self.assertEqual(self.w.run("compare", "--from", self.first, "--to", self.last, "-o", "x.txt")[0], 2)


if __name__ == "__main__":
    unittest.main()
