"""Search and extraction on the real ESCO: quality beside rivals in the same run, speed, memory.

Run `python bench/search.py [--quick]`. Reads the official files in place (`--data`, default ../shared/data) and the
queries of tests/search. Figures of `tune` steered choices; those of `held` and "independent" did not.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from wending.engine.text import Entry, TextIndex, extract, installed_encoder  # noqa: E402
from wending.engine.text.wording import fold  # noqa: E402

QUERIES = ROOT / "tests" / "search" / "queries_nl.csv"
TEXTS = ROOT / "tests" / "search" / "texts.json"


# --- the real data ------------------------------------------------------------------------------------------------


def read_rows(archive: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one CSV file in a zip file."""
    with zipfile.ZipFile(archive) as held, held.open(name) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))


def esco_entries(data: Path) -> list[Entry]:
    """Return all labels of occupations (Dutch, English) and skills (English; other names run together are hidden)."""
    english, dutch = data / "esco-1.2.0-en-csv.zip", data / "esco-1.2.0-nl-csv.zip"
    entries: list[Entry] = []
    sources = [(dutch, "occupations_nl.csv", "occupation", "nl"), (english, "occupations_en.csv", "occupation", "en")]
    for archive, name, kind, lang in [*sources, (english, "skills_en.csv", "skill", "en")]:
        for row in read_rows(archive, name):
            uri, group = row["conceptUri"], row.get("iscoGroup", "")
            entries.append(Entry(uri, kind, lang, "preferred", row["preferredLabel"], group))  # type: ignore[arg-type]
            for label_type, column in (("alternative", "altLabels"), ("hidden", "hiddenLabels")):
                entries += [
                    Entry(uri, kind, lang, label_type, text)  # type: ignore[arg-type]
                    for text in row[column].split("\n")
                    if text.strip()
                ]
    for row in read_rows(english, "skillAltText_en.csv"):
        entries.append(Entry(row["conceptUri"], "skill", "en", "hidden", row["altText"]))
    return entries


# --- the questions ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One query, the URIs that answer it, and where it belongs in the tables."""

    query: str
    kind: str
    answers: frozenset[str]
    category: str
    split: str


