"""Subject `intake`: one file of served locations taken in, from the bytes to the ledger (read in a worker, checked,
every row kept), beside ogr2ogr reading the same file into a GeoPackage."""
import csv
import shutil

from . import demo
from .common import build, in_turns, scratch, seconds

# Formats with points, and tables with columns of coordinates.
FORMATS = {"csv": None, "xlsx": "XLSX", "geojson": "GeoJSON", "gpkg": "GPKG", "fgb": "FlatGeobuf", "shp": "ESRI Shapefile"}
TABLES = ("csv", "xlsx")
COORDINATES = ["-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", "-a_srs", "EPSG:4326"]


def write_table(households, file):
    """Every home of the demo is served. Row by row: what this program holds when it starts another one would count as
    memory of that."""
    with open(households, newline="") as rows, open(file, "w", newline="") as table:
        write = csv.writer(table).writerow
        write(["location", "hamlet", "longitude", "latitude", "status", "download", "upload"])
        read = csv.reader(rows)
        next(read)
        for code, hamlet, lon, lat, _ in read:
            write([code, hamlet, lon, lat, "Đang hoạt động", 300, 150])


def feed(folder, ending):
    """The table in a format, made by GDAL."""
    file = folder / f"feed.{ending}"
    if FORMATS[ending]:
        how = [*([] if ending in TABLES else COORDINATES), *(["-lco", "ENCODING=UTF-8"] if ending == "shp" else [])]
        seconds(["ogr2ogr", "-f", FORMATS[ending], file, folder / "feed.csv", *how])
    return file


def measured(province, folder, ending, args):
    file, taken, converted = feed(folder, ending), folder / "taken", folder / "converted.gpkg"
    peaks = []

    def submit():
        """Into a copy, so that every round finds the same workspace."""
        shutil.rmtree(taken, ignore_errors=True)
        shutil.copytree(province, taken)
        took, peak = demo.vungphu_and_peak(taken, "submit", file, "--operator", "viettel", "--technology", "fiber",
                                           "--as-of", "2026-06-30", "--part", "bench", "--reach", "30")
        peaks.append(peak)
        return took

    def convert():
        converted.unlink(missing_ok=True)
        return seconds(["ogr2ogr", "-f", "GPKG", converted, file, *(COORDINATES if ending == "csv" else [])])

    times = in_turns(args.rounds, submit=submit, ogr2ogr=convert)
    return {"subject": "intake", "format": ending, "rows": args.households, **times,
            "rows_per_second": args.households / times["submit_s"], "peak_mb": max(peaks),
            "submit_against_ogr2ogr": times["submit_s"] / times["ogr2ogr_s"]}


def run(args):
    build("vungphu")
    with scratch() as folder:
        province = demo.make(folder / "province", args.households)
        write_table(province / "feeds/households.csv", folder / "feed.csv")
        for ending in FORMATS:
            yield measured(province, folder, ending, args)


def wrong(_):
    return False
