"""Runs the real program, as a person would, for whole-program tests."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("VUNGPHU_PROGRAM") or str(ROOT / "build/release/vungphu")
SHARED = pathlib.Path(os.environ.get("VUNGPHU_SHARED_DATA") or ROOT.parent / "shared/data")


def shared(*parts):
    """A path of the shared test data; the test is skipped, visibly, where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        raise unittest.SkipTest(f"shared test data is absent: {'/'.join(parts)}")
    return str(path)


class Workspace:
    """A workspace in a temporary folder; `run` gives (exit status, stdout, stderr)."""

    def __init__(self, profile=None):
        self.folder = tempfile.mkdtemp(prefix="vungphu-test-")
        self.path = os.path.join(self.folder, "w")
        self("init", self.path, *(["--profile", profile] if profile else []))

    def demo(self, *words):
        """Turns to a made-up province of these flags, which is made without a word of complaint."""
        self.path = os.path.join(self.folder, "demo")
        status, out, err = run("demo", self.path, *words)
        if (status, err) != (0, ""):
            raise AssertionError(f"vungphu demo: exit {status}\n{out}\n{err}")

    def run(self, *words, **options):
        return run(*words, "-w", self.path, **options)

    def __call__(self, *words):
        status, out, err = self.run(*words)
        if status != 0:
            raise AssertionError(f"vungphu {' '.join(map(str, words))}: exit {status}\n{out}\n{err}")
        return out

    def json(self, *words):
        return json.loads(self(*words, "--format", "json"))

    def put(self, name, content):
        """A file of that name beside the workspace."""
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def features(*shapes, crs=None, **properties):
    """GeoJSON of shapes that have the same properties."""
    made = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": properties, "geometry": g} for g in shapes]}
    if crs:
        made["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(made)


def run(*words, env=None, cwd=None, timeout=600):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=cwd, timeout=timeout,
                          env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, check=False)
    return done.returncode, done.stdout, done.stderr


def one(rows, **wanted):
    """The only row with these values."""
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, f"{len(found)} rows with {wanted}: {found[:3]}"
    return found[0]
