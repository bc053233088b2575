"""West Africa: fiber links as `reach`. Planned and unknown links are kept and never count.

Source: ITU FNS-Division/WATRA-fiber-data, MIT. The GeoJSON and the KMZ of Sierra Leone are two drawings of the same 49 links.
"""
import json
import math
import os
import subprocess
import sys
import unittest

import pyproj

sys.path.insert(0, __file__.rsplit("/real/", 1)[0])
from support.program import Workspace, one, shared

GEOD = pyproj.Geod(ellps="WGS84")


def lines_of(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]


def length(geometry):
    return math.fsum(GEOD.line_length([p[0] for p in line], [p[1] for p in line]) for line in lines_of(geometry))


class WestAfrica(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        cls.submissions = {}
        for country, code in (("sierra-leone", "SLE"), ("senegal", "SEN"), ("mali", "MAL"), ("nigeria", "NIG")):
            lines = shared("west-africa-fiber", "lines", f"{code}_lines.geojson")
            w("operators", "add", country, "--name", country)
            cls.submissions[code] = w.json("submit", lines, "--operator", country, "--technology", "fiber", "--as-of",
                                           "2024-01-01", "--reach", "5000")["submission"]
        w("operators", "add", "sierra-leone-kmz", "--name", "Sierra Leone, KMZ")
        cls.submissions["KMZ"] = w.json("submit", shared("west-africa-fiber", "SLE.kmz"), "--operator", "sierra-leone-kmz",
                                        "--technology", "fiber", "--as-of", "2024-01-01", "--reach", "5000", "--layer",
                                        "Links")
        cls.nodes = [w.json("places", "import", shared("west-africa-fiber", "nodes", f"{code}_nodes.geojson"), "--kind",
                            "agency") for code in ("SLE", "SEN", "MAL", "NIG")]
        w("assess")
        cls.coverage = w.json("coverage", "--kind", "agency", "--technology", "fiber")["rows"]

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def counts(self, code):
        s = self.submissions[code]
        return s["operational"], s["planned"], s["unknown"]

    def test_links_are_counted_by_their_status(self):
        self.assertEqual(self.counts("SLE"), (49, 0, 0))
        self.assertEqual(self.counts("SEN"), (68, 3, 0))
        self.assertEqual(self.counts("MAL"), (35, 26, 0))
        self.assertEqual(self.counts("NIG"), (0, 11, 19))

    def test_nigeria_is_accepted_and_covers_nothing(self):
        self.assertEqual(self.submissions["NIG"]["state"], "accepted")
        self.assertEqual(one(self.coverage, level="*", operator="nigeria")["covered"], 0)
        self.assertGreater(one(self.coverage, level="*", operator="senegal")["covered"], 0)

    def test_nodes_are_imported_as_agencies(self):
        for report in self.nodes:
            listed = report["list"]
            self.assertEqual(listed["read"], listed["imported"] + listed["refused"] + listed["filtered"])
            self.assertGreater(listed["imported"], 0)

    def test_the_kmz_has_no_status_and_says_so(self):
        report = self.submissions["KMZ"]
        self.assertEqual(report["submission"]["operational"], 49)
        self.assertIn("status_absent", [f["code"] for f in report["findings"]])

    def test_two_drawings_of_sierra_leone_agree_in_length_and_differ_in_vertices(self):
        out = os.path.join(self.w.folder, "claims.geojson")
        self.w("export", "claims", "-o", out)
        with open(out, encoding="utf-8") as file:
            features = json.load(file)["features"]
        drawn = {op: {f["properties"]["row"]: f["geometry"] for f in features if f["properties"]["operator"] == op}
                 for op in ("sierra-leone", "sierra-leone-kmz")}
        raw = {op: self.names(path, layer) for op, path, layer in (
            ("sierra-leone", shared("west-africa-fiber", "lines", "SLE_lines.geojson"), None),
            ("sierra-leone-kmz", shared("west-africa-fiber", "SLE.kmz"), "Links"))}
        vertices = {op: sum(len(line) for g in found.values() for line in lines_of(g)) for op, found in drawn.items()}
        print("sierra leone: vertices", vertices)
        self.assertEqual(len(drawn["sierra-leone"]), 49)
        self.assertEqual(len(drawn["sierra-leone-kmz"]), 49)
        self.assertEqual({op: count for op, count in raw.items()},
                         {"sierra-leone": 19_532, "sierra-leone-kmz": 9_815})
        # What falls together on the 1e-7 degree grid is left out; nothing is added.
        for op, count in vertices.items():
            self.assertLessEqual(count, raw[op])
            self.assertGreater(count, 0.99 * raw[op])
        lengths = {op: sorted(length(g) for g in found.values()) for op, found in drawn.items()}
        for a, b in zip(*lengths.values()):
            self.assertAlmostEqual(a / b, 1, delta=0.05)

    @staticmethod
    def names(path, layer):
        words = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path] + ([layer] if layer else [])
        text = subprocess.run(words, capture_output=True, check=True).stdout
        return sum(len(line) for f in json.loads(text)["features"] for line in lines_of(f["geometry"]))


if __name__ == "__main__":
    unittest.main()