class Judge:
    """Knows which URIs `isco:5322`, `label:REGEX` and plain URIs stand for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.codes: dict[str, str] = {}
        self.labels: dict[str, dict[str, str]] = {"occupation": {}, "skill": {}}
        for entry in entries:
            if entry.label_type == "preferred" and (entry.kind == "skill" or entry.language == "nl"):
                self.labels[entry.kind][entry.uri] = entry.text
                self.codes[entry.uri] = entry.group

    def meant(self, kind: str, expected: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for part in expected:
            if part.startswith("isco:"):
                found |= {uri for uri in self.labels["occupation"] if self.codes[uri].startswith(part[5:])}
            elif part.startswith("label:"):
                found |= {uri for uri, text in self.labels[kind].items() if re.search(part[6:], text, re.IGNORECASE)}
            else:
                found.add(part)
        return frozenset(found)

    def questions(self) -> list[Question]:
        with QUERIES.open(encoding="utf-8") as file:
            return [
                Question(
                    row["query"],
                    row["kind"],
                    self.meant(row["kind"], row["expected"].split("|")),
                    row["category"],
                    row["split"],
                )
                for row in csv.DictReader(file)
            ]


Search = Callable[[str, str], list[str]]


def ranks(questions: Sequence[Question], search: Search) -> list[int | None]:
    """Return the place (from 0) of the first good answer among ten, None when there is none."""
    found = []
    for question in questions:
        hits = search(question.query, question.kind)
        found.append(next((place for place, uri in enumerate(hits) if uri in question.answers), None))
    return found


def figures(places: Sequence[int | None]) -> tuple[float, float, float]:
    """Return success at 1, success at 5 and mean reciprocal rank (within 10)."""
    count = max(len(places), 1)
    first = sum(place == 0 for place in places) / count
    five = sum(place is not None and place < 5 for place in places) / count
    return first, five, sum(1 / (place + 1) for place in places if place is not None) / count


def distinct(uris: Iterable[str], most: int = 10) -> list[str]:
    return list(dict.fromkeys(uris))[:most]


# --- rivals -------------------------------------------------------------------------------------------------------


def sqlite_words(entries: Sequence[Entry], tokenizer: str) -> Search:
    """SQLite FTS5 with its own ranking; `trigram` asks for any of the three-letter pieces."""
    database = sqlite3.connect(":memory:")
    database.execute(
        f"create virtual table labels using fts5(text, uri unindexed, kind unindexed, tokenize='{tokenizer}')"
    )
    database.executemany("insert into labels values (?, ?, ?)", [(e.text, e.uri, e.kind) for e in entries])

    def search(query: str, kind: str) -> list[str]:
        words = fold(query).split()
        if tokenizer.startswith("trigram"):
            words = [word[i : i + 3] for word in words for i in range(len(word) - 2)]
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        sql = "select uri from labels where labels match ? and kind = ? order by rank, uri limit 100"
        return distinct(row[0] for row in database.execute(sql, (asked, kind)))

    return search


def postgres(entries: Sequence[Entry], address: str) -> dict[str, Search]:
    """PostgreSQL: Dutch full text, and trigram similarity."""
    import psycopg

    link = psycopg.connect(address, autocommit=True)
    link.execute("create extension if not exists pg_trgm")
    link.execute("create temporary table bench_labels (uri text, kind text, text text, words tsvector)")
    with link.cursor().copy("copy bench_labels (uri, kind, text) from stdin") as copy:
        for entry in entries:
            copy.write_row((entry.uri, entry.kind, entry.text))
    link.execute("update bench_labels set words = to_tsvector('dutch', text)")
    link.execute("create index on bench_labels using gin (words)")
    link.execute("create index on bench_labels using gist (text gist_trgm_ops)")

    def dutch(query: str, kind: str) -> list[str]:
        sql = (
            "select uri from bench_labels, to_tsquery('dutch', %s) asked where kind = %s and words @@ asked"
            " order by ts_rank(words, asked, 1) desc, uri limit 100"
        )
        asked = " | ".join(re.sub(r"\W", "", word) for word in fold(query).split())
        return distinct(row[0] for row in link.execute(sql, (asked, kind)))

    def trigrams(query: str, kind: str) -> list[str]:
        sql = "select uri from bench_labels where kind = %s order by text <-> %s, uri limit 100"
        return distinct(row[0] for row in link.execute(sql, (kind, query)))

    return {"PostgreSQL full text, dutch": dutch, "PostgreSQL pg_trgm": trigrams}


def bm25_pieces(entries: Sequence[Entry]) -> Search:
    """BM25 (bm25s) over pieces of 2 to 5 characters."""
    import bm25s

    def pieces(text: str) -> list[str]:
        line = f"_{fold(text).replace(' ', '_')}_"
        return [line[i : i + size] for size in (2, 3, 4, 5) for i in range(len(line) - size + 1)]

    made: dict[str, tuple[Any, list[str]]] = {}
    for kind in ("occupation", "skill"):
        ours = [entry for entry in entries if entry.kind == kind]
        index = bm25s.BM25()
        index.index([pieces(entry.text) for entry in ours], show_progress=False)
        made[kind] = (index, [entry.uri for entry in ours])

    def search(query: str, kind: str) -> list[str]:
        index, uris = made[kind]
        scores = index.get_scores(pieces(query))
        return distinct(uris[row] for row in np.argsort(-scores, kind="stable")[:300])

    return search


def meaning_only(entries: Sequence[Entry], encoder: Any) -> Search:
    """Cosine between the encoder's vectors of the query and of each preferred label."""
    held: dict[str, tuple[Any, list[str]]] = {}
    for kind in ("occupation", "skill"):
        ours = [entry for entry in entries if entry.kind == kind and entry.label_type == "preferred"]
        held[kind] = (encoder.encode([entry.text for entry in ours]), [entry.uri for entry in ours])

    def search(query: str, kind: str) -> list[str]:
        vectors, uris = held[kind]
        scores = vectors @ encoder.encode([query])[0]
        return distinct(uris[row] for row in np.argsort(-scores, kind="stable")[:60])

    return search


def ours(index: TextIndex) -> Search:
    return lambda query, kind: [hit.uri for hit in index.search(query, kind, "nl", 10)]  # type: ignore[arg-type]


# --- independent questions ----------------------------------------------------------------------------------------


