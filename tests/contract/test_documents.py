"""A command, flag, collector, indicator or finding code without an entry in the documents fails here."""
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import ROOT, run

CATALOGUE = {}
for path in sorted((ROOT / "geodata/catalogue").glob("*.json")):
    CATALOGUE.update(json.loads(path.read_text(encoding="utf-8")))


def document(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def commands(*path):
    """name -> flags, from the program's own help."""
    status, out, _ = run(*path, "--help", "--lang", "en")
    assert status == 0
    options, _, rest = out.partition("\nSubcommands:\n")
    found = {" ".join(path): set(re.findall(r"^ +(?:-\w,)?(--[a-z-]+)", options, re.M)) - {"--help", "--help-all"}}
    for name in re.findall(r"^  ([a-z]+) ", rest, re.M):
        found |= commands(*path, name)
    return found


class Documents(unittest.TestCase):
    def test_every_command_and_flag_has_its_entry_in_cli_md(self):
        sections = re.split(r"^## ", document("cli.md"), flags=re.M)[1:]
        documented = {s.split("\n", 1)[0].strip(): s for s in sections}
        found = commands()
        self.assertGreater(len(found), 20)
        for name, flags in found.items():
            if name in ("", "hamlets", "places", "reported", "territories"):  # only their subcommands do anything
                continue
            self.assertIn(name, documented)
            for flag in flags:
                self.assertTrue(flag in documented[name], f"{name} {flag}")

    def test_every_finding_has_its_entry_in_findings_md(self):
        text = document("findings.md")
        codes = {k.split(".")[1] for k in CATALOGUE if k.startswith("finding.")}
        self.assertGreater(len(codes), 20)
        for code in codes:
            self.assertTrue(f"`{code}`" in text, f"{code}: run tools/list_findings")
            self.assertIn(f"finding.{code}.fix", CATALOGUE)

    def test_every_collector_has_its_entry_in_formats_md(self):
        text = document("formats.md")
        for path in (ROOT / "collectors").glob("*.cpp"):
            for name in re.findall(r'\.name = "([a-z-]+)"', path.read_text(encoding="utf-8")):
                self.assertTrue(f"`{name}`" in text, name)
        for name in ("coverage-polygons", "reach", "location-list", "count-table"):
            self.assertTrue(f"`{name}`" in text, name)

    def test_every_indicator_has_its_entry_in_methodology_md(self):
        text = document("methodology.md")
        for path in (ROOT / "geodata/profiles").glob("*.json"):
            for indicator in json.loads(path.read_text(encoding="utf-8"))["indicators"]:
                self.assertTrue(f"`{indicator['id']}`" in text, indicator["id"])

    def test_targets_in_methodology_md_are_those_of_the_profiles(self):
        text = document("methodology.md")
        cells = [[c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")]
        number = lambda target: "%g" % target["threshold"] if "threshold" in target else "tracked"
        for path in sorted((ROOT / "geodata/profiles").glob("*.json")):
            profile = json.loads(path.read_text(encoding="utf-8"))
            by_id = {i["id"]: i for i in profile["indicators"]}
            several = path.stem != "vn-province"
            for target in profile["targets"]:
                wanted = [target.get("comparator", ""), number(target)]
                if several:
                    indicator = by_id[target["indicator"]]
                    wanted = [f"`{indicator['formula']}`", indicator["unit"], *wanted, target.get("deadline", ""), target["decision"]]
                rows = [r for r in cells if r[0] == f"`{target['indicator']}`" and r[-len(wanted):] == wanted]
                self.assertEqual(len(rows), 1, (path.name, target))

    def test_links_between_documents_lead_somewhere(self):
        for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
            for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
                self.assertTrue((path.parent / target).exists(), f"{path.name}: {target}")


if __name__ == "__main__":
    unittest.main()
