"""Bad input gets a clear sentence (what, where, what to do), exit status 1 (bad data) or 2 (bad usage), and leaves the workspace
as it was."""
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import PROGRAM, Workspace, run

SQUARE = [[[105.0, 9.0], [105.1, 9.0], [105.1, 9.1], [105.0, 9.1], [105.0, 9.0]]]


def collection(*geometries, properties=None, crs=None):
    made = {"type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": properties or {"code": str(i)}, "geometry": g}
                         for i, g in enumerate(geometries, 1)]}
    if crs:
        made["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(made)


class BadInput(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        self.put("xa.geojson", collection({"type": "Polygon", "coordinates": SQUARE}, properties={"code": "32134", "name": "Xã A"}))
        self.w("places", "import", self.at("xa.geojson"), "--kind", "commune")
        self.before = self.state()

    def at(self, name):
        return os.path.join(self.w.folder, name)

    def put(self, name, content):
        with open(self.at(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.at(name)

    def state(self):
        return self.w("submissions", "--format", "json"), self.w("lists", "--format", "json")

    def refused(self, words, status, *fragments, changes=False):
        got, out, err = self.w.run(*words)
        said = out + err
        self.assertEqual(got, status, said)
        for fragment in fragments:
            self.assertIn(fragment, said)
        for trace in ("terminate called", "Traceback", "what():", "/blobs/", "error.", "finding."):
            self.assertNotIn(trace, said)
        if not changes:
            self.assertEqual(self.state(), self.before)
        self.assertTrue(json.loads(self.w("check", "--format", "json"))["faults"] == [])

    def submit(self, path, *more):
        return ("submit", path, "--operator", "vnpt", "--technology", "fiber", "--as-of", "2026-06-30", *more)

    def test_a_file_that_is_absent(self):
        self.refused(self.submit(self.at("khong-co.gpkg")), 1, "khong-co.gpkg")

    def test_an_empty_file(self):
        self.refused(self.submit(self.put("rong.csv", "")), 1, "rong.csv", changes=True)

    def test_a_truncated_file(self):
        whole = self.put("dai.gpkg", b"SQLite format 3\0" + b"\x10\0\x01\x01\0\x40\x20\x20" + bytes(200))
        self.refused(self.submit(whole), 1, "dai.gpkg", changes=True)
        (row,) = json.loads(self.w("submissions", "--format", "json"))["rows"]
        self.assertEqual((row["state"], row["file"]), ("refused", "dai.gpkg"))
        shown = self.w.json("submissions", "show", row["id"])
        self.assertEqual((shown["submission"]["why"], shown["findings"][0]["value"]), ("file_refused", "reader.not_readable"))
        self.assertIn("hỏng", shown["findings"][0]["sentence"])
        self.refused((*self.submit(whole), "--dry-run"), 1, "dai.gpkg", changes=True)
        self.assertEqual(len(json.loads(self.w("submissions", "--format", "json"))["rows"]), 1, "a dry run keeps nothing")

    def test_a_file_of_another_type(self):
        self.refused(self.submit(self.put("anh.gpkg", b"\x89PNG\r\n\x1a\n" + bytes(100))), 1, "anh.gpkg", changes=True)

    def test_an_unknown_crs(self):
        path = self.put("a.geojson", collection({"type": "Polygon", "coordinates": SQUARE}))
        self.refused(self.submit(path, "--crs", "EPSG:999999"), 1, "EPSG:999999")

    def test_swapped_axes(self):
        swapped = self.put("nguoc.csv", "Kinh độ,Vĩ độ,Trạng thái\n9.05,105.05,1\n9.06,105.06,1\n")
        self.refused(self.submit(swapped), 1, changes=True)

    def test_nan_coordinates(self):
        path = self.put("nan.csv", "Kinh độ,Vĩ độ\nNaN,9.05\n105.05,inf\n")
        self.refused(self.submit(path), 1, changes=True)

    def test_a_code_that_does_not_exist(self):
        path = self.put("bieu.csv", "Mã xã,Số hộ có hạ tầng\n32135,12\n")
        self.refused(self.submit(path), 1, "32135", "32134", changes=True)

    def test_a_count_that_no_province_has(self):
        path = self.put("lon.csv", "Mã xã,Số hộ có hạ tầng\n32134,9223372036854775807\n")
        self.refused(self.submit(path), 1, "9223372036854775807", changes=True)

    def test_an_unknown_operator_and_technology_name_the_nearest(self):
        path = self.put("a.geojson", collection({"type": "Polygon", "coordinates": SQUARE}))
        self.refused(("submit", path, "--operator", "vnppt", "--technology", "fiber", "--as-of", "2026-06-30"), 1, "vnpt")
        self.refused(("submit", path, "--operator", "vnpt", "--technology", "fibre", "--as-of", "2026-06-30"), 1, "fiber")

    def test_bad_usage_is_exit_status_2(self):
        path = self.put("a.geojson", collection({"type": "Polygon", "coordinates": SQUARE}))
        self.refused(("submit", path, "--operator", "vnpt", "--technology", "fiber", "--as-of", "30/06/2026"), 2, "--as-of")
        self.refused(("submit", path), 2, "--help")
        self.refused(("khong-co-lenh",), 2, "--help")

    def test_a_workspace_of_a_newer_version(self):
        connection = sqlite3.connect(self.w.path + "/workspace.db")
        connection.execute("PRAGMA user_version = 9999")
        connection.commit()
        connection.close()
        status, out, err = self.w.run("lists")
        self.assertEqual(status, 1, out + err)

    def test_no_workspace(self):
        status, _, err = run("lists", "-w", self.at("khong"))
        self.assertEqual(status, 1)
        self.assertIn("init", err)

    def small_disk(self, kilobytes):
        folder = self.at("disk")
        os.mkdir(folder)
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], capture_output=True, check=False)
        if made.returncode != 0:
            self.skipTest("a small disk cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", folder], check=False)
        return folder

    def households(self, count):
        rows = "".join(f"H{i},{105 + i % 1000 / 10000:.5f},{9 + i // 1000 / 10000:.5f}\n" for i in range(count))
        return self.put("ho.csv", "Mã hộ,Kinh độ,Vĩ độ\n" + rows)

    def test_a_full_disk_leaves_no_half_export(self):
        self.w("places", "import", self.households(5000), "--kind", "household")
        self.w("assess")
        self.before = self.state()
        folder = self.small_disk(64)
        for extension in ("csv", "geojson", "gpkg", "xlsx", "fgb", "kml"):
            self.refused(("export", "household", "--households", "-o", f"{folder}/ho.{extension}"), 1, f"ho.{extension}", "đầy")
            self.assertEqual(os.listdir(folder), [])

    def test_a_full_disk_leaves_the_workspace_as_it_was(self):
        self.w.path = self.small_disk(2000) + "/w"
        self.w("init", self.w.path)
        self.before = self.state()
        self.refused(("places", "import", self.households(50_000), "--kind", "household"), 1, "đầy")

    def test_a_device_is_never_replaced(self):
        self.w("assess")
        self.refused(("coverage", "--format", "csv", "-o", "/dev/null"), 1, "/dev/null")
        self.assertFalse(os.path.isfile("/dev/null"))

    def test_ctrl_c_leaves_the_workspace_as_it_was(self):
        path = self.households(200_000)
        child = subprocess.Popen([PROGRAM, "places", "import", path, "--kind", "household", "-w", self.w.path],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # When its worker runs it has begun; before that there would be nothing to undo.
        children = f"/proc/{child.pid}/task/{child.pid}/children"
        while child.poll() is None and not open(children, encoding="ascii").read():
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
        self.assertEqual(child.returncode, 130, err)
        self.assertEqual(self.state(), self.before)

    def test_two_writers_do_not_harm_each_other(self):
        paths = [self.put(f"{i}.geojson", collection({"type": "Point", "coordinates": [105.01 + i / 100, 9.05]}))
                 for i in range(4)]
        children = [subprocess.Popen([PROGRAM, "places", "import", path, "--kind", kind, "-w", self.w.path],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                    for path, kind in zip(paths, ("school", "hospital", "agency", "school"))]
        statuses = [child.wait(timeout=60) for child in children]
        for child in children:
            child.stderr.close()
        self.assertEqual(statuses, [0, 0, 0, 0])
        self.assertEqual(json.loads(self.w("check", "--format", "json"))["lists"], 5)


if __name__ == "__main__":
    unittest.main()