def group_questions(data: Path, judge: Judge) -> list[Question]:
    """Names of the ISCO-08 unit groups as ESCO gives them in Dutch: any occupation of the group is right."""
    rows = read_rows(data / "esco-1.2.0-nl-csv.zip", "ISCOGroups_nl.csv")
    found = []
    for row in rows:
        answers = judge.meant("occupation", [f"isco:{row['code']}"])
        if len(row["code"]) == 4 and answers:
            found.append(Question(row["preferredLabel"], "occupation", answers, "ISCO group names", "independent"))
    return found


def left_out(entries: Sequence[Entry], count: int = 400) -> tuple[list[Entry], list[Question]]:
    """Take `count` Dutch alternative labels away; each becomes a question that its occupation answers."""
    rng = random.Random(20261123)
    names = [e for e in entries if e.kind == "occupation" and e.language == "nl" and e.label_type == "alternative"]
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        owners[fold(entry.text)].add(entry.uri)
    alone = [entry for entry in names if len(owners[fold(entry.text)]) == 1]
    chosen = set(rng.sample(alone, count))
    questions = [
        Question(e.text, "occupation", frozenset({e.uri}), "unseen names", "independent")
        for e in sorted(chosen, key=lambda e: (e.uri, e.text))
    ]
    return [entry for entry in entries if entry not in chosen], questions


def mistyped(entries: Sequence[Entry], count: int = 400) -> list[Question]:
    """Dutch preferred labels with one letter dropped, doubled, swapped or changed."""
    rng = random.Random(20261123)
    names = [e for e in entries if e.language == "nl" and e.label_type == "preferred" and len(e.text) > 5]
    found = []
    for entry in rng.sample(names, count):
        text, at = entry.text, rng.randrange(1, len(entry.text) - 1)
        way = rng.choice(["drop", "double", "swap", "change"])
        changed = {
            "drop": text[:at] + text[at + 1 :],
            "double": text[:at] + text[at] + text[at:],
            "swap": text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            "change": text[:at] + rng.choice("abcdefghijklmnoprstuvwz") + text[at + 1 :],
        }[way]
        found.append(Question(changed, "occupation", frozenset({entry.uri}), "mistyped names", "independent"))
    return found


# --- printing -----------------------------------------------------------------------------------------------------


def show_quality(questions: Sequence[Question], searches: dict[str, Search]) -> None:
    for split in ("tune", "held"):
        chosen = [question for question in questions if question.split == split]
        print(f"\nQueries, {split} ({len(chosen)})".ljust(44) + "occupations @1   @5  MRR     skills @1   @5  MRR")
        for name, search in searches.items():
            line = f"  {name}".ljust(50)
            for kind in ("occupation", "skill"):
                part = [question for question in chosen if question.kind == kind]
                line += "  ".join(f"{figure:.2f}" for figure in figures(ranks(part, search))) + " " * 12
            print(line)
    print("\nOurs by category".ljust(32) + "tune   n   @1    @5   MRR   held   n   @1    @5   MRR")
    best = next(iter(searches.values()))
    for category in dict.fromkeys(question.category for question in questions):
        line = f"  {category}".ljust(36)
        for split in ("tune", "held"):
            part = [q for q in questions if q.category == category and q.split == split]
            line += f"{len(part):3}  " + "  ".join(f"{f:.2f}" for f in figures(ranks(part, best))) + " " * 7
        print(line)


def show_independent(data: Path, entries: list[Entry], judge: Judge, searches: dict[str, Search]) -> None:
    fewer, unseen = left_out(entries)
    encoder = installed_encoder()
    without = {
        "ours": ours(TextIndex(encoder).fit(fewer)),
        "SQLite FTS5 words": sqlite_words(fewer, "unicode61"),
        "SQLite FTS5 trigram": sqlite_words(fewer, "trigram"),
    }
    print("\nIndependent questions".ljust(44) + "             n   @1   @5  MRR")
    for questions, over in (
        (group_questions(data, judge), searches),
        (mistyped(entries), searches),
        (unseen, without),
    ):
        for name in without:
            values = "  ".join(f"{figure:.2f}" for figure in figures(ranks(questions, over[name])))
            print(f"  {questions[0].category}: {name}".ljust(52) + f"{len(questions):5}  {values}")


