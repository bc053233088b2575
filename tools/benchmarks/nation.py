"""Subject `nation`: an assessment as a whole program on a made-up nation's workspace (`--size`, default all of it)."""
import json
import subprocess

from .common import BUILD, build, say, scratch

SIZES = {"300k": (300_000, 1), "3M": (3_000_000, 4), "28M": (28_000_000, 34)}


def run(args):
    build("vungphu", "nation_bench")
    homes, tiles = SIZES[args.size]
    with scratch() as folder:
        say(f"Making a workspace of {homes:,} households; 28 million take some ten minutes and 7 GB")
        words = [BUILD / "nation_bench", "--program", BUILD / "vungphu", "--folder", folder / "nation", "--homes", homes, "--tiles", tiles,
                 "--runs", args.rounds]
        done = subprocess.run([*map(str, words)], stdout=subprocess.PIPE, text=True, check=True)
        made = json.loads(done.stdout)
    yield from made if isinstance(made, list) else [made]


def wrong(_):
    return False
