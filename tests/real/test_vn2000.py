"""VN-2000: points in TM-3 104°30' become WGS 84 by the national operation (EPSG:6960), whatever PROJ would choose.

The transformation itself is held to 1 mm in both directions by tests/unit/geo; here it goes through the whole program, whose
grid is 1e-7 degree (11 mm).
"""
import csv
import json
import os
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/real/", 1)[0])
from support.program import Workspace, shared

HALF_A_UNIT = 0.5e-7


class Vn2000(unittest.TestCase):
    def test_twenty_points_come_out_where_they_are(self):
        reference = shared("vn2000", "tm3-10430-reference.csv")
        with open(reference, encoding="utf-8") as file:
            rows = {row["ten"]: row for row in csv.DictReader(file)}
        with Workspace() as w:
            report = w.json("places", "import", reference, "--kind", "agency", "--crs", "EPSG:9207", "--code", "ten", "--name", "ten",
                            "--lon", "e_9207_ops6960", "--lat", "n_9207_ops6960")
            self.assertEqual(report["list"]["imported"], 20)
            self.assertEqual((report["list"]["crs"], report["list"]["operation"]), ("EPSG:9207", "EPSG:6960"))
            w("assess")
            out = os.path.join(w.folder, "out.geojson")
            w("export", "agency", "-o", out)
            with open(out, encoding="utf-8") as file:
                features = json.load(file)["features"]
        self.assertEqual(len(features), 20)
        for feature in features:
            row = rows[feature["properties"]["code"]]
            for got, wanted in zip(feature["geometry"]["coordinates"], (float(row["lon"]), float(row["lat"]))):
                self.assertLessEqual(abs(got - wanted), HALF_A_UNIT + 1e-8)  # 1 mm is 0.9e-8 degree


if __name__ == "__main__":
    unittest.main()
