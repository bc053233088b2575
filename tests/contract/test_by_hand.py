"""One figure by hand (docs/methodology.md): the worked example is recomputed from the feed files, as a planner would with a
spreadsheet, and held against the page and against the program."""
import re
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support import sheet
from support.program import ROOT, Workspace, one

COMMUNE = "45005"


def number(text):
    return int(text.replace(".", "").replace(",", ""))


class ByHand(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "1", "--households", "48000", "--paper")
        w("assess")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def feed(self, name):
        return sheet.table(f"{self.w.path}/feeds/{name}.xlsx")

    def passed(self, name, key):
        """Counts of a form by code, but for its sum."""
        return {row[key]: int(row["Số hộ có hạ tầng"]) for row in self.feed(name) if row[key]}

    def example(self):
        """Rows (hamlet, homes, Viettel, MobiFone, lower, upper), and what VNPT's form says of the commune."""
        viettel = self.passed("viettel_cap_quang_huyen991_2025-12", "Mã ấp")
        mobifone = self.passed("mobifone_cap_quang_huyen991_2025-12", "Mã ấp")
        rows = []
        for hamlet in self.feed("ap_khom_2025"):
            if hamlet["Mã xã"] != COMMUNE:
                continue
            homes, a, b = int(hamlet["Số hộ"]), viettel[hamlet["Mã ấp"]], mobifone[hamlet["Mã ấp"]]
            rows.append((hamlet["Ấp/Khóm"], homes, a, b, min(homes, max(a, b)), min(homes, a + b)))
        whole = {row["Mã xã cũ"] for row in self.feed("sap_xep_xa")
                 if row["Mã xã mới"] == COMMUNE and row["Toàn bộ/Một phần"] == "Toàn bộ"}
        vnpt = self.passed("vnpt_cap_quang_huyen991_2025-12", "Mã xã")
        return rows, sum(vnpt[code] for code in whole)

    def sums(self):
        rows, vnpt = self.example()
        homes, lower, upper = (sum(row[i] for row in rows) for i in (1, 4, 5))
        return homes, max(lower, vnpt), min(homes, upper + vnpt)

    def test_the_program_prints_what_the_spreadsheet_gives(self):
        row = one(self.w.json("coverage", "--kind", "household", "--technology", "fiber", "--territory", COMMUNE)["rows"],
                  territory=COMMUNE, operator="any")
        self.assertEqual((row["total"], row["covered"], row["covered_upper"]), self.sums())
        score = one(self.w.json("scorecard", "--territory", COMMUNE)["rows"], indicator="household_fiber")
        self.assertEqual((score["denominator"], score["numerator"]), self.sums()[:2])

    def test_the_page_shows_the_numbers_of_the_files(self):
        page = (ROOT / "docs/methodology.md").read_text(encoding="utf-8").split("## One figure by hand", 1)[1]
        shown = [tuple([cells[0]] + [number(cell) for cell in cells[1:]])
                 for cells in re.findall(r"^ *\| ((?:Ấp|Khóm) [^|]*) \| *([\d.,]+) \| *([\d.,]+) \| *([\d.,]+) \| *([\d.,]+) \| "
                                         r"*([\d.,]+) \|$", page, re.M)]
        rows, vnpt = self.example()
        self.assertEqual(shown, rows)
        homes, low, high = self.sums()
        for words in (f"= MAX({sum(r[4] for r in rows):,}; {vnpt:,}) = {low:,}",
                      f"= MIN({homes:,}; {sum(r[5] for r in rows):,} + {vnpt:,}) = {high:,}",
                      f"= {low:,} / {homes:,} = {100 * low / homes:.1f} %"):
            self.assertIn(words, page)


if __name__ == "__main__":
    unittest.main()
