"""On a terminal sentences keep to its width and are broken between words; elsewhere each is one line."""
import fcntl
import os
import pathlib
import pty
import struct
import subprocess
import sys
import termios
import unicodedata
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from golden.test_mistakes import CASES, communes
from support.program import PROGRAM, Workspace


def on_terminal(columns, words):
    """The lines that a person sees; the program's standard output is a terminal of that many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen([PROGRAM, *words], stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    process.wait()
    return out.decode().replace("\r", "").splitlines()


def width(line):
    return sum(0 if unicodedata.combining(c) else 1 for c in line)


class Terminal(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        path = os.path.join(self.w.folder, "xa.geojson")
        pathlib.Path(path).write_bytes(communes())
        self.w("places", "import", path, "--kind", "commune", "--valid-from", "2025-07-01")

    def words(self, command, path):
        if command == "inspect":
            return [command, path]
        return [command, path, "--operator", "viettel", "--technology", "5g", "--as-of", "2026-06-30", "--dry-run"]

    def test_sentences_keep_to_the_width_and_lose_no_word(self):
        for name in ("swapped-axes", "neither-system-nor-reach", "tcvn3", "bow-ties", "x-and-y-exchanged"):
            file, make, options = CASES[name]
            path = os.path.join(self.w.folder, file)
            pathlib.Path(path).write_bytes(make())
            for command in ("inspect", "submit"):
                words = [*self.words(command, path), *options, "-w", self.w.path]
                _, out, _ = self.w.run(*self.words(command, path), *options)
                for columns in (80, 120):
                    with self.subTest((name, command, columns)):
                        lines = on_terminal(columns, words)
                        self.assertLessEqual(max(map(width, lines)), columns)
                        if command == "submit":  # inspect cuts samples to fit
                            self.assertEqual(" ".join(lines).split(), out.split())

    def test_json_is_left_alone(self):
        file, make, _ = CASES["swapped-axes"]
        path = os.path.join(self.w.folder, file)
        pathlib.Path(path).write_bytes(make())
        words = [*self.words("submit", path), "--format", "json"]
        _, out, _ = self.w.run(*words)
        self.assertEqual(on_terminal(80, [*words, "-w", self.w.path]), out.splitlines())


if __name__ == "__main__":
    unittest.main()
