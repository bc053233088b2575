"""Peers of the join that are other programs, and their answers held against ours."""
import collections
import json
import statistics
import subprocess
import sys

from . import join_postgis
from .common import ROOT, SYSTEM_PYTHON, install
from .land import LAYERS


class Script:
    """A peer that is a module of Python: it prepares, joins once and ends. For the slow ones."""
    once = True

    def __init__(self, name, *packages):
        self.name, self.packages = name, packages

    def __enter__(self):
        install(*self.packages)
        return self

    def __exit__(self, *_):
        pass

    def prepare(self, folder):
        self.folder = folder
        return 0.0

    def join(self):
        done = subprocess.run([SYSTEM_PYTHON, "-m", f"benchmarks.join_{self.name}", self.folder], cwd=ROOT / "tools", stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            sys.exit(f"{self.name} ended with status {done.returncode}")
        self.took = json.loads(done.stdout)
        self.cpu_s = self.took["join_cpu_s"]
        return self.took["join_s"]

    def answers(self, folder):
        return folder / f"{self.name}.csv"


MADE = {
    "postgis": join_postgis.Join,
    "raster": lambda: Script("raster", "python3-gdal", "python3-numpy"),
    "geopandas": lambda: Script("geopandas", "python3-geopandas", "python3-rtree"),
    "spatialite": lambda: Script("spatialite", "libsqlite3-mod-spatialite"),
}


def figures(peer, prepare_s, joins, cpu, ours):
    """Against index and join on one thread; a peer's preparing is left out of the one ratio and in the other."""
    ours_s = ours["one_thread_s"]
    join_s = statistics.median(joins)
    prepare_s = peer.took["prepare_s"] if peer.once else prepare_s
    busy = statistics.median(cpu)
    return {f"{peer.name}_prepare_s": prepare_s, f"{peer.name}_join_s": join_s, f"{peer.name}_rounds": len(joins),
            f"{peer.name}_join_cpu_s": busy, f"{peer.name}_join_cpu_against_one_thread": busy / ours["one_thread_cpu_s"],
            f"{peer.name}_join_against_one_thread": join_s / ours_s,
            f"{peer.name}_with_preparing_against_one_thread": (prepare_s + join_s) / ours_s}


def differing(ours, theirs):
    """Answers that differ (a home's commune, or one of its layers), and how many counts of commune and layer then do."""
    answers, counts = 0, collections.Counter()
    with open(ours) as our_lines, open(theirs) as their_lines:
        for our, their in zip(our_lines, their_lines, strict=True):
            if our == their:
                continue
            (home, commune, mask), (other, their_commune, their_mask) = ([int(v) for v in line.split(",")] for line in (our, their))
            if home != other:
                sys.exit(f"{theirs}: home {other} stands where {home} should")
            answers += (commune != their_commune) + (mask ^ their_mask).bit_count()
            counts.update({(commune, layer): 1 for layer in range(LAYERS) if mask >> layer & 1})
            counts.subtract({(their_commune, layer): 1 for layer in range(LAYERS) if their_mask >> layer & 1})
    return answers, sum(1 for (commune, _), n in counts.items() if n and commune >= 0)
