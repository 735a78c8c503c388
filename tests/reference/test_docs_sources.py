"""The pages on sources: every field and terms word is there, and every example command is understood."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wending.reference.sources.brc import parse as brc
from wending.reference.sources.mapped import Layout
from wending.reference.sources.roa import parse as roa
from wending.reference.sources.sbb import parse as sbb
from wending.reference.sources.studiecijfers import parse as studiecijfers
from wending.reference.sources.uwv import parse as uwv
from wending.reference.sources.whole import WHOLE

DOCS = Path(__file__).resolve().parents[2] / "docs" / "sources"
LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "cbs-brc": (brc.LIST, brc.LINKS),
    "uwv-tension": (uwv.TENSION,),
    "uwv-moves": (uwv.MOVES,),
    "sbb": (sbb.LAYOUT,),
    "studiecijfers": (studiecijfers.LAYOUT,),
    "roa": (roa.LAYOUT,),
}


def examples() -> list[list[str]]:
    """Return the words of each `load` with a mapping on the pages."""
    texts = [page.read_text().replace("\\\n", " ") for page in sorted(DOCS.glob("*.md"))]
    lines = [line for text in texts for line in re.findall(r"^\./wending (load .*--map.*)$", text, re.MULTILINE)]
    return [words for words in map(shlex.split, lines) if words[1] in LAYOUTS]


def test_every_source_is_listed_with_its_page() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` .*\[.*\]\(([a-z-]+\.md)\)", (DOCS / "README.md").read_text(), re.MULTILINE)
    assert {source for source, _ in listed} == set(WHOLE)
    assert all((DOCS / page).is_file() for _, page in listed)


@pytest.mark.parametrize("source", LAYOUTS)
def test_page_tells_every_field(source: str) -> None:
    text = (DOCS / f"{source}.md").read_text()
    fields = {field for layout in LAYOUTS[source] for field in layout.fields}
    # Groups and bounds of single indicators are told once for all of them.
    told = set(re.findall(r"`([a-z_]+)`", text))
    ends = {f"{key}{end}" for key in studiecijfers.INDICATORS for end in ("_n", "_low", "_high")}
    assert fields - (ends if source == "studiecijfers" else set()) <= told


@pytest.mark.django_db
@pytest.mark.parametrize("words", examples(), ids=lambda words: f"{words[1]} {words[2]}")
def test_example_maps_what_the_source_asks_for(words: list[str], tmp_path: Path) -> None:
    """A file with nothing but the columns of the mapping is refused for having no rows, and for nothing else."""
    pairs = [words[place + 1].rpartition("=") for place, word in enumerate(words) if word == "--map"]
    files = [word for word in words[2:] if word.endswith(".csv")]
    for name in files:
        only = None if len(files) == 1 else LAYOUTS[words[1]][files.index(name)].fields
        columns = [column for column, _, field in pairs if column[:1] != "=" and (only is None or field in only)]
        (tmp_path / name).write_text(";".join(columns) + "\n")
    with pytest.raises(CommandError, match="has a heading but no rows"):
        call_command(*[str(tmp_path / word) if word in files else word for word in words], "--plan")
