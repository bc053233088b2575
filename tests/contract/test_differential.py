"""Every household's answer in the demo province equals what GEOS says on integer grid units (in degrees GEOS rounds points off
edges). The program's own exports are the inputs of the other way; 7 decimals of a degree are the grid."""
import json
import os
import sys
import unittest
import warnings

import shapely.errors
import shapely.geometry
import shapely.ops
import shapely.prepared
import shapely.strtree

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import Workspace

UNIT = 1e-7
warnings.filterwarnings("ignore", category=shapely.errors.ShapelyDeprecationWarning)  # Debian 12 has shapely 1.8


def on_grid(geometry):
    shape = shapely.geometry.shape(geometry)
    return shapely.ops.transform(lambda x, y: ([round(v / UNIT) for v in x], [round(v / UNIT) for v in y]), shape)


class Differential(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "5", "--households", "6000")
        w("assess")
        cls.claims = cls.layer("claims")
        cls.households = {f["properties"]["code"]: f for f in cls.layer("household")}
        cls.communes = cls.layer("commune")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    @classmethod
    def layer(cls, name):
        path = os.path.join(cls.w.folder, name + ".geojson")
        cls.w("export", name, "-o", path, *(["--households"] if name == "household" else []))
        with open(path, encoding="utf-8") as file:
            return json.load(file)["features"]

    def point(self, code):
        geometry = self.households[code]["geometry"]
        return geometry and shapely.geometry.Point(*(round(v / UNIT) for v in geometry["coordinates"]))

    def uncovered(self, op, technology):
        rows = self.w.json("gaps", "--kind", "household", "--technology", technology, "--operator", op,
                           "--include-no-data")["rows"]
        return {row["code"] for row in rows}

    def test_answers_are_those_of_geos(self):
        asked = 0
        for op, technology in (("viettel", "fiber"), ("viettel", "4g"), ("viettel", "5g"), ("vnpt", "5g"), ("mobifone", "5g")):
            mine = [f for f in self.claims if f["properties"]["operator"] == op and
                    f["properties"]["technology"] == technology and f["properties"]["status"] == "operational" and f["geometry"]]
            if not mine or any("Polygon" not in f["geometry"]["type"] for f in mine):
                continue
            shapes = [on_grid(f["geometry"]) for f in mine]
            prepared = {id(s): shapely.prepared.prep(s) for s in shapes}
            tree = shapely.strtree.STRtree(shapes)
            not_covered = self.uncovered(op, technology)
            for code in self.households:
                point = self.point(code)
                if point is None:
                    self.assertIn(code, not_covered)
                    continue
                says = any(prepared[id(s)].covers(point) for s in tree.query(point))
                self.assertEqual(code not in not_covered, says, (op, technology, code))
                asked += 1
        print(f"differential: {asked} answers")
        self.assertGreater(asked, 15_000)

    def test_belonging_is_that_of_geos(self):
        shapes = [(f["properties"]["code"], shapely.prepared.prep(on_grid(f["geometry"]))) for f in self.communes]
        shapes.sort(key=lambda pair: pair[0].encode())
        outside = 0
        for code, household in self.households.items():
            point = self.point(code)
            if point is None:
                continue
            first = next((c for c, s in shapes if s.covers(point)), None)
            if first is None:
                outside += 1
            self.assertEqual(household["properties"]["territory"], first, code)
        self.assertGreater(outside, 0)


if __name__ == "__main__":
    unittest.main()
