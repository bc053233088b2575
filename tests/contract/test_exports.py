"""Each export opens in another program, is RFC 7946 where it is GeoJSON, and gets its name only when whole; layers.gpkg is whole at
any moment of an import or an assessment."""
import json
import os
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import Workspace


def ogrinfo(path):
    return subprocess.run(["ogrinfo", "-ro", "-so", "-al", path], capture_output=True, text=True, check=False)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        w.demo("--seed", "2", "--households", "2000")
        w("assess")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def export(self, layer, extension, *more):
        path = os.path.join(self.w.folder, f"{layer}.{extension}")
        self.w("export", layer, "-o", path, *more)
        return path

    def test_every_format_opens_in_gdal_with_every_feature(self):
        count = len(load(self.export("school", "geojson"))["features"])
        for extension in ("geojsonl", "gpkg", "fgb", "shp", "kml", "csv", "xlsx"):
            said = ogrinfo(self.export("school", extension))
            self.assertEqual(said.returncode, 0, said.stderr)
            # Without types, a head is told from a row only by its words: CSV and XLSX may count it.
            self.assertRegex(said.stdout, rf"Feature Count: ({count}|{count + 1})\b")

    def test_every_layer_opens(self):
        self.assertEqual(ogrinfo(self.export("household", "gpkg", "--households")).returncode, 0)
        for layer in ("province", "commune", "hamlet", "hospital", "agency", "industrial_zone", "residential_area"):
            said = ogrinfo(self.export(layer, "gpkg"))
            self.assertEqual(said.returncode, 0, said.stderr)
        for extension in ("geojson", "gpkg", "fgb"):
            self.assertEqual(ogrinfo(self.export("claims", extension)).returncode, 0)
        said = ogrinfo(self.export("gaps", "gpkg", "--kind", "hamlet", "--technology", "fiber"))
        self.assertEqual(said.returncode, 0, said.stderr)

    def test_geojson_is_rfc_7946(self):
        made = load(self.export("commune", "geojson"))
        self.assertNotIn("crs", made)
        for feature in made["features"]:
            polygons = feature["geometry"]["coordinates"]
            for polygon in polygons if feature["geometry"]["type"] == "MultiPolygon" else [polygons]:
                for i, ring in enumerate(polygon):
                    self.assertEqual(ring[0], ring[-1])
                    area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(ring, ring[1:]))
                    self.assertTrue(area < 0 if i == 0 else area > 0, "right-hand rule")

    def test_geojson_in_another_crs_is_refused(self):
        status, _, err = self.w.run("export", "commune", "-o", os.path.join(self.w.folder, "x.geojson"), "--crs", "EPSG:9207")
        self.assertEqual(status, 1)
        self.assertIn("EPSG:9207", err)
        self.assertFalse(os.path.exists(os.path.join(self.w.folder, "x.geojson")))

    def test_a_layer_goes_out_in_vn_2000(self):
        path = self.export("school", "gpkg", "--crs", "EPSG:9207")
        self.assertIn('ID["EPSG",9207]', ogrinfo(path).stdout)

    def test_the_package_has_styles_and_vietnamese_aliases(self):
        path = self.export("package", "gpkg")
        said = subprocess.run(["ogrinfo", "-ro", "-al", path, "layer_styles"], capture_output=True, text=True, check=False)
        self.assertIn("qgis", said.stdout)
        self.assertIn("xã, phường", ogrinfo(path).stdout)

    def test_csv_for_excel_keeps_accents_and_leading_zeros(self):
        path = os.path.join(self.w.folder, "excel.csv")
        self.w("export", "commune", "--format", "csv-excel", "-o", path)
        with open(path, "rb") as file:
            content = file.read()
        self.assertTrue(content.startswith(b"\xef\xbb\xbf"))
        self.assertIn(b'="', content.replace(b'""', b'"'))

    def test_layers_are_whole_at_any_moment(self):
        layers = os.path.join(self.w.path, "layers.gpkg")
        stop, seen = threading.Event(), []

        def watch():
            while not stop.is_set():
                seen.append(ogrinfo(layers).returncode)

        watcher = threading.Thread(target=watch)
        watcher.start()
        for _ in range(3):
            self.w("assess", "--recompute")
            schools = self.export("school", "csv")
            self.w("places", "import", schools, "--kind", "school", "--code", "code", "--name", "name", "--site", "site",
                   "--lon", "longitude", "--lat", "latitude")
            self.w("assess")  # the other tests need one that is not stale
        stop.set()
        watcher.join()
        self.assertGreater(len(seen), 3)
        self.assertEqual(set(seen), {0})
        self.assertFalse([name for name in os.listdir(self.w.path) if name.startswith("layers.gpkg-")])


if __name__ == "__main__":
    unittest.main()
