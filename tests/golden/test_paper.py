"""The province in its paper form through the real program, compared byte by byte with files that were read by eye.

VUNGPHU_UPDATE_GOLDEN=1 writes the files anew; read the difference before you keep it. HAMLET is named by its permanent id.
"""
import os
import pathlib
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/golden/", 1)[0])
from support.program import Workspace

EXPECTED = pathlib.Path(__file__).resolve().parent / "expected" / "paper"
HAMLET = "h-1b4050cb96"  # Ấp Lung Chàm, of docs/methodology.md
CASES = {
    "scorecard.txt": ("scorecard",),
    "coverage-household-fiber.txt": ("coverage", "--kind", "household", "--technology", "fiber", "--operator", "any"),
    "explain-household-fiber.txt": ("explain", "household_fiber"),
    "explain-household-fiber-old-district.txt": ("explain", "household_fiber", "--territory", "cu-991"),
    "explain-school-fiber.txt": ("explain", "school_fiber"),
    "explain-hamlet.txt": ("explain", HAMLET),
    "compare.txt": ("compare", "--from", "2025-06-30", "--to", "2025-12-31"),
    "gaps-hamlet-fiber.txt": ("gaps", "--kind", "hamlet", "--technology", "fiber"),
    "gaps-school-fiber.txt": ("gaps", "--kind", "school", "--technology", "fiber"),
}


class Paper(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "1", "--households", "48000", "--paper")
        w("assess")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def test_homes_are_counted_once_by_old_communes_too(self):
        """The lists of hamlets are of 2025: the list of 2024 says in which old commune each of them lay."""
        self.w("assess", "--vintage", "2025-06-30")
        rows = self.w.json("coverage", "--vintage", "2025-06-30", "--kind", "household", "--technology", "fiber",
                           "--operator", "any")["rows"]
        by_level = {}
        for row in rows:
            if row["level"] != "group":
                by_level[row["level"]] = by_level.get(row["level"], 0) + (row["total"] or 0)
        self.assertEqual(by_level, dict.fromkeys(["*", "province", "district", "commune"], 48_000))

    def test_explanations_of_groups_sum_to_their_figures(self):
        groups = {r["territory"]: r for r in self.w.json("coverage", "--kind", "household", "--technology", "fiber",
                                                         "--operator", "any")["rows"] if r["level"] == "group"}
        self.assertEqual(len(groups), 4)
        for code, figure in groups.items():
            found = self.w.json("explain", "household_fiber", "--territory", code)
            self.assertEqual((found["numerator"], found["denominator"]), (figure["covered"], figure["total"]))
            self.assertEqual(sum(s["only"] for s in found["submissions"]) + found["several"], found["numerator"])
            for parts in (found["by_basis"], found["parts"]):
                self.assertEqual(sum(p["numerator"] or 0 for p in parts), found["numerator"])
            self.assertEqual(found["numerator"] + found["open"] + found["no_data"] + found["uncovered"], found["denominator"])

    def test_the_paper_province_says_what_it_said(self):
        for name, words in CASES.items():
            with self.subTest(name):
                status, out, err = self.w.run(*words)
                self.assertEqual((status, err), (0, ""))
                if os.environ.get("VUNGPHU_UPDATE_GOLDEN"):
                    EXPECTED.mkdir(exist_ok=True)
                    (EXPECTED / name).write_text(out, encoding="utf-8")
                self.assertTrue((EXPECTED / name).read_text(encoding="utf-8") == out, f"{name} differs:\n{out[:2000]}")


if __name__ == "__main__":
    unittest.main()
