"""Subject `changes`: one layer of eight replaced, places added, moved and removed, and what covers a point, against
GEOS that answers everything anew."""
import json
import subprocess
import sys

from .common import BUILD, build


def run(args):
    build("changes_bench")
    done = subprocess.run([BUILD / "changes_bench", "--rounds", str(args.rounds)], stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout:
        sys.exit(f"changes_bench ended with status {done.returncode}")
    yield json.loads(done.stdout)


def wrong(result):
    return result.get("differing_answers", 0) > 0
