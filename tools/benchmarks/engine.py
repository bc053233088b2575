"""Subject `engine`: the join of homes with communes and claims, against GEOS and memory in one program, and
against other programs that take turns with it."""
import contextlib
import json
import subprocess
import sys

from . import peers
from .common import BUILD, Turns, build, load, scratch

SIZES = {
    "300k": ["--homes", "300000"],
    "3M": ["--homes", "3000000", "--tiles", "4"],
    "28M": ["--homes", "28000000", "--tiles", "34"],
}
# 150,000 homes on vertices and 150,000 on exact midpoints of edges, one round: answers, not times.
HARD = {
    "300k": ["--homes", "600000", "--on-vertices", "150000", "--rounds", "1"],
    "3M": ["--homes", "3000000", "--tiles", "4", "--on-vertices", "150000", "--rounds", "1"],
}


def alone(words):
    done = subprocess.run([BUILD / "engine_bench", *words], stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout:
        sys.exit(f"engine_bench {' '.join(words)} ended with status {done.returncode}")
    return json.loads(done.stdout)


def in_turns(words, names, rounds):
    """A round of ours, then one of every peer; the slow ones once."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(scratch())
        ours = Turns(BUILD / "engine_bench", *words, "--write", folder)
        others = [stack.enter_context(peers.MADE[name]()) for name in names]
        prepared = {peer: peer.prepare(folder) for peer in others}
        joins, cpu, highest = {peer: [] for peer in others}, {peer: [] for peer in others}, load()
        for round_number in range(rounds):
            ours.take()
            for peer in others:
                if round_number == 0 or not peer.once:
                    joins[peer].append(peer.join())
                    cpu[peer].append(peer.cpu_s)
            highest = max(highest, load())
        result = ours.finish()
        for peer in others:
            result.update(peers.figures(peer, prepared[peer], joins[peer], cpu[peer], result))
            wrong, counts = peers.differing(folder / "answers.csv", peer.answers(folder))
            result.update({f"{peer.name}_differing_answers": wrong, f"{peer.name}_wrong_counts": counts})
        result["highest_load"] = max(highest, result["highest_load"])
        return result


def run(args):
    build("engine_bench")
    names = [] if args.size == "28M" else args.peers  # hours of theirs
    words = [*SIZES[args.size], *([] if "geos" in names else ["--without-geos"])]
    others = [name for name in names if name in peers.MADE]
    yield in_turns(words, others, args.rounds) if others else alone([*words, "--rounds", str(args.rounds)])
    if "geos" in names:
        yield alone(HARD[args.size])


def wrong(result):
    """Peers that are exact must agree; a raster is not."""
    names = [k for k in result if k.endswith("differing_answers") and not k.startswith("raster")]
    return any(result[k] for k in names) or not result["same_for_threads"]
