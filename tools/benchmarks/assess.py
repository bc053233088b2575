"""Subject `assess`: an assessment as a whole program (open, load, join, areas, figures, store), against the same
question in PostGIS with its data loaded, subdivided and indexed.

PostGIS is asked for a part of it: households in communes, covered by every operator and technology and by any,
and union areas. Hamlets, schools, rows of forms, indicators, digests and findings are ours alone.
"""
import csv
import subprocess

from . import demo
from .common import build, in_turns, scratch
from .join_postgis import COVERED, PARTS
from .postgis import PostGis

CLAIMS = "SELECT operator, technology, reach_m, geom FROM claims WHERE status = 'operational' AND geom IS NOT NULL"
PREPARE = [
    "CREATE UNLOGGED TABLE homes AS SELECT row_number() OVER () AS id, geom, geom::geography AS geog FROM"
    " (SELECT ST_SetSRID(ST_MakePoint(longitude, latitude), 4326) AS geom FROM homes_in) h",
    "CREATE INDEX homes_geom ON homes USING gist (geom)",
    "CREATE INDEX homes_geog ON homes USING gist (geog)",
    "CLUSTER homes USING homes_geom",
    "UPDATE communes SET geom = ST_SetSRID(geom, 4326)",
    "UPDATE claims SET geom = ST_SetSRID(geom, 4326)",
    "CREATE UNLOGGED TABLE layers AS SELECT technology, operator, (row_number() OVER () - 1)::int AS layer"
    " FROM (SELECT DISTINCT technology, operator FROM claims) c",
    # What is asked of: a layer alone, all of a technology, and the set 4g+5g, as bits.
    "CREATE UNLOGGED TABLE sets AS SELECT technology, operator, bit_or(1 << layer) AS bits FROM"
    " (SELECT t AS technology, o AS operator, layer FROM layers, unnest(ARRAY[technology,"
    " CASE WHEN technology IN ('4g', '5g') THEN '4g+5g' END]) t, unnest(ARRAY[operator, 'any']) o WHERE t IS NOT NULL) s GROUP BY 1, 2",
    "CREATE UNLOGGED TABLE areas AS SELECT layer, geom FROM claims JOIN layers USING (technology, operator) WHERE reach_m IS NULL",
    "CREATE UNLOGGED TABLE reaches AS SELECT layer, geom::geography AS geog, reach_m FROM claims JOIN layers USING (technology, operator)"
    " WHERE reach_m IS NOT NULL",
    "CREATE INDEX areas_geom ON areas USING gist (geom)",
    f"CREATE UNLOGGED TABLE commune_parts AS SELECT code, ST_Subdivide(geom, {PARTS}) AS geom FROM communes",
    f"CREATE UNLOGGED TABLE claim_parts AS SELECT layer, ST_Subdivide(geom, {PARTS}) AS geom FROM areas",
    "VACUUM ANALYZE",
]
HOUSEHOLDS = f"""
CREATE UNLOGGED TABLE counts AS WITH
 belongs AS (SELECT home, min(p.code) AS code FROM commune_parts p {COVERED} GROUP BY home),
 lit AS (SELECT home, bit_or(1 << layer) AS mask FROM
  (SELECT home, layer FROM claim_parts p {COVERED}
   UNION ALL SELECT home, layer FROM reaches r CROSS JOIN LATERAL
    (SELECT id AS home FROM homes WHERE ST_DWithin(r.geog, homes.geog, r.reach_m) OFFSET 0) h) c GROUP BY home),
 kinds AS (SELECT code, coalesce(mask, 0) AS mask, count(*) AS homes FROM belongs LEFT JOIN lit USING (home) GROUP BY 1, 2)
SELECT code, technology, operator, coalesce(sum(homes) FILTER (WHERE mask & bits <> 0), 0) AS covered FROM kinds, sets GROUP BY 1, 2, 3"""
AREAS = """
CREATE UNLOGGED TABLE united AS WITH
 pieces AS (SELECT code, layer, CASE WHEN ST_CoveredBy(a.geom, c.geom) THEN a.geom ELSE ST_Intersection(a.geom, c.geom) END AS geom
  FROM communes c JOIN areas a ON ST_Intersects(c.geom, a.geom)),
 layered AS MATERIALIZED (SELECT code, layer, ST_Union(geom) AS geom FROM pieces GROUP BY 1, 2)
SELECT code, technology, operator, ST_Area(CASE WHEN count(*) = 1 THEN min(geom::text)::geometry ELSE ST_Union(geom) END::geography) / 1e6 AS km2
FROM layered JOIN sets ON bits & (1 << layer) <> 0 GROUP BY 1, 2, 3"""
AREAS_AGREE = 1e-4
SQUARE_METRE = 1e-6  # of a km2; what ours are written in
# Forms by hamlet are evidence that PostGIS is not asked about.
NOT_ASKED = {("fiber", "mobifone"), ("fiber", "any")}


