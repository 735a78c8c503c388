"""How long it takes to read and plan a roster of 10,000 learners, beside what csv alone takes for the same rows.

    python bench/roster.py [--rows 10000]

The rival is csv.DictReader bare: it makes dicts of text and checks nothing. Its time is the floor, not a competitor.
Made-up people only.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]

from wending.school.rules.roster import Roster  # noqa: E402
from wending.school.rules.roster_plan import plan  # noqa: E402
from wending.school.sources.oneroster.parse import NEEDED, parse_files  # noqa: E402
from wending.school.sources.table.mapping import ColumnMap  # noqa: E402
from wending.school.sources.table.parse import parse as parse_table  # noqa: E402
from wending.school.sources.uwlr.parse import parse as parse_uwlr  # noqa: E402

TIMES = 5


def best(work: Callable[[], object]) -> float:
    """Return the shortest of some times, in seconds."""
    times = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def table(count: int) -> str:
    """Return an export with a learner on each row."""
    rows = (f"{number};Ada{number};van den;Bos{number};K{number % 400};{number % 6}" for number in range(count))
    return "\n".join(["Stamnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;Leerjaar", *rows]) + "\n"


def oneroster(count: int) -> dict[str, bytes]:
    """Return a whole delivery with a learner, a role and an enrollment for each number."""
    every = range(count)
    files = {
        "orgs": ["sourcedId,name,type", "o,School,school"],
        "classes": ["sourcedId,title,classType,schoolSourcedId", *(f"c{n},K{n},homeroom,o" for n in range(400))],
        "users": ["sourcedId,givenName,familyName,primaryOrgSourcedId", *(f"u{n},Ada{n},Bos{n},o" for n in every)],
        "roles": ["sourcedId,userSourcedId,role,orgSourcedId", *(f"r{n},u{n},student,o" for n in every)],
        "enrollments": [
            "sourcedId,classSourcedId,userSourcedId,role",
            *(f"e{n},c{n % 400},u{n},student" for n in every),
        ],
    }
    manifest = ["propertyName,value", "oneroster.version,1.2"]
    manifest += [f"file.{name},{'bulk' if name in files else 'absent'}" for name in NEEDED]
    return {f"{name}.csv": "\n".join(lines).encode() for name, lines in {"manifest": manifest, **files}.items()}


def uwlr(count: int) -> bytes:
    """Return an answer with a learner for each number."""
    groups = "".join(f'<groep key="g{n}"><naam>K{n}</naam></groep>' for n in range(400))
    learner = (
        '<leerling key="{0}"><achternaam>Bos{0}</achternaam><roepnaam>Ada{0}</roepnaam><groep key="g{1}"/></leerling>'
    )
    learners = "".join(learner.format(n, n % 400) for n in range(count))
    school = "<school><brincode>99XX</brincode><schooljaar>2026-2027</schooljaar><xsdversie>2.3</xsdversie></school>"
    parts = f"{school}<groepen>{groups}</groepen><leerlingen>{learners}</leerlingen>"
    return f"<leerlinggegevens>{parts}</leerlinggegevens>".encode()


def main() -> None:
    """Print the times and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    count = parser.parse_args().rows
    text, files, answer = table(count), oneroster(count), uwlr(count)
    floor = best(lambda: list(csv.DictReader(io.StringIO(text), delimiter=";")))
    floor_of_files = best(
        lambda: [list(csv.DictReader(io.StringIO(content.decode()))) for content in files.values()],
    )
    mapping = ColumnMap(year="2026-2027", whole=frozenset({"learners"}))
    read = parse_table([("l.csv", text.encode())], mapping).roster
    figures = [
        ("mapped CSV", best(lambda: parse_table([("l.csv", text.encode())], mapping)), floor),
        ("OneRoster", best(lambda: parse_files(files)), floor_of_files),
        ("UWLR", best(lambda: parse_uwlr("u.xml", answer)), 0.0),
        ("plan, all new", best(lambda: plan(Roster(), read)), 0.0),
        ("plan, the same again", best(lambda: plan(read, read)), 0.0),
    ]
    assert not plan(Roster(), read).refused
    assert plan(read, read).empty
    print(f"{count} learners; best of {TIMES}")
    for name, seconds, rival in figures:
        ratio = f"  csv.DictReader {rival:.3f} s, ratio {seconds / rival:.1f}" if rival else ""
        print(f"{name:22} {seconds:.3f} s{ratio}")


if __name__ == "__main__":
    main()
