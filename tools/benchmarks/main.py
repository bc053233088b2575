"""Measures vungphu against its peers and against limits, in the same run on the same data.

    tools/bench engine                  the join, 300,000 homes; and the same with homes on vertices and midpoints
    tools/bench engine --size 3M        3,000,000 homes in four provinces' land; --size 28M: the nation, without GEOS
    tools/bench engine --peers all      against SpatiaLite, GeoPandas and a raster too (slow); default geos,postgis
    tools/bench changes                 one layer of eight replaced, places added and moved, what covers a point
    tools/bench areas                   union areas of communes, against GEOS
    tools/bench assess                  an assessment as a whole program, against the same question in PostGIS
    tools/bench export                  layers to files, against ogr2ogr
    tools/bench intake                  files of feeds taken in, against ogr2ogr
    tools/bench nation --size 28M       an assessment of a whole nation as a whole program; 3M: of four provinces
    tools/bench all                     every subject

--rounds N: medians of N rounds (default 5); --json: all figures. docs/performance.md says how to read them.
"""
import argparse
import json
import signal
import sys

from . import areas, assess, changes, engine, export, intake, nation, peers
from .common import load, say

SUBJECTS = {"engine": engine, "changes": changes, "areas": areas, "assess": assess, "export": export, "intake": intake, "nation": nation}
BUSY = 0.5


def arguments():
    parser = argparse.ArgumentParser(prog="tools/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("subject", choices=[*SUBJECTS, "all"])
    parser.add_argument("--size", choices=engine.SIZES, default="300k")
    parser.add_argument("--peers", default="geos,postgis", help=f"of the engine: all, none, or of geos, {', '.join(peers.MADE)}")
    parser.add_argument("--households", type=int, default=300_000, help="of the demo province")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    names = ["geos", *peers.MADE]
    args.peers = {"all": names, "none": []}.get(args.peers, args.peers.split(","))
    if unknown := set(args.peers) - set(names):
        parser.error(f"no such peer: {', '.join(unknown)}")
    return args


def shown(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    return f"{value:,.4g}" if isinstance(value, float) and value < 10_000 else f"{value:,}"


def show(result):
    for key, value in result.items():
        print(f"{key.replace('_', ' '):<48} {shown(value):>24}")
    print(flush=True)


def stop(*_):
    """So that what was started is stopped and removed; once, for a second signal would break that off."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(143)


def main():
    args = arguments()
    signal.signal(signal.SIGTERM, stop)
    if load() > BUSY:
        say(f"The machine is busy (load {load():.1f}): ratios waver, and figures of several threads say little.")
    results, wrong = [], False
    for name in SUBJECTS if args.subject == "all" else [args.subject]:
        for result in SUBJECTS[name].run(args):
            results.append(result)
            wrong = wrong or SUBJECTS[name].wrong(result)
            if not args.json:
                show(result)
    if args.json:
        print(json.dumps(results, indent=1))
    if wrong:
        sys.exit("Answers differ.")
