"""Every submission ends in a state that is kept and explained: what a file leaves open is a refused submission with a finding for
each question, all that can be asked at once together; what was typed wrongly is none, and keeps nothing."""
import hashlib
import json
import os
import re
import sys
import unittest

import jsonschema

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import ROOT, Workspace, features, run

# Stations in VN-2000 / TM-3 104-30, northing and easting in metres; the commune holds them all.
STATIONS = [(1010390.82, 550116.27), (1015667.81, 547128.57), (1022746.56, 562088.44)]
COMMUNE = [[[104.90, 9.10], [105.10, 9.10], [105.10, 9.30], [104.90, 9.30], [104.90, 9.10]]]
METRES = "Mã trạm,X (m),Y (m)\n" + "".join(f"T{i},{x},{y}\n" for i, (x, y) in enumerate(STATIONS))
SQUARE = {"type": "Polygon", "coordinates": [[[105.0, 9.2], [105.01, 9.2], [105.01, 9.21], [105.0, 9.21], [105.0, 9.2]]]}


class Questions(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        commune = {"type": "Polygon", "coordinates": COMMUNE}
        self.w("places", "import", self.w.put("xa.geojson", features(commune, code="32001", name="Xã A")), "--kind", "commune")

    def words(self, path, *more, technology="5g"):
        return ("submit", path, "--operator", "viettel", "--technology", technology, "--as-of", "2026-06-30", *more)

    def submit(self, path, *more, technology="5g", status=0):
        got, out, err = self.w.run(*self.words(path, *more, technology=technology), "--lang", "en", "--format", "json")
        self.assertEqual((got, err), (status, ""), out)
        report = json.loads(out)
        jsonschema.validate(report, json.loads((ROOT / "docs/schemas/submit.json").read_text(encoding="utf-8")))
        return report

    def asked(self, path, *more, technology="5g"):
        """The codes of the questions; each is kept, with its sentence and its flag, and the bytes beside them."""
        report = self.submit(path, *more, technology=technology, status=1)
        told, questions = report["submission"], [f for f in report["findings"] if f["code"] == "answer_needed"]
        self.assertEqual((told["state"], told["why"], told["read"]), ("refused", "answer_needed", 0))
        self.assertEqual({f["severity"] for f in questions}, {"error"})
        kept = self.w.json("submissions", "show", told["id"], "--lang", "en")
        self.assertEqual(kept["findings"], report["findings"])
        blob = os.path.join(self.w.path, "blobs", told["sha256"])
        with open(blob, "rb") as file:
            self.assertEqual(hashlib.sha256(file.read()).hexdigest(), told["sha256"])
        self.assertEqual(self.w.json("check")["faults"], [])
        return [f["value"] for f in questions]

    def count(self):
        return len(self.w.json("submissions")["rows"])

    def test_metres_without_a_system_or_a_reach_are_one_answer_with_both_questions(self):
        path = self.w.put("tram.csv", METRES)
        self.assertEqual(self.asked(path), ["collectors.reach_needed", "intake.crs_choose"])
        status, out, err = self.w.run(*self.words(path))
        self.assertEqual((status, err), (1, ""))
        for fragment in ("--crs EPSG:9207", "Bán kính", "bán kính phục vụ", "câu trả lời (--reach, --crs)", "cell-sites"):
            self.assertIn(fragment.lower(), out.lower())
        self.assertNotIn("Số dòng", out, "no row was read")
        accepted = self.submit(path, "--crs", "EPSG:9207", "--reach", "800")["submission"]
        self.assertEqual((accepted["state"], accepted["accepted"], accepted["id"]), ("accepted", 3, 3))
        rows = self.w.json("submissions")["rows"]
        self.assertEqual([(r["state"], r["why"], r["in_force"]) for r in rows],
                         [("refused", "answer_needed", False)] * 2 + [("accepted", None, True)])
        self.assertEqual(len({r["sha256"] for r in rows}), 1)

    def test_a_question_is_no_coverage_supersedes_nothing_and_is_not_replayed(self):
        self.w("places", "import", self.w.put("truong.csv", "code,name,lon,lat\ns1,Trường 1,105.005,9.205\n"), "--kind", "school")
        first = self.submit(self.w.put("vung.geojson", features(SQUARE)))["submission"]["id"]
        self.w("assess")
        before = self.w.json("coverage", "--kind", "school", "--technology", "5g")
        self.asked(self.w.put("tram.csv", METRES), "--part", "coverage-polygons")
        self.w("assess")
        self.assertEqual(self.w.json("coverage", "--kind", "school", "--technology", "5g"), before)
        rows = {r["id"]: r for r in self.w.json("submissions")["rows"]}
        self.assertEqual([rows[i]["in_force"] for i in (first, first + 1)], [True, False])
        status, _, err = self.w.run("submissions", "replay", first + 1)
        self.assertEqual(status, 1)
        self.assertIn("câu hỏi", err)

    def test_a_dry_run_asks_the_same_and_keeps_nothing(self):
        path = self.w.put("tram.csv", METRES)
        tried = self.submit(path, "--dry-run", status=1)
        self.assertEqual(self.count(), 0)
        self.assertEqual(os.listdir(os.path.join(self.w.path, "blobs")).count(tried["submission"]["sha256"]), 0)
        self.assertIsNone(tried["submission"]["id"])
        kept = self.submit(path, status=1)
        self.assertEqual(kept["findings"], tried["findings"])
        self.assertEqual({**kept["submission"], "id": None}, tried["submission"])

    def test_each_question_has_its_flag(self):
        degrees = "Mã trạm,Kinh độ,Vĩ độ,Azimuth\nT1,105.005,9.205,30\n"
        self.assertEqual(self.asked(self.w.put("goc.csv", degrees)), ["collectors.beam_needed", "collectors.reach_needed"])
        classes = self.w.put("mucthu.geojson", features(SQUARE, RSRP="-85 đến -75"))
        self.assertEqual(self.asked(classes, "--environment", "vehicle"), ["collectors.threshold_needed"])
        self.submit(classes, "--environment", "vehicle", "--threshold", "-110")
        doubtful = features({"type": "Polygon", "coordinates": [[[550000, 1010000], [551000, 1010000], [551000, 1011000], [550000, 1010000]]]},
                            crs="urn:ogc:def:crs:EPSG::9210")
        self.assertEqual(self.asked(self.w.put("mui.geojson", doubtful)), ["intake.crs_implausible"])
        self.assertEqual(self.asked(self.w.put("gi.csv", "a,b\nx,y\n"), technology="fiber"), ["service.no_collector"])

    def test_a_file_of_which_nothing_else_is_known_still_asks_for_its_system(self):
        path = self.w.put("gi.csv", "x,y,b\n1010390.82,550116.27,u\n1015667.81,547128.57,v\n")
        codes = self.asked(path, "--map", "code=b", "--map", "status=b", technology="fiber")
        self.assertIn("intake.crs_choose", codes)

    def test_the_member_of_an_archive_and_the_layer_of_a_file_are_asked_for(self):
        import zipfile
        path = os.path.join(self.w.folder, "hai.zip")
        with zipfile.ZipFile(path, "w") as archive:
            for name in ("a.geojson", "b.geojson"):
                archive.writestr(name, features(SQUARE, name=name))
        self.assertEqual(self.asked(path), ["reader.archive_several"])
        self.assertEqual(self.submit(path, "--member", "b.geojson")["submission"]["state"], "accepted")
        both = self.w.put("hai.kml", '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>' + "".join(
            f"<Folder><name>{name}</name><Placemark><name>p</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
            "105.0,9.2 105.01,9.2 105.01,9.21 105.0,9.2</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>"
            for name in ("A", "B")) + "</Document></kml>")
        self.assertEqual(self.asked(both), ["service.layer_needed"])
        self.assertEqual(self.submit(both, "--layer", "B", "--part", "kml")["submission"]["state"], "accepted")

    def test_one_that_would_shrink_another_is_kept_with_what_was_read_and_changes_nothing(self):
        wide = {"type": "Polygon", "coordinates": [[[104.95, 9.15], [105.05, 9.15], [105.05, 9.25], [104.95, 9.25], [104.95, 9.15]]]}
        self.submit(self.w.put("rong.geojson", features(wide)))
        small = self.w.put("hep.geojson", features(SQUARE))
        report = self.submit(small, status=1)
        self.assertEqual((report["submission"]["why"], report["submission"]["read"], report["supersedes"]), ("answer_needed", 1, []))
        self.assertEqual(report["findings"][0]["value"], "service.would_shrink")
        self.assertIn("--supersede", report["findings"][0]["fix"])
        self.assertIn("đọc 1", self.w("submissions", "show", report["submission"]["id"]))
        self.assertEqual([r["in_force"] for r in self.w.json("submissions")["rows"]], [True, False])
        self.assertEqual(self.submit(small, "--supersede")["supersedes"], [1])

    def test_a_system_of_the_file_that_nobody_knows_is_asked_for_and_one_that_was_typed_is_not_kept(self):
        from osgeo import ogr
        path = os.path.join(self.w.folder, "la.shp")
        ogr.UseExceptions()
        made = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(path)
        layer = made.CreateLayer("la", None, ogr.wkbPolygon)
        layer.CreateFeature(self.feature(layer, json.dumps(SQUARE)))
        made = layer = None
        self.w.put("la.prj", 'GEOGCS["Sao Hỏa",DATUM["D_Mars_2000",SPHEROID["Mars_2000",3396190.0,169.8944472]],PRIMEM["Reference_Meridian",0],'
                   'UNIT["Degree",0.0174532925199433]]')
        self.assertEqual(self.asked(path), ["geo.no_operation"])
        before = self.count()
        status, out, err = self.w.run(*self.words(path, "--crs", "EPSG:999999"))
        self.assertEqual((status, out, self.count()), (1, "", before))
        self.assertIn("EPSG:999999", err)

    def feature(self, layer, geometry):
        from osgeo import ogr
        made = ogr.Feature(layer.GetLayerDefn())
        made.SetGeometry(ogr.CreateGeometryFromJson(geometry))
        return made

    def test_what_was_typed_wrongly_keeps_nothing_though_the_file_has_questions_too(self):
        path = self.w.put("tram.csv", METRES)
        wrong = [("--layer", "khác"), ("--member", "a.csv"), ("--map", "code=Không có"), ("--collector", "khác"), ("--encoding", "khác"),
                 ("--scope", "99999"), ("--threshold", "-100"), ("--environment", "mars"), ("--crs", "EPSG:999999"),
                 ("--reach", "800", "--crs", "EPSG:9207", "--where", "((")]
        kept = sorted(os.listdir(os.path.join(self.w.path, "blobs")))
        for more in wrong:
            with self.subTest(more):
                status, out, err = self.w.run(*self.words(path, *more))
                self.assertIn(status, (1, 2), out)
                self.assertEqual((out, self.count()), ("", 0))
                self.assertTrue(err.strip())
        self.assertEqual(sorted(os.listdir(os.path.join(self.w.path, "blobs"))), kept, "bytes that no record names")
        for words in (self.words(path, technology="fibre"), self.words(os.path.join(self.w.folder, "không có.csv")), self.words(self.w.folder)):
            status, out, _ = self.w.run(*words)
            self.assertEqual((status, out, self.count()), (1, "", 0))

    def test_an_empty_file_is_kept_as_refused(self):
        report = self.submit(self.w.put("rong.csv", ""), status=1)
        self.assertEqual((report["submission"]["why"], report["findings"][0]["value"]), ("file_refused", "reader.file_empty"))
        self.assertEqual(self.count(), 1)
        status, _, err = self.w.run("submissions", "replay", 1)
        self.assertEqual((status, "submissions show 1" in err), (1, True))


class TheTable(unittest.TestCase):
    """Whoever adds an error decides what it means for a submission."""

    def rows(self):
        text = (ROOT / "src/service/refusal.cpp").read_text(encoding="utf-8")
        return {code: (fault, answer) for code, fault, answer in
                re.findall(r'\{"([a-z_.]+)",\s*Fault::(\w+),\s*(?:\{\}|"([^"]*)")\}', text)}

    def test_every_error_that_a_submission_can_meet_has_a_row(self):
        codes = set()
        for module in ("reader", "intake", "collectors", "geo"):
            keys = json.loads((ROOT / f"geodata/catalogue/{module}.json").read_text(encoding="utf-8"))
            codes |= {key.removeprefix("error.") for key in keys if key.startswith(f"error.{module}.")}
        for name in ("plan", "reading", "reference", "supersede"):
            text = (ROOT / f"src/service/{name}.cpp").read_text(encoding="utf-8")
            codes |= set(re.findall(r'"(service\.[a-z_]+)"', text))
        self.assertEqual(codes - set(self.rows()), set(), "src/service/refusal.cpp")

    def test_questions_are_answered_with_flags_that_submit_has(self):
        rows = self.rows()
        self.assertGreater(len(rows), 60)
        _, usage, _ = run("submit", "--help")
        for code, (fault, answer) in rows.items():
            with self.subTest(code):
                self.assertEqual(fault == "question", answer != "")
                for flag in filter(None, answer.split("/")):
                    self.assertIn(flag + " ", usage)


if __name__ == "__main__":
    unittest.main()
