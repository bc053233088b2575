"""The demo province as a workspace, for subjects that measure whole commands."""
import subprocess

from .common import BUILD, say, seconds, seconds_and_peak

PROGRAM = BUILD / "vungphu"


def make(folder, households):
    say(f"Making the demo province ({households:,} households)")
    seconds([PROGRAM, "demo", folder, "--households", households])
    return folder


def vungphu(workspace, *words):
    """Seconds that a command takes."""
    return seconds([PROGRAM, "-w", workspace, *words])


def vungphu_and_peak(workspace, *words):
    return seconds_and_peak([PROGRAM, "-w", workspace, *words])


def answer(workspace, *words):
    return subprocess.run([PROGRAM, "-w", workspace, *map(str, words)], stdout=subprocess.PIPE, text=True, check=True).stdout
