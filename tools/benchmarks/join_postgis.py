"""The join asked of PostGIS: polygons subdivided, homes in a GiST index, ST_Covers."""
from .postgis import PostGis

# Measured best of 32, 64, 128 and 256 vertices: larger parts are kept out of line, and fetched for every question.
PARTS = 64
PREPARE = [
    "CREATE UNLOGGED TABLE homes AS SELECT id, ST_MakePoint(x, y) AS geom FROM homes_in",
    "CREATE INDEX homes_geom ON homes USING gist (geom)",
    "CLUSTER homes USING homes_geom",
    f"CREATE UNLOGGED TABLE commune_parts AS SELECT id, ST_Subdivide(geom, {PARTS}) AS geom FROM communes",
    f"CREATE UNLOGGED TABLE claim_parts AS SELECT layer, ST_Subdivide(geom, {PARTS}) AS geom FROM claims",
    "VACUUM ANALYZE",
]
# From the polygons to the homes: ST_Covers keeps the polygon it had last, prepared. The other way round, which
# the planner takes when it may (OFFSET 0 forbids it), the same question takes seven times as long.
COVERED = "CROSS JOIN LATERAL (SELECT id AS home FROM homes WHERE ST_Covers(p.geom, homes.geom) OFFSET 0) h"
JOIN = f"""
CREATE UNLOGGED TABLE answers AS
SELECT id, coalesce(commune, -1) AS commune, coalesce(mask, 0) AS mask FROM homes
LEFT JOIN (SELECT home, min(p.id) AS commune FROM commune_parts p {COVERED} GROUP BY home) c ON c.home = homes.id
LEFT JOIN (SELECT home, bit_or(1 << layer) AS mask FROM claim_parts p {COVERED} GROUP BY home) m ON m.home = homes.id"""


class Join:
    name = "postgis"
    once = False

    def __enter__(self):
        self.server = PostGis().__enter__()
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def prepare(self, folder):
        self.server.load("homes_in", "id int, x int, y int", folder / "homes.csv")
        self.server.load("communes", "id int, geom geometry", folder / "communes.csv")
        self.server.load("claims", "id int, layer int, geom geometry", folder / "claims.csv")
        return self.server.run(*PREPARE)

    def join(self):
        self.server.run("DROP TABLE IF EXISTS answers")
        took = self.server.run(JOIN)
        self.cpu_s = self.server.cpu_s
        return took

    def answers(self, folder):
        self.server.save("SELECT * FROM answers ORDER BY id", folder / "postgis.csv")
        return folder / "postgis.csv"
