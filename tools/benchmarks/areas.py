"""Subject `areas`: union areas of communes, the engine against GEOS, in one program."""
import json
import subprocess

from .common import BUILD, build

AGREE = 1e-9  # of union areas with GEOS
PROJ_AGREES = 1e-6  # docs/methodology.md
TILES = {"300k": 1, "3M": 4, "28M": 34}  # land of the size, without its homes


def run(args):
    build("areas_bench")
    words = [BUILD / "areas_bench", "--tiles", str(TILES[args.size]), "--rounds", str(args.rounds)]
    yield from json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout)


def wrong(result):
    return (result["union_greatest_relative_difference"] > AGREE or result["sum_greatest_relative_difference"] > AGREE
            or result["claim_counts_that_differ"] > 0 or result["unions_over_sums"] > 0 or result["proj_greatest_relative_difference"] > PROJ_AGREES)
