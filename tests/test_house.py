"""The house itself: every domain explained, every command and setting documented, short rooms, owners for all data."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

from wending.accounts.queries.verbs import all_verbs

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "wending"
DOMAINS = ["ledger", "accounts", "reference", "instruments", "dossier", "orientation"]
DOMAINS += ["guidance", "school", "work", "regions", "effect"]
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
OWN_COMMANDS = sorted(name for name, app in get_commands().items() if app.startswith("wending."))
LONGEST_ROOM = 300


@pytest.mark.parametrize("domain", DOMAINS)
def test_domain_readme_says_what_it_is_for(domain: str) -> None:
    lines = (PACKAGE / domain / "README.md").read_text().splitlines()
    assert lines[0] == f"# {domain}"
    assert 5 <= len(lines) <= 60


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_opens_with_its_purpose_and_stays_short(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= LONGEST_ROOM, "split this room: one noun per file"
    if path.parts[-2] not in {"commands", "management"} or text.strip():
        assert ast.get_docstring(ast.parse(text)), "open the module with what, why and what it is not"


@pytest.mark.parametrize("name", OWN_COMMANDS)
def test_command_is_documented(name: str) -> None:
    command = load_command_class(get_commands()[name], name)
    assert command.help, "say in `help` what the command does"
    assert f"./wending {name}" in (ROOT / "README.md").read_text() + (ROOT / "docs" / "commands.md").read_text()


def test_settings_are_documented() -> None:
    read = "".join(path.read_text() for path in (PACKAGE / "config").glob("*.py"))
    documented = set(re.findall(r"`([A-Z_]+)", (ROOT / "docs" / "settings.md").read_text()))
    names = set(re.findall(r'"((?:WENDING_|DATABASE_)[A-Z_]+)"', read))
    assert names
    assert names <= documented


def test_personal_models_declare_what_happens_to_each_field() -> None:
    """Export, erasure and research are decided where the field is declared, not afterwards."""
    storeys_without_people = {"reference"}
    for model in apps.get_models():
        if not model.__module__.startswith("wending.") or model._meta.app_label in storeys_without_people:
            continue
        declared = set(getattr(model, "personal", {}))
        fields = {field.name for field in model._meta.get_fields() if not field.auto_created}
        assert declared == fields, f"{model.__name__}.personal must name each of its fields, and no other"


def test_every_act_in_the_ledger_has_words_for_its_owner() -> None:
    literal = re.compile(r'\bverb="([a-z-]+)"')
    used = {verb for path in SOURCES for verb in literal.findall(path.read_text())}
    assert len(used) > 80
    assert used <= set(all_verbs())


def test_locked_packages_carry_hashes_and_no_address() -> None:
    for name in ["requirements.txt", "requirements-dev.txt", "requirements-node.txt", "package-lock.json"]:
        text = (ROOT / name).read_text()
        assert "http" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", text) or name.endswith(".json"), name
        assert '"resolved"' not in text, name
        if name.endswith(".txt"):
            pinned = re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)
            assert len(pinned) == len(re.findall(r"^[a-z0-9].*\\$", text, re.MULTILINE)), name


def test_dependency_has_a_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r'    "[A-Za-z][\w.\-]*(\[[\w,\-]+\])?[<>=]', line):
            above = lines[number - 1]
            assert above.startswith("    #") or re.match(r'    "', above), f"no reason above {line.strip()}"


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda page: page.name)
def test_decision_fits_one_page(page: Path) -> None:
    text = page.read_text()
    assert len(text.split()) <= 400
    for part in ["Context", "Decision", "Rejected", "Consequences"]:
        assert f"**{part}.**" in text


def test_sentences_are_marked_by_a_name_that_xgettext_knows() -> None:
    # Under any other name a sentence is not found, and stays Dutch on English pages without a test that sees it.
    odd = re.compile(r"\bn?gettext(?:_lazy)? as (?!_\b)\w+")
    assert [str(module) for module in PACKAGE.rglob("*.py") if odd.search(module.read_text())] == []


@pytest.mark.parametrize("catalogue", sorted(PACKAGE.glob("*/locale/en/LC_MESSAGES/django.po")), ids=str)
def test_english_has_every_sentence_of_the_source(catalogue: Path, tmp_path: Path) -> None:
    assert not polib.pofile(str(catalogue)).metadata_is_fuzzy, "a catalogue marked fuzzy is not compiled"
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed; it finds the sentences in the source")
    app = catalogue.parents[3]
    copy = tmp_path / app.name
    shutil.copytree(app, copy, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    alone = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "DJANGO_SETTINGS_MODULE": "wending.config.settings"}
    words = [sys.executable, "-m", "django", "makemessages", "-l", "en"]
    subprocess.run(words, cwd=copy, env=alone, check=True, capture_output=True)
    fresh = polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po"))
    open_sentences = [entry.msgid for entry in fresh if not entry.obsolete and (not entry.translated() or entry.fuzzy)]
    assert open_sentences == []
