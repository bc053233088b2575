"""The demo province through the real program, compared byte by byte with files that were read by eye; standard error is empty.

Digests are in them too: the same inputs give the same digits on any machine. VUNGPHU_UPDATE_GOLDEN=1 writes the files anew;
read the difference before you keep it.
"""
import os
import pathlib
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/golden/", 1)[0])
from support.program import Workspace

EXPECTED = pathlib.Path(__file__).resolve().parent / "expected"
CASES = {
    "scorecard.vi.txt": ("scorecard",),
    "scorecard.en.txt": ("scorecard", "--lang", "en"),
    "scorecard-commune.csv": ("scorecard", "--level", "commune", "--format", "csv"),
    "gaps-hamlet-fiber.vi.txt": ("gaps", "--kind", "hamlet", "--technology", "fiber", "--limit", "10"),
    "gaps-school-fiber.csv": ("gaps", "--kind", "school", "--technology", "fiber", "--format", "csv"),
    "coverage-household-fiber.vi.txt": ("coverage", "--kind", "household", "--technology", "fiber"),
    "coverage-hamlet-4g5g.csv": ("coverage", "--kind", "hamlet", "--technology", "4g+5g", "--format", "csv"),
    "area-fiber.csv": ("coverage", "--area", "--technology", "fiber", "--format", "csv"),
}


class Golden(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "1", "--households", "3000")
        w("assess")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def test_the_demo_province_says_what_it_said(self):
        for name, words in CASES.items():
            with self.subTest(name):
                status, out, err = self.w.run(*words)
                self.assertEqual((status, err), (0, ""))
                if os.environ.get("VUNGPHU_UPDATE_GOLDEN"):
                    (EXPECTED / name).write_text(out, encoding="utf-8")
                self.assertTrue((EXPECTED / name).read_text(encoding="utf-8") == out, f"{name} differs:\n{out[:2000]}")


if __name__ == "__main__":
    unittest.main()
