"""Subject `export`: the households of the demo province to files, beside ogr2ogr converting the same layer."""
from . import demo
from .common import build, in_turns, scratch, seconds

FORMATS = {"gpkg": "GPKG", "fgb": "FlatGeobuf", "geojson": "GeoJSON", "csv": "CSV"}


def measured(workspace, folder, ending, args):
    """The peer reads FlatGeobuf, of which GDAL reads most rows a second, and writes no sum of what it reads."""
    ours, theirs = folder / f"ours.{ending}", folder / f"theirs.{ending}"

    def convert():
        theirs.unlink(missing_ok=True)
        how = ["-lco", "GEOMETRY=AS_XY"] if ending == "csv" else []
        return seconds(["ogr2ogr", "-f", FORMATS[ending], theirs, folder / "layer.fgb", *how])

    times = in_turns(args.rounds, export=lambda: demo.vungphu(workspace, "export", "household", "--households", "-o", ours), ogr2ogr=convert)
    return {"subject": "export", "layer": "household", "format": ending, "rows": args.households, **times,
            "rows_per_second": args.households / times["export_s"], "ogr2ogr_against_export": times["ogr2ogr_s"] / times["export_s"]}


def run(args):
    build("vungphu")
    with scratch() as folder:
        workspace = demo.make(folder / "province", args.households)
        demo.vungphu(workspace, "assess")
        demo.vungphu(workspace, "export", "household", "--households", "-o", folder / "layer.fgb")
        for ending in FORMATS:
            yield measured(workspace, folder, ending, args)


def wrong(_):
    return False
