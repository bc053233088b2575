"""Hostile files do nothing: no crash of the program, no connection, no byte of another file in what is told, nothing written, an
answer within 10 s, memory under the limit. Once as a person sends them, and once against the sandbox alone (bare_worker: all of
GDAL's drivers, no screens). The traps themselves are tried on an unlocked worker: there, files must be able to do harm."""
import json
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, __file__.rsplit("/hostile/", 1)[0])
from hostile.corpus import corpus, geopackage
from support.program import PROGRAM, Workspace

BARE = os.environ["VUNGPHU_BARE_WORKER"]
SECRET = "CANARY-7f3a91-do-not-tell"
MOST_SECONDS = 10
MOST_MIB = 1536 + 512  # the worker's budget, and the parent


class Traps:
    """A canary, a listener that counts, and a folder in which nothing may appear."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="vungphu-hostile-")
        self.canary = os.path.join(self.folder, "canary.csv")
        with open(self.canary, "w", encoding="ascii") as file:
            file.write(f"{SECRET},b\n{SECRET},2\n")
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.count, daemon=True).start()
        self.files = os.path.join(self.folder, "in")
        os.mkdir(self.files)
        made = corpus(self.canary, self.listener.getsockname()[1], os.path.join(self.folder, "spoil"))
        for name, content in made.items():
            pathlib.Path(self.files, name).write_bytes(content)
        self.names = sorted(made)
        self.before = self.listing()

    def count(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def listing(self):
        return sorted(str(path) for path in pathlib.Path(self.folder).rglob("*"))

    def close(self):
        self.listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def watched(command, cwd):
    """(status, output, seconds, peak MiB of the largest process)."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=cwd)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    return process.returncode, output, time.monotonic() - begin, usage.ru_maxrss / 1024


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.traps = Traps()

    @classmethod
    def tearDownClass(cls):
        cls.traps.close()

    def harmless(self, name, output, seconds, mib, connections):
        self.assertNotIn(SECRET.encode(), output, f"{name}: another file was read")
        self.assertEqual(self.traps.connections, connections, f"{name}: a connection was made")
        self.assertEqual(self.traps.listing(), self.traps.before, f"{name}: something was written")
        self.assertLess(seconds, MOST_SECONDS, name)
        self.assertLess(mib, MOST_MIB, name)

    def test_as_a_person_sends_them(self):
        refused = {}
        with Workspace() as w:
            for name in self.traps.names:
                words = [PROGRAM, "submit", f"{self.traps.files}/{name}", "--operator", "vnpt", "--technology", "fiber",
                         "--as-of", "2026-06-30", "-w", w.path, "--lang", "en", "--crs", "EPSG:4326", "--format", "json"]
                connections = self.traps.connections
                status, output, seconds, mib = watched(words, w.folder)
                with self.subTest(name):
                    self.harmless(name, output, seconds, mib, connections)
                    self.assertIn(status, (0, 1), output[-500:])
                    self.assertGreater(len(output), 20)
                    findings = json.loads(output)["findings"]
                    refused[name] = findings[0]["value"] if findings else "accepted"
                    self.assertNotIn("worker_died", refused[name])
                words = [PROGRAM, "inspect", f"{self.traps.files}/{name}", "-w", w.path, "--lang", "en", "--format", "json"]
                status, output, seconds, mib = watched(words, w.folder)
                with self.subTest(f"inspect {name}"):
                    self.harmless(name, output, seconds, mib, connections)
                    self.assertIn(status, (0, 1), output[-500:])
                    self.assertGreater(len(output), 20)
            self.assertEqual(w.json("check")["faults"], [])
        for name, code in {"zip-bomb.zip": "reader.archive_bomb", "zip-slip.zip": "reader.archive_unsafe", "zip-link.zip": "reader.archive_unsafe",
                           "zip-overlap.zip": "reader.archive_unsafe", "zip-many.zip": "reader.archive_bomb", "crs-link.geojson": "reader.json_link",
                           "crs-link-escaped.geojson": "reader.json_link", "crs-url.geojson": "reader.json_link", "deep.geojson": "reader.json_deep",
                           "entities.kml": "reader.xml_entities", "entities-16.kml": "reader.", "entity-file.kml": "reader.xml_entities", "entities.kmz": "reader.xml_entities",
                           "gpkg-virtualtext.gpkg": "reader.geopackage_unsafe", "gpkg-view.gpkg": "reader.geopackage_unsafe",
                           "gpkg-trigger.gpkg": "reader.geopackage_unsafe", "remote-overview.tif": "reader.raster_link", "http-overview.tif": "reader.raster_link",
                           "escaped-overview.tif": "reader.raster_link", "canary-overview.tif": "reader.raster_link",
                           "strings.xls": "reader.damaged", "loop.xls": "reader.damaged", "directory-loop.xls": "reader.damaged",
                           "table-loop.xls": "reader.damaged", "far.xls": "reader.damaged", "cut.xls": "reader.damaged", "deep.xls": "reader.damaged",
                           "wide.xls": "reader.damaged", "long-text.xls": "reader.damaged", "bomb.xlsx": "reader.archive_bomb"}.items():
            self.assertTrue(refused[name].startswith(code), f"{name}: {refused[name]}")

    def test_lists_go_through_the_same_door(self):
        with Workspace() as w:
            for name in ("crs-link.geojson", "gpkg-virtualtext.gpkg", "entity-file.kml", "zip-link.zip", "vrt.csv"):
                connections = self.traps.connections
                words = [PROGRAM, "places", "import", f"{self.traps.files}/{name}", "--kind", "commune", "-w", w.path]
                status, output, seconds, mib = watched(words, w.folder)
                with self.subTest(name):
                    self.harmless(name, output, seconds, mib, connections)
                    self.assertEqual(status, 1, output)

    def test_the_sandbox_alone(self):
        for name in self.traps.names:
            connections = self.traps.connections
            status, output, seconds, mib = watched([BARE, "locked", f"{self.traps.files}/{name}"], self.traps.folder)
            with self.subTest(name):
                self.harmless(name, output, seconds, mib, connections)
                self.assertNotIn(status, (2, 3, 4, 5), "the worker did not get to work")

    def test_the_traps_catch_what_is_not_locked(self):
        """Not the program: the same drivers without any wall. A trap that nothing springs would prove nothing."""
        traps = Traps()
        self.addCleanup(traps.close)
        run = lambda name: subprocess.run([BARE, "open", f"{traps.files}/{name}"], capture_output=True, timeout=60, check=False).stdout
        self.assertIn(SECRET.encode(), run("vrt.kml"))
        self.assertIn(SECRET.encode()[:8], run("raw-vrt.tif"))
        self.assertEqual(traps.connections, 0)
        run("crs-link.geojson")
        run("remote-overview.tif")
        self.assertGreater(traps.connections, 0)
        before = traps.connections
        run("beside.tif")
        self.assertGreater(traps.connections, before)
        run("mrf.tif")
        self.assertNotEqual(traps.listing(), traps.before)


if __name__ == "__main__":
    unittest.main()
