"""Ibiza: 100 schools and 770 polygons of mobile coverage, from upload to percentage.

Source: ITU FNS-Division/mobile-network-capacity-checker, BSD-3. The polygons overlap: a sum is not a union. What the program
says is held against another way: shapely (GEOS) for which schools are covered and for the union, pyproj's geodesic area of
its rings, densified to 10 m, for square metres.
"""
import csv
import math
import subprocess
import json
import sys
import unittest

import pyproj
import shapely.geometry
import shapely.ops
import shapely.prepared

sys.path.insert(0, __file__.rsplit("/real/", 1)[0])
from support.program import Workspace, one, shared

GEOD = pyproj.Geod(ellps="WGS84")
UNIT = 1e-7  # the grid


def on_grid(polygon):
    """In integer units: GEOS rounds points off edges in degrees."""
    return shapely.ops.transform(lambda x, y: ([round(v / UNIT) for v in x], [round(v / UNIT) for v in y]), polygon)


def densified(ring):
    points = []
    coordinates = [(x * UNIT, y * UNIT) for x, y in ring.coords]
    for (x1, y1), (x2, y2) in zip(coordinates, coordinates[1:]):
        pieces = max(1, math.ceil(GEOD.inv(x1, y1, x2, y2)[2] / 10))
        points += [(x1 + (x2 - x1) * i / pieces, y1 + (y2 - y1) * i / pieces) for i in range(pieces)]
    return points


def ring_area(ring):
    points = densified(ring)
    return abs(GEOD.polygon_area_perimeter([p[0] for p in points], [p[1] for p in points])[0])


def geodesic_area(geometry):
    if geometry.geom_type == "Polygon":
        return ring_area(geometry.exterior) - sum(ring_area(hole) for hole in geometry.interiors)
    return math.fsum(geodesic_area(part) for part in geometry.geoms if part.area > 0)


class Ibiza(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schools = shared("ibiza", "points-of-interest.csv")
        cls.polygons = shared("ibiza", "mobile-coverage.gpkg")
        text = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", cls.polygons, "-lco", "COORDINATE_PRECISION=15"],
                              capture_output=True, check=True).stdout
        cls.by_origin = {}
        for feature in json.loads(text)["features"]:
            shape = on_grid(shapely.geometry.shape(feature["geometry"]))
            cls.by_origin.setdefault(feature["properties"]["layer"], []).append(shape if shape.is_valid else shape.buffer(0))
        cls.w = Workspace()
        cls.imported = cls.w.json("places", "import", cls.schools, "--kind", "school")
        cls.submitted = {}
        for i, origin in enumerate(sorted(cls.by_origin)):
            cls.w("operators", "add", f"origin{i}", "--name", f"Origin {i}")
            cls.submitted[origin] = (f"origin{i}", cls.w.json(
                "submit", cls.polygons, "--operator", f"origin{i}", "--technology", "4g", "--as-of", "2023-10-21",
                "--where", f"layer = '{origin}'"))
        cls.w("assess")
        cls.coverage = cls.w.json("coverage", "--technology", "4g", "--kind", "school")["rows"]
        cls.area = cls.w.json("coverage", "--area", "--technology", "4g")["rows"]

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def test_every_school_and_every_polygon_is_read(self):
        self.assertEqual(self.imported["list"]["imported"], 100)
        self.assertEqual(sum(s["submission"]["accepted"] for _, s in self.submitted.values()), 770)
        for origin, (_, s) in self.submitted.items():
            s = s["submission"]
            self.assertEqual(s["read"], 770)
            self.assertEqual(s["accepted"], len(self.by_origin[origin]))
            self.assertEqual(s["read"], s["accepted"] + s["refused"] + s["filtered"])

    def covered(self, polygons):
        prepared = [shapely.prepared.prep(p) for p in polygons]
        with open(self.schools, encoding="utf-8") as file:
            points = [shapely.geometry.Point(round(float(r["lon"]) / UNIT), round(float(r["lat"]) / UNIT))
                      for r in csv.DictReader(file)]
        return sum(any(p.covers(point) for p in prepared) for point in points)

    def test_schools_covered_are_those_that_geos_says(self):
        for origin, (op, _) in self.submitted.items():
            row = one(self.coverage, level="*", operator=op)
            self.assertEqual((row["total"], row["covered"]), (100, self.covered(self.by_origin[origin])))
        row = one(self.coverage, level="*", operator="any")
        self.assertEqual(row["covered"], self.covered(sum(self.by_origin.values(), [])))

    def test_areas_are_those_of_geos_and_proj(self):
        everything = sum(self.by_origin.values(), [])
        cases = [(op, self.by_origin[origin]) for origin, (op, _) in self.submitted.items()] + [("any", everything)]
        for op, polygons in cases:
            row = one(self.area, level="*", operator=op)
            union = geodesic_area(shapely.ops.unary_union(polygons)) / 1e6
            total = math.fsum(geodesic_area(p) for p in polygons) / 1e6
            print(f"ibiza {op}: union {row['area_km2']:.6f} km2 (other way {union:.6f}), sum {row['area_sum_km2']:.6f}")
            self.assertAlmostEqual(row["area_km2"] / union, 1, delta=1e-6)
            self.assertAlmostEqual(row["area_sum_km2"] / total, 1, delta=1e-6)
        whole = one(self.area, level="*", operator="any")
        self.assertGreater(whole["area_sum_km2"], 1.6 * whole["area_km2"])


if __name__ == "__main__":
    unittest.main()
