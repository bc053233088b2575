"""The join asked of SpatiaLite: homes in its R-tree, ST_Covers. Run by the system's Python."""
import json
import sqlite3
import sys
import time

from . import land

JOIN = """CREATE TABLE {into} AS SELECT h.id AS home, {value} AS value FROM {areas} p
JOIN idx_homes_geom i ON i.xmax >= MbrMinX(p.geom) AND i.xmin <= MbrMaxX(p.geom) AND i.ymax >= MbrMinY(p.geom) AND i.ymin <= MbrMaxY(p.geom)
JOIN homes h ON h.rowid = i.pkid WHERE ST_Covers(p.geom, h.geom) = 1"""


def load(db, folder):
    db.execute("SELECT InitSpatialMetadata(1)")
    for table, columns, kind in (("homes", "id INTEGER PRIMARY KEY", "POINT"), ("communes", "id INTEGER PRIMARY KEY", "GEOMETRY"), ("claims", "layer INTEGER", "GEOMETRY")):
        db.execute(f"CREATE TABLE {table} ({columns})")
        db.execute(f"SELECT AddGeometryColumn('{table}', 'geom', -1, '{kind}', 'XY')")
    db.executemany("INSERT INTO homes VALUES (?, MakePoint(?, ?, -1))", ((i, x, y) for i, (x, y) in enumerate(land.homes(folder))))
    db.executemany("INSERT INTO communes VALUES (?, GeomFromText(?, -1))", enumerate(land.communes(folder)))
    db.executemany("INSERT INTO claims VALUES (?, GeomFromText(?, -1))", land.claims(folder))


def main(folder):
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension("mod_spatialite")
    load(db, folder)
    start = time.monotonic()
    db.execute("SELECT CreateSpatialIndex('homes', 'geom')")
    prepared, busy = time.monotonic(), time.process_time()
    db.execute(JOIN.format(into="in_commune", value="p.id", areas="communes"))
    db.execute(JOIN.format(into="in_claim", value="p.layer", areas="claims"))
    (homes,) = db.execute("SELECT count(*) FROM homes").fetchone()
    commune_of, mask_of = [-1] * homes, [0] * homes
    for home, commune in db.execute("SELECT home, min(value) FROM in_commune GROUP BY home"):
        commune_of[home] = commune
    for home, layer in db.execute("SELECT DISTINCT home, value FROM in_claim"):
        mask_of[home] |= 1 << layer
    done, busy = time.monotonic(), time.process_time() - busy
    land.write_answers(folder, "spatialite", commune_of, mask_of)
    print(json.dumps({"prepare_s": prepared - start, "join_s": done - prepared, "join_cpu_s": busy}))


main(sys.argv[1])
