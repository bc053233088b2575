"""A replay reads the kept bytes again in the way recorded: the same record, the same claims to the last digit, the same findings, for
whatever was repaired, chosen or confirmed when they were first read."""
import json
import os
import random
import sqlite3
import struct
import sys
import unittest
import zipfile

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from golden.test_mistakes import in_degrees, in_font, metres_without_a_label, swapped, wrong_zone, x_and_y_exchanged
from support.program import Workspace, features

SQUARE = {"type": "Polygon", "coordinates": [[[105.0, 9.2], [105.01, 9.2], [105.01, 9.21], [105.0, 9.21], [105.0, 9.2]]]}
COMMUNE = {"type": "Polygon", "coordinates": [[[104.90, 9.10], [105.10, 9.10], [105.10, 9.30], [104.90, 9.30], [104.90, 9.10]]]}


class Replay(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        self.w("places", "import", self.w.put("xa.geojson", features(COMMUNE, code="32001", name="Xã A")), "--kind", "commune")

    def digest(self, submission):
        """BLAKE2b over its claims, as the ledger keeps it."""
        ledger = sqlite3.connect(f"file:{self.w.path}/workspace.db?mode=ro", uri=True)
        self.addCleanup(ledger.close)
        return ledger.execute("SELECT content_digest FROM submissions WHERE id = ?", (submission,)).fetchone()[0]

    def same_again(self, path, *words, technology="5g"):
        """Submits, replays twice (a replay of a replay too), and gives the record."""
        made = self.w.json("submit", path, "--operator", "viettel", "--technology", technology, "--as-of", "2026-06-30", *words)
        os.remove(path)
        first = made["submission"]
        self.assertEqual(first["state"], "accepted", made["findings"])
        of = first["id"]
        for _ in range(2):
            again = self.w.json("submissions", "replay", of)
            changed = {key: (first[key], value) for key, value in again["submission"].items()
                       if value != first[key] and key not in ("id", "replay_of", "submitted_at")}
            self.assertEqual(changed, {})
            self.assertEqual(again["submission"]["replay_of"], of)
            self.assertEqual(again["findings"], made["findings"])
            self.assertEqual(again["supersedes"], [of])
            self.assertEqual(self.digest(again["submission"]["id"]), self.digest(first["id"]))
            of = again["submission"]["id"]
        self.assertRegex(self.digest(of), "^[0-9a-f]{32,}$")
        return first

    def test_of_texts_in_a_font_of_old(self):
        for font in ("tcvn3", "vni"):
            with self.subTest(font):
                told = self.same_again(self.w.put(f"{font}.csv", in_degrees(in_font(font))), "--reach", "800", "--part", font)
                self.assertEqual((told["text"], told["mapping"][0]["columns"]), (font, ["Kinh độ"]))

    def test_of_texts_whose_encoding_was_named_or_refused(self):
        path = self.w.put("ten.csv", in_degrees(in_font("tcvn3")))
        self.assertEqual(self.same_again(path, "--reach", "800", "--encoding", "tcvn3")["text"], "tcvn3")
        path = self.w.put("nguyen.csv", b"station,lon,lat\nTr\xb9m,105.005,9.205\nNguy\xd4n Vi\xd6t Kh\xb8i,105.006,9.206\n")
        self.assertEqual(self.same_again(path, "--reach", "800", "--encoding", "none", "--part", "nguyen")["text"], "")

    def test_of_exchanged_axes(self):
        told = self.same_again(self.w.put("tram.csv", swapped()), "--reach", "800", "--crs", "EPSG:4326", "--axes", "swapped")
        self.assertEqual((told["axes"], told["crs"], told["accepted"]), ("swapped", "EPSG:4326", 12))
        told = self.same_again(self.w.put("khac.csv", swapped()), "--reach", "800", "--axes", "swapped", "--part", "khac")
        self.assertEqual((told["axes"], told["crs"], told["accepted"]), ("swapped", "OGC:CRS84", 12))
        told = self.same_again(self.w.put("bac.csv", x_and_y_exchanged()), "--reach", "800", "--crs", "EPSG:9207", "--axes", "swapped",
                               "--part", "bac")
        self.assertEqual(told["axes"], "swapped")

    def test_of_a_system_that_was_guessed_and_accepted(self):
        told = self.same_again(self.w.put("tram.csv", metres_without_a_label()), "--reach", "800", "--accept-guess")
        self.assertEqual((told["crs"], told["operation"]), ("EPSG:9207", "EPSG:6960"))
        told = self.same_again(self.w.put("mui.geojson", wrong_zone()), "--accept-guess")
        self.assertEqual((told["crs"], told["collector"]), ("EPSG:9207", "coverage-polygons"))

    def test_of_a_member_of_an_archive(self):
        path = os.path.join(self.w.folder, "hai.zip")
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("cũ/vùng.geojson", features(COMMUNE))
            archive.writestr("mới/vùng.geojson", features(SQUARE))
            archive.writestr("mới/trạm.csv", in_degrees(in_font("tcvn3")))
        with open(path, "rb") as file:
            kept = self.w.put("lan-hai.zip", file.read())
        self.assertEqual(self.same_again(path, "--member", "mới/vùng.geojson")["member"], "mới/vùng.geojson")
        told = self.same_again(kept, "--member", "mới/trạm.csv", "--reach", "300")
        self.assertEqual((told["member"], told["text"], told["format"]), ("mới/trạm.csv", "tcvn3", "csv"))

    def test_of_a_file_of_several_parts_and_a_filter(self):
        from osgeo import ogr
        ogr.UseExceptions()
        path = os.path.join(self.w.folder, "vung.shp")
        made = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(path)
        layer = made.CreateLayer("vung", None, ogr.wkbPolygon, ["ENCODING=UTF-8"])
        layer.CreateField(ogr.FieldDefn("loai"))
        for kind in ("a", "b", "a"):
            one = ogr.Feature(layer.GetLayerDefn())
            one.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(SQUARE)))
            one["loai"] = kind
            layer.CreateFeature(one)
        made = layer = None
        told = self.same_again(path, "--crs", "EPSG:4756", "--where", "\"loai\" = 'b'")
        self.assertEqual((told["read"], told["filtered"], told["accepted"], told["operation"]), (3, 2, 1, "EPSG:6960"))

    def raster(self, name):
        from osgeo import gdal, osr
        gdal.UseExceptions()
        path = os.path.join(self.w.folder, name)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(9207)
        made = gdal.GetDriverByName("GTiff").Create(path, 100, 80, 1, gdal.GDT_Float32)
        made.SetGeoTransform((550_000, 25, 0, 1_020_000, 0, -25))
        made.SetProjection(crs.ExportToWkt())
        band, chance = made.GetRasterBand(1), random.Random(3)
        band.SetNoDataValue(-9999)
        for line in range(80):
            band.WriteRaster(0, line, 100, 1, struct.pack("100f", *(chance.choice((-9999, -120, -105.5, -90)) for _ in range(100))),
                             buf_type=gdal.GDT_Float32)
        made = None
        return path

    def test_of_a_raster_of_signals_with_a_threshold_given_or_of_the_profile(self):
        told = self.same_again(self.raster("5G_RSRP.tif"), "--threshold", "-106", "--environment", "outdoor", "--basis", "predicted")
        self.assertEqual((told["threshold"], told["environment"], told["basis"]), (-106, "outdoor", "predicted"))
        self.assertGreater(told["accepted"], 0)
        # The quantity is known of the name: that of the kept bytes is another.
        self.assertEqual(told["mapping"][0]["meaning"], "rsrp")
        classes = self.w.put("mucthu.geojson", features(SQUARE, RSRP="-85 đến -75"))
        self.assertEqual(self.same_again(classes, "--threshold", "-110", "--part", "lop")["threshold"], -110)


if __name__ == "__main__":
    unittest.main()
