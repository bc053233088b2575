"""--memory: a limit that is kept, and told in a person's words, whether it is foreseen or met."""
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import Workspace


class Memory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = Workspace()
        cls.addClassCleanup(cls.w.close)
        cls.w.demo("--seed", "7", "--households", "4000")

    def refused(self, limit, *words):
        before = self.w("assessments", "--format", "json")
        status, out, err = self.w.run(*words, "--memory", limit, "--lang", "en")
        self.assertEqual((status, out), (1, ""), err)
        self.assertEqual(self.w("assessments", "--format", "json"), before)
        return err

    def test_what_cannot_fit_is_refused_before_it_is_loaded(self):
        err = self.refused("61M", "assess")
        self.assertRegex(err, r"^This takes about \d+ MB of memory, and --memory allows 61 MB\. Allow more")
        status, _, err = self.w.run("assess", "--memory", "61M")
        self.assertEqual(status, 1)
        self.assertRegex(err, r"^Việc này cần khoảng \d+ MB bộ nhớ, --memory chỉ cho phép 61 MB\.")

    def test_what_was_not_foreseen_ends_in_a_sentence_too(self):
        for words in (["lists"], ["export", "household", "--format", "csv"]):
            err = self.refused("1M", *words)
            self.assertIn("This takes more memory than the 1 MB that --memory allows. Allow more", err)

    def test_what_fits_is_as_without_a_limit(self):
        free = self.w.json("assess")
        held = self.w.json("assess", "--recompute", "--memory", "1 GiB")
        self.assertEqual(held["result_digest"], free["result_digest"])
        self.w("assess", "--recompute", "--memory", "900")

    def test_a_size_is_a_size(self):
        for size in ("much", "-1G", "6T", "0", "G"):
            status, _, err = self.w.run("lists", f"--memory={size}", "--lang", "en")
            self.assertEqual(status, 2, err)
            self.assertIn("--memory takes a size", err)


if __name__ == "__main__":
    unittest.main()
