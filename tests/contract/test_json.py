"""Every command's JSON validates against the schema in docs/schemas, and the invariants that the schemas cannot say hold."""
import json
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import ROOT, Workspace, run

REPORTED = "indicator,territory,period,value,numerator,denominator,source\nsmartphone_adults,*,2026,81.5,163,200,Sở KH&CN\n"


def schema(name):
    return json.loads((ROOT / f"docs/schemas/{name}.json").read_text(encoding="utf-8"))


class Json(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "3", "--households", "2000")
        reported = w.folder + "/reported.csv"
        with open(reported, "w", encoding="utf-8") as file:
            file.write(REPORTED)
        cls.reported = w.json("reported", "import", reported)
        cls.first = w.json("assess")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def valid(self, name, *words):
        found = self.w.json(*words)
        jsonschema.validate(found, schema(name))
        return found

    def test_assess(self):
        again = self.valid("assess", "assess")
        self.assertTrue(again["from_store"])
        self.assertEqual(again["input_digest"], self.first["input_digest"])
        anew = self.valid("assess", "assess", "--recompute", "--threads", "1")
        self.assertEqual(anew["result_digest"], self.first["result_digest"])

    def test_coverage_and_its_conservation(self):
        rows = self.valid("coverage", "coverage")["rows"]
        self.valid("area", "coverage", "--area")
        whole = {(r["kind"], r["technology"], r["operator"]): r for r in rows if r["level"] == "*"}
        self.assertGreater(len(whole), 20)
        for level in ("province", "commune"):
            for key, total in whole.items():
                parts = [r for r in rows if r["level"] == level and (r["kind"], r["technology"], r["operator"]) == key]
                for field in ("total", "covered", "covered_upper", "no_data"):
                    self.assertEqual(sum(r[field] or 0 for r in parts), total[field] or 0, (level, key, field))

    def test_inspect_with_a_workspace_and_without(self):
        path = self.w.folder + "/sites.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write("Mã trạm,Kinh độ,Vĩ độ\nT1,9.2,105.0\nT2,9.21,105.01\n")
        found = self.valid("inspect", "inspect", path)
        self.assertTrue(found["outline"])
        self.assertEqual({m["meaning"] for m in found["layers"][0]["meanings"]}, {"station", "lon", "lat"})
        status, out, err = run("inspect", path, "--format", "json", cwd=self.w.folder)
        self.assertEqual((status, err), (0, ""))
        alone = json.loads(out)
        jsonschema.validate(alone, schema("inspect"))
        self.assertEqual((alone["outline"], alone["layers"][0]["guesses"]), (False, []))

    def test_places_to_locate(self):
        self.valid("locate", "places", "locate")

    def test_scorecard(self):
        rows = self.valid("scorecard", "scorecard")["rows"]
        self.valid("scorecard", "scorecard", "--level", "commune")
        told = [r for r in rows if r["indicator"] == "smartphone_adults"]
        self.assertEqual((told[0]["reported"], told[0]["status"]), (True, "met"))
        for row in rows:
            if row["status"] == "met" and not row["reported"]:
                above = row["value"] > row["threshold"] if row["comparator"] == ">" else row["value"] >= row["threshold"]
                self.assertTrue(above, row)

    def test_profiles_and_the_scorecard_of_several(self):
        self.w("profiles", "add", "vn-national-2030")
        self.assertIn("(vn-national-2030)", self.w("scorecard", "--profile", "vn-national-2030"))
        self.assertNotIn("(vn-province)", self.w("scorecard"))
        rows = self.valid("profiles", "profiles")["rows"]
        self.assertEqual([(r["profile"], r["main"]) for r in rows], [("vn-province", True), ("vn-national-2030", False)])
        main = self.valid("scorecard", "scorecard")["rows"]
        self.assertEqual({r["profile"] for r in main}, {"vn-province"})
        both = self.valid("scorecard", "scorecard", "--profile", "all")["rows"]
        added = self.valid("scorecard", "scorecard", "--profile", "vn-national-2030")["rows"]
        self.assertEqual(both, main + added)
        people = next(r for r in added if r["indicator"] == "people_5g")
        self.assertEqual((people["unit"], people["timing"] in ("open", None)), ("people", True))
        status, _, err = self.w.run("profiles", "add", "vn-national-2030")
        self.assertEqual(status, 1, err)
        self.assertEqual(self.w.run("scorecard", "--profile", "nowhere")[0], 1)

    def test_gaps(self):
        for kind in ("hamlet", "school", "household"):
            rows = self.valid("gaps", "gaps", "--kind", kind, "--technology", "fiber", "--limit", "20")["rows"]
            self.assertLessEqual(len(rows), 20)
            for row in rows:
                self.assertNotEqual(row["status"], "no_data")

    def test_ledger(self):
        for row in self.valid("lists", "lists")["rows"]:
            self.valid("import", "lists", "show", row["id"])
        self.valid("operators", "operators")
        self.assertEqual(self.valid("assessments", "assessments")["rows"][0]["input_digest"], self.first["input_digest"])
        self.valid("assessment_findings", "assessments", "findings", self.first["id"])
        rows = self.valid("submissions", "submissions")["rows"]
        for row in rows:
            self.assertEqual(row["read"], row["accepted"] + row["refused"] + row["filtered"])
            self.valid("submission", "submissions", "show", row["id"])
        self.valid("check", "check")
        self.assertTrue(self.valid("doctor", "doctor")["healthy"])
        jsonschema.validate(self.reported, schema("import"))

    def test_replay_gives_the_same_claims(self):
        first = self.w.json("submissions", "show", 1)["submission"]
        again = self.valid("submit", "submissions", "replay", 1)["submission"]
        self.assertEqual(again["replay_of"], 1)
        for field in ("read", "accepted", "refused", "filtered", "operational", "passed", "sha256", "mapping", "crs"):
            self.assertEqual(again[field], first[field], field)
        self.w("submissions", "withdraw", again["id"], "--why", "thử")


if __name__ == "__main__":
    unittest.main()
