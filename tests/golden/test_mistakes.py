"""Honest mistakes: files as people really send them, and what the coordinator reads of each, byte by byte.

The answer to each says what is wrong and what to do, in Vietnamese. VUNGPHU_UPDATE_GOLDEN=1 writes the files anew; read them
as the coordinator of an operator would before you keep them.
"""
import json
import os
import pathlib
import sys
import unicodedata
import unittest

sys.path.insert(0, __file__.rsplit("/golden/", 1)[0])
from support.program import ROOT, Workspace

EXPECTED = pathlib.Path(__file__).resolve().parent / "expected/mistakes"

# Sites of a made-up network: name, longitude, latitude (WGS 84), easting and northing (VN-2000 / TM-3 104-30, to the metre).
SITES = [
    ("Cái Đôi Vàm", 104.957768, 9.136507, 550116.27, 1010390.82),
    ("Nguyễn Việt Khái", 104.983369, 9.144796, 552928.82, 1011311.21),
    ("Phú Mỹ", 104.930642, 9.184255, 547128.57, 1015667.81),
    ("Tân Hưng Tây", 105.066873, 9.248072, 562088.44, 1022746.56),
    ("Rạch Chèo", 105.042426, 9.155509, 559417.81, 1012505.26),
    ("Việt Thắng", 105.005869, 9.164269, 555398.69, 1013468.23),
    ("Phú Tân", 104.947626, 9.136989, 549001.51, 1010442.73),
    ("Đất Mới", 104.954304, 9.268396, 549717.05, 1024976.58),
    ("Tân Ân", 105.052627, 9.249064, 560522.98, 1022853.81),
    ("Viên An", 105.048072, 9.150950, 560039.10, 1012002.00),
    ("Khánh Bình", 104.969576, 9.220316, 551401.95, 1019661.34),
    ("Lương Thế Trân", 105.037103, 9.256744, 558816.00, 1023700.59),
]
WEST, EAST, SOUTH, NORTH = 104.90, 105.10, 9.10, 9.30


def square(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def features(shapes, crs=None):
    made = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in shapes]}
    if crs:
        made["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(made, ensure_ascii=False).encode()


def communes():
    middle = (WEST + EAST) / 2
    halves = [("32001", "Xã Phú Tân", WEST, middle), ("32002", "Xã Khánh Bình", middle, EAST)]
    return features([({"code": code, "name": name}, {"type": "Polygon", "coordinates": square(west, SOUTH, east, NORTH)})
                     for code, name, west, east in halves])


def table(head, rows, between=","):
    return "\n".join(between.join(cells) for cells in [head, *rows]) + "\n"


def in_degrees(write=lambda text: text.encode()):
    """A table of sites in WGS 84, nothing wrong with it, in the letters of `write`."""
    return write(table(["Mã trạm", "Tên trạm", "Kinh độ", "Vĩ độ"],
                       [[f"T{i:02}", f"Trạm {name}", f"{x:.6f}", f"{y:.6f}"] for i, (name, x, y, *_) in enumerate(SITES, 1)]))


def in_font(font):
    """The bytes of a text typed in a font of old; a capital that the font does not have is small."""
    letters = json.loads((ROOT / f"geodata/encodings/{font}.json").read_text(encoding="utf-8"))["letters"]
    seen = {letter: bytes_ for bytes_, letter in letters.items()}

    def write(text):
        made = ""
        for letter in text:
            if letter in seen or ord(letter) < 128:
                made += seen.get(letter, letter)
            else:
                small = seen[letter.lower()]
                made += small.upper() if font == "vni" else small
        return made.encode("latin-1")
    return write


def mixed_decimals():
    rows = [[f"T{i:02}", name, f"{x:.6f}", f"{y:.6f}".replace(".", "," if i % 2 else ".")]
            for i, (name, x, y, *_) in enumerate(SITES, 1)]
    return table(["Mã trạm", "Tên trạm", "Kinh độ", "Vĩ độ"], rows, ";").encode()


def decimal_comma():
    rows = [[f"T{i:02}", name, f"{x:.6f}".replace(".", ","), f"{y:.6f}".replace(".", ",")]
            for i, (name, x, y, *_) in enumerate(SITES, 1)]
    return table(["Mã trạm", "Tên trạm", "Kinh độ", "Vĩ độ"], rows, ";").encode()


def swapped():
    rows = [[f"T{i:02}", name, f"{y:.6f}", f"{x:.6f}"] for i, (name, x, y, *_) in enumerate(SITES, 1)]
    return table(["Mã trạm", "Tên trạm", "Kinh độ", "Vĩ độ"], rows).encode()


def metres_without_a_label():
    rows = [[f"T{i:02}", name, f"{north:.2f}", f"{east:.2f}"] for i, (name, _, _, east, north) in enumerate(SITES, 1)]
    return table(["Mã trạm", "Tên trạm", "X (m)", "Y (m)"], rows).encode()


def x_and_y_exchanged():
    rows = [[f"T{i:02}", name, f"{east:.2f}", f"{north:.2f}"] for i, (name, _, _, east, north) in enumerate(SITES, 1)]
    return table(["Mã trạm", "Tên trạm", "X_North", "Y_East"], rows).encode()


def wrong_zone():
    """Polygons in TM-3 104-30 that say TM-3 105-45."""
    half = 300
    return features([({"ma": f"T{i:02}"}, {"type": "Polygon", "coordinates":
                     square(east - half, north - half, east + half, north + half)})
                     for i, (_, _, _, east, north) in enumerate(SITES, 1)], "urn:ogc:def:crs:EPSG::9210")


def minutes(degrees):
    seconds = round(degrees * 3600, 1)
    return f"{int(seconds // 3600)}°{int(seconds // 60 % 60):02}'{seconds % 60:04.1f}\"".replace(".", ",")


def degrees_minutes_seconds():
    rows = [[f"T{i:02}", name, minutes(x) + "E", minutes(y) + "N"] for i, (name, x, y, *_) in enumerate(SITES, 1)]
    return table(["Mã trạm", "Tên trạm", "Kinh độ", "Vĩ độ"], rows, "\t").encode()


def rings(shape):
    return features([({"ma": f"T{i:02}"}, {"type": "Polygon", "coordinates": [shape(x, y)]})
                     for i, (_, x, y, *_) in enumerate(SITES[:3], 1)])


def unclosed(x, y, half=0.004):
    return [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]]


