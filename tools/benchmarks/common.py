"""What every subject uses: building, packages, running in turns, medians, the machine and its load."""
import contextlib
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build/release"
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's packages install their modules for


def say(text):
    print(text, file=sys.stderr, flush=True)


def build(*targets):
    subprocess.run([ROOT / "tools/setup"], check=True)
    subprocess.run(["cmake", "--preset", "release"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", *targets], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def install(*packages):
    """Debian packages of a peer, when that peer is asked for and they are not there."""
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
    missing = [p for p in packages if f"{p} installed" not in shown.splitlines()]
    if not missing:
        return
    say(f"Installing: {' '.join(missing)}")
    sudo = [] if os.getuid() == 0 else ["sudo"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([*sudo, "apt-get", "update", "-qq"], **quiet)
    subprocess.run([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], **quiet)


@contextlib.contextmanager
def scratch():
    """A folder that other users may read (PostgreSQL does not run as root), gone afterwards."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="vungphu-bench-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seconds(words, **how):
    """Wall-clock time of a whole program; ends this one where it fails."""
    return seconds_and_peak(words, **how)[0]


def seconds_and_peak(words, **how):
    """The same, and the most memory in MB that it, or one of the programs that it started, had resident; pages of
    files that it maps are among it."""
    with tempfile.TemporaryFile("w+") as said:
        start = time.monotonic()
        program = subprocess.Popen([str(w) for w in words], stdout=said, stderr=said, **how)
        _, status, used = os.wait4(program.pid, 0)
        took = time.monotonic() - start
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode != 0:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, words))}: status {program.returncode}\n{said.read()[-2000:]}")
    return took, used.ru_maxrss / 1024


def load():
    return os.getloadavg()[0]


def in_turns(rounds, **runs):
    """Each of `runs` once a round, one after the other: name to its median of seconds, and of the processor's
    seconds, which a busy machine inflates far less. A run that is no program of ours returns both."""
    took = {f"{name}{what}": [] for name in runs for what in ("_s", "_cpu_s")}
    highest = load()
    for _ in range(rounds):
        for name, run in runs.items():
            before = children()
            wall = run()
            wall, cpu = wall if isinstance(wall, tuple) else (wall, children() - before)
            took[f"{name}_s"].append(wall)
            took[f"{name}_cpu_s"].append(cpu)
        highest = max(highest, load())
    return {"rounds": rounds, **{name: statistics.median(times) for name, times in took.items()}, **machine(highest)}


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def machine(highest_load):
    names = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return {"processor": names[0] if names else "unknown", "processors": os.cpu_count(), "highest_load": highest_load}


class Turns:
    """A bench program that waits for its turn before every round."""

    def __init__(self, *words):
        self.words = [str(w) for w in words]
        self.program = subprocess.Popen([*self.words, "--turns"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._expect("ready")

    def _expect(self, word):
        line = self.program.stdout.readline().strip()
        if line != word:
            self.program.kill()
            sys.exit(f"{' '.join(self.words)}: said {line!r} for {word!r}")

    def take(self):
        self.program.stdin.write("\n")
        self.program.stdin.flush()
        self._expect("round")

    def finish(self):
        self.program.stdin.close()
        result = json.loads(self.program.stdout.read())
        self.program.wait()
        return result
