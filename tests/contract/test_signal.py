"""Signals and stations of mobile networks, from a file to figures; cells held against GDAL's own tools."""
import json
import math
import os
import random
import struct
import subprocess
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import ROOT, Workspace

WEST, SOUTH, SIZE = 105.7, 9.9, 0.1


def square(west, south, size, **properties):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


class Signal(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        for kind, code, parent in (("province", "96", ""), ("commune", "45001", "96")):
            self.w("places", "import", self.put(kind + ".geojson", [square(WEST, SOUTH, SIZE, code=code, name=kind, parent=parent)]),
                   "--kind", kind)

    def put(self, name, content):
        path = os.path.join(self.w.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps({"type": "FeatureCollection", "features": content}))
        return path

    def schools(self, points):
        rows = "".join(f"s{i:05},{x:.7f},{y:.7f},45001\n" for i, (x, y) in enumerate(points))
        self.w("places", "import", self.put("schools.csv", "code,lon,lat,parent\n" + rows), "--kind", "school")

    def submit(self, path, *words, technology="5g", operator="viettel"):
        return self.w.json("submit", path, "--operator", operator, "--technology", technology, "--as-of", "2026-06-30", *words)

    def refused(self, path, *words, technology="5g"):
        status, out, err = self.w.run("submit", path, "--operator", "viettel", "--technology", technology, "--as-of", "2026-06-30",
                                      *words, "--lang", "en")
        self.assertNotEqual(status, 0, out)
        return out + err

    def dark(self):
        """Codes of the schools that 5G does not cover."""
        self.w("assess")
        return {row["code"] for row in self.w.json("gaps", "--kind", "school", "--technology", "5g")["rows"]}

    def valid(self, name, *words):
        found = self.w.json(*words)
        jsonschema.validate(found, json.loads((ROOT / f"docs/schemas/{name}.json").read_text(encoding="utf-8")))
        return found

    def test_a_class_counts_when_all_of_it_is_at_or_over_the_threshold(self):
        self.schools([(105.705, 9.95), (105.725, 9.95), (105.745, 9.95)])
        path = self.put("mucthu.geojson", [square(105.70, 9.94, 0.02, RSRP="-85 đến -75"),
                                           square(105.72, 9.94, 0.02, RSRP="-115 đến -105"), square(105.74, 9.94, 0.02, RSRP="< -120")])
        self.assertIn("--threshold", self.refused(path, "--environment", "outdoor"))
        self.assertIn("minus", self.refused(path, "--threshold", "110"))
        made = self.submit(path, "--threshold", "-110", "--environment", "outdoor", "--basis", "predicted")
        told = made["submission"]
        self.assertEqual((told["collector"], told["read"], told["accepted"], told["refused"], told["filtered"]), ("signal-raster", 3, 1, 0, 2))
        self.assertEqual((told["threshold"], told["environment"], told["basis"]), (-110, "outdoor", "predicted"))
        self.assertIn("signal_class_straddles", [f["code"] for f in made["findings"]])
        self.assertEqual(self.dark(), {"s00001", "s00002"})
        self.valid("submission", "submissions", "show", told["id"])
        self.valid("submissions", "submissions")
        self.assertIn("RSRP ≥ -110 dBm", self.w("submissions", "show", told["id"]))
        claims = self.w("export", "claims", "--format", "csv")
        self.assertIn("predicted", claims)
        explained = self.valid("explain", "explain", "school:s00000")
        [of] = [a for a in explained["answers"] if (a["technology"], a["operator"]) == ("5g", "viettel")]
        self.assertEqual(of["submissions"][0]["environment"], "outdoor")
        again = self.w.json("submissions", "replay", told["id"])["submission"]
        self.assertEqual((again["accepted"], again["threshold"], again["basis"]), (1, -110, "predicted"))

    def test_words_of_mobile_networks_are_checked_and_refused_for_fixed_ones(self):
        path = self.put("vung.geojson", [square(105.70, 9.94, 0.02)])
        self.assertIn("fixed", self.refused(path, "--basis", "measured", technology="fiber"))
        self.assertIn("outdoor", self.refused(path, "--environment", "mars"))
        self.assertIn("--threshold", self.refused(path, "--threshold", "-110"))
        self.assertEqual(self.submit(path, "--basis", "declared")["submission"]["basis"], "declared")

    def test_stations_are_counted_and_the_nearest_is_told(self):
        self.schools([(105.75, 9.95), (105.78, 9.95)])
        head = "Mã trạm,Kinh độ,Vĩ độ,Azimuth,Độ rộng búp sóng,Công nghệ,Trạng thái\n"
        cells = self.put("tram.csv", head + "A,105.75,9.951,0,120,4G,Hoạt động\nA,105.75,9.951,120,120,5G,Hoạt động\n"
                         "A,105.75,9.951,240,120,5G,Hoạt động\nB,105.77,9.95,,,4G,Hoạt động\nB,105.77,9.95,,,5G,Kế hoạch\n")
        self.assertIn("--reach", self.refused(cells))
        self.assertIn("mobile", self.refused(cells, "--collector", "cell-sites", "--reach", "500", technology="fiber"))
        five = self.submit(cells, "--reach", "500")["submission"]
        self.assertEqual((five["collector"], five["accepted"], five["filtered"], five["planned"]), ("cell-sites", 3, 2, 1))
        self.submit(cells, "--reach", "500", technology="4g")
        rows = self.valid("sites", "sites")["rows"]
        told = {(r["operator"], r["technology"]): (r["territory"], r["stations"], r["cells"], r["planned_stations"], r["per_4g"]) for r in rows}
        self.assertEqual(told, {("viettel", "4g"): ("45001", 2, 2, 0, None), ("viettel", "5g"): ("45001", 1, 2, 1, 0.5),
                                ("any", "4g"): ("45001", 2, 2, 0, None), ("any", "5g"): ("45001", 1, 2, 1, 0.5)})
        self.assertEqual({r["territory"] for r in self.valid("sites", "sites", "--by", "operator")["rows"]}, {"*"})
        self.w("assess")
        [gap] = self.valid("gaps", "gaps", "--kind", "school", "--technology", "5g")["rows"]
        self.assertEqual((gap["code"], gap["nearest_site"], gap["nearest_site_operator"]), ("s00001", "A", "viettel"))
        self.assertAlmostEqual(gap["nearest_site_m"], 3292, delta=3)
        self.assertIn("Trạm gần nhất", self.w("explain", "school:s00001"))

    def raster(self, name, side=300, cell=25, epsg=9210):
        """A GeoTIFF in VN-2000 with a signal, places without data, and a threshold that cuts cells everywhere."""
        from osgeo import gdal, osr
        gdal.UseExceptions()
        path = os.path.join(self.w.folder, name)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        plane = osr.CoordinateTransformation(self.wgs84(), self.traditional(crs))
        x, y, _ = plane.TransformPoint(WEST + 0.01, SOUTH + 0.09)
        made = gdal.GetDriverByName("GTiff").Create(path, side, side, 1, gdal.GDT_Float32, ["COMPRESS=DEFLATE"])
        made.SetGeoTransform((round(x), cell, 0, round(y), 0, -cell))
        made.SetProjection(crs.ExportToWkt())
        band = made.GetRasterBand(1)
        band.SetNoDataValue(-9999)
        chance = random.Random(9)
        for line in range(side):
            values = [-9999 if chance.random() < 0.1 else -110 + chance.randint(-20, 20) / 2 for _ in range(side)]
            band.WriteRaster(0, line, side, 1, struct.pack(f"{side}f", *values), buf_type=gdal.GDT_Float32)
        made = None
        return path

    def traditional(self, crs):
        from osgeo import osr
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        return crs

    def wgs84(self):
        from osgeo import osr
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(4326)
        return self.traditional(crs)

    def test_cells_of_a_raster_answer_as_gdallocationinfo_does(self):
        path = self.raster("5G_RSRP.tif")
        status, _, err = self.w.run("submit", path, "--operator", "viettel", "--technology", "5g", "--as-of", "2026-06-30",
                                    "--threshold", "-110", "--dry-run")
        if status != 0 and "5G_RSRP.tif" in err:
            self.skipTest("this build opens no rasters: " + err.strip())
        self.assertEqual(status, 0, err)
        chance = random.Random(4)
        points = [(round(WEST + 0.01 + chance.random() * 0.07, 7), round(SOUTH + 0.02 + chance.random() * 0.07, 7)) for _ in range(10_000)]
        self.schools(points)
        made = self.submit(path, "--threshold", "-110", "--environment", "outdoor", "--basis", "predicted")
        told = made["submission"]
        self.assertEqual((told["collector"], told["read"], told["accepted"]), ("signal-raster", 4, 4))
        self.assertEqual(told["raster"]["columns"], 300)
        plane = self.in_the_plane(points)
        dark = self.dark()
        # The rule: in 1/1024 of a cell, half up, then the cell that holds it.
        west, width, _, north, _, height = told["raster"]["transform"]
        cells = [tuple(math.floor(math.floor(at * 1024 + 0.5) / 1024) for at in ((x - west) / width, (y - north) / height)) for x, y in plane]
        by_rule = self.values(path, cells)
        self.assertEqual(dark, by_rule)
        self.assertTrue(2000 < len(by_rule) < 8000)
        # Of the position as it is only those may differ that lie within 1/2048 of a cell of an edge: one in a thousand.
        self.assertLess(len(dark ^ self.values(path, plane, "-geoloc")), 30)

    def values(self, path, places, *words):
        """Codes of the schools at which GDAL finds no data, or less than the threshold."""
        asked = "".join(f"{x:.6f} {y:.6f}\n" if words else f"{x} {y}\n" for x, y in places)
        out = subprocess.run(["gdallocationinfo", "-valonly", *words, path], input=asked, capture_output=True, text=True, check=False).stdout
        values = [float(line) if line.strip() else None for line in out.split("\n")[:len(places)]]
        self.assertEqual(len(values), len(places))
        return {f"s{i:05}" for i, value in enumerate(values) if value is None or value == -9999 or value < -110}

    def in_the_plane(self, points):
        """In the raster's CRS, by the datum operation that the profile pins (EPSG:6960, here as a position vector)."""
        from osgeo import osr
        plane = osr.SpatialReference()
        plane.ImportFromProj4("+proj=tmerc +lat_0=0 +lon_0=105.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +towgs84="
                              "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278")
        return [(x, y) for x, y, _ in osr.CoordinateTransformation(self.wgs84(), plane).TransformPoints(points)]


if __name__ == "__main__":
    unittest.main()