def bow_tie(x, y, half=0.004):
    return [[x - half, y - half], [x + half, y + half], [x + half, y - half], [x - half, y + half], [x - half, y - half]]


CASES = {
    "swapped-axes": ("tram.csv", swapped, ()),
    "swapped-axes-accepted": ("tram.csv", swapped, ("--crs", "EPSG:4326", "--axes", "swapped")),
    "metres-without-a-label": ("tram.csv", metres_without_a_label, ()),
    "neither-system-nor-reach": ("tram.csv", metres_without_a_label, ()),
    "wrong-zone-in-the-file": ("vung-phu.geojson", wrong_zone, ()),
    "wrong-zone-by-hand": ("tram.csv", metres_without_a_label, ("--crs", "EPSG:9210")),
    "x-and-y-exchanged": ("tram.csv", x_and_y_exchanged, ("--crs", "EPSG:9207")),
    "decimal-comma": ("tram.csv", decimal_comma, ()),
    "mixed-decimals": ("tram.csv", mixed_decimals, ()),
    "degrees-minutes-seconds": ("tram.tsv", degrees_minutes_seconds, ()),
    "tcvn3": ("tram.csv", lambda: in_degrees(in_font("tcvn3")), ()),
    "vni": ("tram.csv", lambda: in_degrees(in_font("vni")), ()),
    "utf-16": ("tram.csv", lambda: in_degrees(lambda text: text.encode("utf-16")), ()),
    "nfd": ("tram.csv", lambda: in_degrees(lambda text: unicodedata.normalize("NFD", text).encode()), ()),
    "utf-8-read-as-cp437": ("tram.csv", lambda: in_degrees(lambda text: text.encode().decode("cp437").encode()), ()),
    "unclosed-rings": ("vung-phu.geojson", lambda: rings(unclosed), ()),
    "bow-ties": ("vung-phu.geojson", lambda: rings(bow_tie), ()),
}


class Mistakes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.w = w = Workspace()
        path = os.path.join(w.folder, "xa.geojson")
        pathlib.Path(path).write_bytes(communes())
        w("places", "import", path, "--kind", "commune", "--valid-from", "2025-07-01")

    @classmethod
    def tearDownClass(cls):
        cls.w.close()

    def answer(self, name):
        """What a person types, and all that is printed."""
        file, make, options = CASES[name]
        path = os.path.join(self.w.folder, file)
        pathlib.Path(path).write_bytes(make())
        said = ""
        reach = () if name == "neither-system-nor-reach" else ("--reach", "800")
        for words in (("inspect", path), ("submit", path, *reach, "--operator", "viettel", "--technology", "5g", "--as-of", "2026-06-30",
                                          "--dry-run")):
            status, out, err = self.w.run(*words, *options)
            shown = " ".join(("vungphu", words[0], file, *words[2:], *options))
            said += f"$ {shown}\n{out}{err}[{status}]\n\n"
        return said.replace(self.w.folder + "/", "")

    def test_each_is_told_as_it_was_read_by_eye(self):
        for name in CASES:
            with self.subTest(name):
                said = self.answer(name)
                path = EXPECTED / f"{name}.txt"
                if os.environ.get("VUNGPHU_UPDATE_GOLDEN"):
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(said, encoding="utf-8")
                self.assertTrue(path.read_text(encoding="utf-8") == said, f"{name} differs:\n{said}")


if __name__ == "__main__":
    unittest.main()