def load(server, workspace, folder):
    """What the assessment stands on, by the program's own exports."""
    homes, communes, claims = (folder / name for name in ("homes.csv", "communes.gpkg", "claims.gpkg"))
    demo.answer(workspace, "assess")
    demo.answer(workspace, "export", "household", "--households", "-o", homes)
    demo.answer(workspace, "export", "commune", "-o", communes)
    demo.answer(workspace, "export", "claims", "-o", claims)
    with open(homes, newline="") as rows, open(folder / "points.csv", "w") as points:
        points.write("longitude,latitude\n")
        points.writelines(f"{row['longitude']},{row['latitude']}\n" for row in csv.DictReader(rows) if row["longitude"])
    as_csv(communes, "SELECT code, geom FROM commune", folder / "communes.csv")
    as_csv(claims, CLAIMS, folder / "claims.csv")
    server.load("homes_in", "longitude float8, latitude float8", folder / "points.csv")
    server.load("communes", "geom geometry, code text", folder / "communes.csv")
    server.load("claims", "geom geometry, operator text, technology text, reach_m float8", folder / "claims.csv")


def as_csv(source, query, file):
    """Geometry first, as WKT with every digit that coordinates have."""
    subprocess.run(["ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_WKT", "--config", "OGR_WKT_PRECISION", "17", "-sql", query, file, source], check=True)


def ask(server):
    server.run("DROP TABLE IF EXISTS counts, united")
    return server.run(HOUSEHOLDS, AREAS), server.cpu_s


def table(text, *columns):
    return {(r["code" if "code" in r else "territory"], r["technology"], r["operator"]): [r[c] for c in columns]
            for r in csv.DictReader(text.splitlines()) if r.get("level", "commune") == "commune"}


def agreement(server, workspace, folder):
    """How many counts of households differ, and how far areas do."""
    server.save("SELECT * FROM counts", folder / "counts.csv")
    server.save("SELECT * FROM united", folder / "united.csv")
    theirs = table("code,technology,operator,covered\n" + (folder / "counts.csv").read_text(), "covered")
    ours = table(demo.answer(workspace, "coverage", "--kind", "household", "--level", "commune", "--format", "csv"), "covered")
    asked = [key for key in theirs if key in ours and key[1:] not in NOT_ASKED]
    their_areas = table("code,technology,operator,km2\n" + (folder / "united.csv").read_text(), "km2")
    our_areas = table(demo.answer(workspace, "coverage", "--area", "--level", "commune", "--format", "csv"), "area_km2")
    asked_areas = {key for key in our_areas if key[0] != "outside" and float(our_areas[key][0]) > 0} | set(their_areas)
    km2 = {key: [float(areas.get(key, ["0"])[0]) for areas in (our_areas, their_areas)] for key in asked_areas}
    far = max(max(0, abs(a - b) - SQUARE_METRE) / max(a, b, SQUARE_METRE) for a, b in km2.values())
    return {"counts_compared": len(asked), "differing_counts": sum(ours[key] != theirs[key] for key in asked),
            "areas_compared": len(asked_areas), "areas_greatest_relative_difference": far}


def run(args):
    build("vungphu")
    with scratch() as folder, PostGis() as server:
        workspace = demo.make(folder / "province", args.households)
        load(server, workspace, folder)
        prepare_s = server.run(*PREPARE)
        times = in_turns(args.rounds,
                         one_thread=lambda: demo.vungphu(workspace, "assess", "--recompute", "--threads", "1"),
                         threads=lambda: demo.vungphu(workspace, "assess", "--recompute"),
                         postgis=lambda: ask(server))
        yield {"subject": "assess", "households": args.households, **times, "postgis_prepare_s": prepare_s,
               "postgis_against_one_thread": times["postgis_s"] / times["one_thread_s"],
               "postgis_cpu_against_one_thread": times["postgis_cpu_s"] / times["one_thread_cpu_s"],
               "postgis_against_threads": times["postgis_s"] / times["threads_s"],
               **agreement(server, workspace, folder)}


def wrong(result):
    # Ours have straight edges in longitude and latitude, PostGIS's geodesic ones.
    return result["differing_counts"] > 0 or result["counts_compared"] == 0 or result["areas_greatest_relative_difference"] > AREAS_AGREE
