"""Collecting style sheets: only what is used, complete, and nothing from elsewhere."""

import gzip
import re
from pathlib import Path

import pytest

from wending.web import assets

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src" / "wending" / "web" / "static" / "web"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the site serves, made from the fetched packages."""
    if not (MODULES / assets.TOKENS).is_file():
        pytest.skip("the style sheets are not fetched: run npm ci")
    folder = tmp_path_factory.mktemp("assets")
    assets.collect_assets(MODULES, folder)
    return folder / "design"


def test_needed_tokens_follows_references_and_leaves_the_rest() -> None:
    theme = ".t { --a: var(--b); --b: 1px; --c: 2px; }"
    assert assets.needed_tokens(theme, "p { margin: var( --a) }") == {"--a": "var(--b)", "--b": "1px"}


def test_collect_assets_brings_every_file_it_names_and_no_other_address(collected: Path) -> None:
    sheet = (collected / "nlds.css").read_text()
    named = re.findall(r"url\(([^)]*)\)", sheet)
    assert len(named) == 4
    assert all((collected / name).is_file() for name in named)
    assert "http" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def test_collect_assets_defines_every_token_that_our_sheets_refer_to(collected: Path) -> None:
    sheets = (collected / "nlds.css").read_text() + "".join(path.read_text() for path in STATIC.glob("*.css"))
    defined = set(re.findall(r"(--[\w-]+)\s*:", sheets))
    own = "".join(path.read_text() for path in STATIC.glob("*.css"))
    assert set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", own)) <= defined


def test_style_sheets_of_a_page_weigh_at_most_60_kilobytes(collected: Path) -> None:
    sheets = [collected / "nlds.css", *STATIC.glob("*.css")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in sheets) <= 60_000


def test_collect_assets_names_the_package_that_is_absent(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="alert-css"):
        assets.collect_assets(tmp_path / "nothing", tmp_path / "target")


def test_icons_that_templates_name_exist() -> None:
    known = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    package = ROOT / "src" / "wending"
    used: set[str] = set()
    for path in package.glob("*/templates/**/*.html"):
        text = path.read_text()
        used |= set(re.findall(r'{% icon "(\w+)"', text)) | set(re.findall(r'\bicon="(\w+)"', text))
        used |= set(re.findall(r'<c-icon name="(\w+)"', text))
    assert len(known) > 40
    assert used <= known
