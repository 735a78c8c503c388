"""How long and how much memory loading the full ESCO (English and Dutch) takes, in SQLite and in PostgreSQL.

    python bench/load.py [FOLDER]     FOLDER holds the ESCO zips (default: ../shared/data)

PostgreSQL takes part when WENDING_BENCH_POSTGRESQL (or DATABASE_URL) names a server where databases may be made: the
benchmark makes one of its own and drops it. Beside the load run, on the same rows: a bare `sqlite3` that puts the same
tables of text into SQLite without any check, key or index (a floor), and `save()` row by row (what one would write
first), measured on a sample and extrapolated. Ends with an error when a load takes over 40 s or 700 MB.
"""

from __future__ import annotations

import csv
import io
import os
import platform
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
MAX_SECONDS, MAX_MEGABYTES = 40.0, 700.0
SAMPLE = 3000
TABLES = re.compile(
    r"(occupations|skills|skillGroups|ISCOGroups|skillAltText|occupationSkillRelations|skillSkillRelations"
    r"|broaderRelations(Occ|Skill)Pillar)_[a-z]{2}\.csv"
)
SAVE_ROWS = f"""
import django, time; django.setup()
from wending.reference.models import OccupationSkill
rows = list(OccupationSkill.objects.values_list("occupation_id", "skill_id", "is_essential")[:{SAMPLE}])
start = time.perf_counter()
for occupation, skill, is_essential in rows:
    OccupationSkill(occupation_id=occupation, skill_id=skill, is_essential=is_essential).save()
print(time.perf_counter() - start)
"""


def run(words: list[str], database: str, folder: Path, alone: bool = True) -> tuple[float, float, str, str]:
    """Run Python with these words; return seconds, peak resident megabytes, what it said and its progress.

    alone: reference without the other domains, so that nobody makes an index when a release is in force.
    """
    env = os.environ | {"WENDING_MODE": "local", "WENDING_DATA_DIR": str(folder), "DATABASE_URL": database}
    env |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    env["DJANGO_SETTINGS_MODULE"] = "tests.reference.settings_alone" if alone else "wending.config.settings"
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    said: dict[str, str] = {}
    readers = [
        threading.Thread(target=lambda name=name, pipe=pipe: said.update({name: pipe.read()}))
        for name, pipe in (("out", process.stdout), ("err", process.stderr))
    ]
    for reader in readers:
        reader.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    for reader in readers:
        reader.join()
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(words[:4])} failed:\n{said['err']}")
    return seconds, usage.ru_maxrss / 1024, said["out"], said["err"]


def measure(name: str, database: str, files: list[Path]) -> tuple[float, float]:
    """Load into a fresh database and print; return the most seconds and megabytes that a load took."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(["-m", "django", "migrate", "-v0"], database, place, alone=False)
        load = ["-m", "django", "load", "esco", *map(str, files)]
        seconds, megabytes, out, progress = run(load, database, place)
        rows = sum(int(count) for count in re.findall(r"^  \S+ +([0-9]+)$", out, re.MULTILINE))
        ready = float(re.findall(r"([0-9.]+) s  esco \S+ is in force", progress)[0])
        line(f"wending load, {name}", seconds, megabytes, rows, f"in force after {ready:.1f} s")
        again, _, _, _ = run(load, database, place)
        line(f"  the same again ({name})", again, None, rows, "nothing changed")
        naive = float(run(["-c", SAVE_ROWS], database, place)[2])
        line(f"  save() row by row ({name})", naive * rows / SAMPLE, None, rows, f"from {SAMPLE} rows")
        found, peak, _, _ = run([*load, "--release", "1.2.0-other"], database, place, alone=False)
        line(f"  with the indexes of others ({name})", found, peak, rows, "a new release while one is in force")
        return max(seconds, found), max(megabytes, peak)


def line(name: str, seconds: float, megabytes: float | None, rows: int, remark: str) -> None:
    memory = f"{megabytes:8.0f} MB" if megabytes is not None else " " * 11
    print(f"{name:<42} {seconds:8.1f} s {memory} {rows / seconds:10,.0f} rows/s   {remark}", flush=True)


def floor(files: list[Path]) -> None:
    """Put every row of the same tables into SQLite as text, with nothing else."""
    csv.field_size_limit(10**8)
    start, rows = perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "floor.sqlite3")
        for file in files:
            with zipfile.ZipFile(file) as archive:
                for member in archive.namelist():
                    if TABLES.fullmatch(member.rsplit("/", 1)[-1]):
                        reader = csv.reader(io.TextIOWrapper(archive.open(member), "utf-8-sig", newline=""))
                        columns = ", ".join(f'"{name}"' for name in next(reader))
                        table = member.replace(".", "_").replace("/", "_")
                        database.execute(f'CREATE TABLE "{table}" ({columns})')
                        places = ", ".join("?" * (columns.count(",") + 1))
                        rows += database.executemany(f'INSERT INTO "{table}" VALUES ({places})', reader).rowcount
        database.commit()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line("bare sqlite3, no checks (floor)", perf_counter() - start, megabytes, rows, "rows of the files, not split")


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Make a database of our own on a PostgreSQL server and drop it afterwards."""
    import psycopg

    name = f"wending_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield (
                re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", server, count=1)
                if server.count("/") > 2
                else f"{server}/{name}"
            )
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    files = sorted(folder.glob("esco-*-csv.zip"))
    if not files:
        sys.exit(f"no ESCO zips in {folder}: give the folder that holds them")
    print(f"{', '.join(file.name for file in files)}")
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores, {_processor()}"
    )
    floor(files)
    found = [measure("SQLite", "", files)]
    server = os.environ.get("WENDING_BENCH_POSTGRESQL") or os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        with own_database(server) as database:
            found.append(measure("PostgreSQL", database, files))
    else:
        print("PostgreSQL: not measured, set WENDING_BENCH_POSTGRESQL")
    for seconds, megabytes in found:
        if seconds > MAX_SECONDS or megabytes > MAX_MEGABYTES:
            sys.exit(f"over the limit of {MAX_SECONDS:.0f} s or {MAX_MEGABYTES:.0f} MB")


def _processor() -> str:
    for text in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if text.startswith("model name"):
            return text.split(":", 1)[1].strip()
    return platform.machine()


if __name__ == "__main__":
    main()
