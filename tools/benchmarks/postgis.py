"""A PostgreSQL of its own with PostGIS: in a temporary folder, on a unix socket alone, gone afterwards."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from .common import install

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
# As fast as it gets: nothing is kept over a crash, memory for all of the data, one process a question
# (held against one thread), no compiling that costs more than it gives.
SETTINGS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
    "shared_buffers": "2GB", "work_mem": "512MB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB",
    "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0", "jit": "off",
    "statement_timeout": "1800s",
}


class PostGis:
    def __enter__(self):
        install("postgresql-15", "postgresql-15-postgis-3", "postgresql-15-postgis-3-scripts")
        self.user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vungphu-postgis-"))
        if self.user:
            shutil.chown(self.folder, **self.user)
        self.server = None
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self):
        data = self.folder / "data"
        how = {"cwd": self.folder, "stdout": subprocess.DEVNULL, **self.user}
        subprocess.run([PROGRAMS / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"], check=True, **how)
        words = [w for name, value in SETTINGS.items() for w in ("-c", f"{name}={value}")]
        self.server = subprocess.Popen([PROGRAMS / "postgres", "-D", data, "-k", self.folder, *words],
                                       stderr=open(self.folder / "log", "w"), **how)
        for _ in range(100):
            if subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", self.folder, "-U", "bench", "-d", "postgres"], check=False).returncode == 0:
                break
            time.sleep(0.1)
        self.run("CREATE EXTENSION postgis")

    def __exit__(self, *_):
        try:
            if self.server:
                self.server.send_signal(signal.SIGINT)  # a fast shutdown
                self.server.wait()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *statements):
        """Runs statements in one session; the server's time for all of them in seconds, and the processor's in cpu_s."""
        ticks = "SELECT 'ticks', pg_read_file('/proc/self/stat')"
        words = [w for s in (ticks, "\\timing on", *statements, "\\timing off", ticks) for w in ("-c", s)]
        done = subprocess.run(["psql", "-h", self.folder, "-U", "bench", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", *words],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"PostGIS: {done.stderr[-2000:]}")
        before, after = (sum(map(int, line.split(") ")[1].split()[11:13])) for line in done.stdout.splitlines() if line.startswith(" ticks"))
        self.cpu_s = (after - before) / os.sysconf("SC_CLK_TCK")
        return sum(float(ms) for ms in re.findall(r"^Time: ([0-9.]+) ms", done.stdout, re.MULTILINE)) / 1000

    def load(self, table, columns, file):
        """A CSV file with a heading into a new table; geometries are read from WKT."""
        return self.run(f"CREATE UNLOGGED TABLE {table} ({columns})", f"\\copy {table} FROM '{file}' CSV HEADER")

    def save(self, query, file):
        return self.run(f"\\copy ({query}) TO '{file}' CSV")

    def version(self):
        query = ["psql", "-h", self.folder, "-U", "bench", "-d", "postgres", "-X", "-t", "-A", "-c", "SELECT postgis_lib_version()"]
        return subprocess.run(query, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