def show_speed(index: TextIndex, questions: Sequence[Question]) -> None:
    for question in questions[:20]:
        index.search(question.query, question.kind)  # type: ignore[arg-type]
    beginnings = [(q.query[:end], q.kind) for q in questions for end in range(2, len(q.query) + 1)]
    whole = [(q.query, q.kind) for q in questions]
    for name, asked, both in (
        ("whole queries, one kind", whole, False),
        ("every beginning (type-ahead), one kind", beginnings, False),
        ("every beginning (type-ahead), both kinds", beginnings, True),
    ):
        times, work = [], []
        for query, kind in asked:
            start, busy = time.perf_counter(), time.thread_time()
            index.search(query, None if both else kind)  # type: ignore[arg-type]
            times.append(time.perf_counter() - start)
            work.append(time.thread_time() - busy)
        p50, p95, most = np.percentile(times, [50, 95, 100]) * 1000
        cpu = np.percentile(work, 95) * 1000
        line = f"  {name} ({len(asked)})".ljust(60) + f"p50 {p50:5.1f} ms  p95 {p95:5.1f} ms  max {most:5.1f} ms"
        print(f"{line}  (p95 of processor time {cpu:.1f} ms)")


def show_extraction(index: TextIndex, judge: Judge) -> None:
    print("\nExtraction from CVs and vacancies of our own making")
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for text in json.loads(TEXTS.read_text(encoding="utf-8")):
        found = extract(text["text"], index, text["lang"])
        for kind, proposals, expected in (
            ("occupation", found.occupations, text["occupations"]),
            ("skill", found.skills, text["skills"]),
        ):
            wanted = [judge.meant(kind, one) for one in expected]
            fine = judge.meant(kind, text["fine"]) if kind == "skill" else frozenset()
            right = sum(any(p.uri in good for good in wanted) or p.uri in fine for p in proposals)
            met = sum(any(p.uri in good for p in proposals) for good in wanted)
            for place, value in enumerate((right, len(proposals), met, len(wanted))):
                counts[text["split"], kind][place] += value
    for (split, kind), (right, proposed, met, wanted_count) in sorted(counts.items(), reverse=True):
        precision, recall = right / max(proposed, 1), met / max(wanted_count, 1)
        print(
            f"  {split}, {kind}s".ljust(30) + f"precision {precision:.2f} ({right} of {proposed})"
            f"   recall {recall:.2f} ({met} of {wanted_count})"
        )


def resident() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--quick", action="store_true", help="only ours: no rivals, no independent questions")
    chosen = parser.parse_args()
    if not chosen.data.is_dir():
        sys.exit(f"the real reference data is not at {chosen.data}")
    entries = esco_entries(chosen.data)
    judge = Judge(entries)
    questions = judge.questions()

    before, start = resident(), time.perf_counter()
    encoder = installed_encoder()
    print(f"encoder ready in {time.perf_counter() - start:.1f} s, {resident() - before:.0f} MB")
    start = time.perf_counter()
    built = TextIndex(encoder).fit(entries)
    print(
        f"index over {len(entries):,} names made in {time.perf_counter() - start:.1f} s ({built.degraded_ or 'whole'})"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.npz"
        built.save(path)
        size = path.stat().st_size / 1e6
        del built
        before, start = resident(), time.perf_counter()
        index = TextIndex.load(path, encoder)
        seconds = time.perf_counter() - start
        print(f"opened from its {size:.0f} MB file in {seconds:.2f} s, {resident() - before:.0f} MB more")
    show_speed(index, questions)

    searches: dict[str, Search] = {"ours": ours(index)}
    if not chosen.quick:
        searches["ours without encoder"] = ours(TextIndex(None).fit(entries))
        searches["ours without everyday phrases"] = ours(TextIndex(encoder, everyday=()).fit(entries))
        searches["lexical only (pieces, spelling)"] = ours(TextIndex(None, everyday=()).fit(entries))
        if encoder is not None:
            searches["semantic only (encoder)"] = meaning_only(entries, encoder)
        searches["SQLite FTS5 words"] = sqlite_words(entries, "unicode61")
        searches["SQLite FTS5 trigram"] = sqlite_words(entries, "trigram")
        try:
            searches["BM25 on 2-5 character pieces"] = bm25_pieces(entries)
        except ImportError:
            print("BM25 on character pieces skipped: the package bm25s is not installed")
        address = os.environ.get("DATABASE_URL", "")
        if address.startswith("postgres"):
            searches |= postgres(entries, address)
        else:
            print("PostgreSQL skipped: DATABASE_URL names no PostgreSQL server")
    show_quality(questions, searches)
    if not chosen.quick:
        show_independent(chosen.data, entries, judge, searches)
    show_extraction(index, judge)


if __name__ == "__main__":
    main()
