"""Puts style sheets and fonts of the fetched packages into one folder that the site serves.

The component style sheets go into one file, in a cascade layer between our bare elements and our components; of the
thousands of design tokens only those that something refers to come along. Standard library only: the launcher runs
this before Django can start. Not a preprocessor: no rule is changed.
"""

import re
import shutil
import sys
from pathlib import Path

COMPONENTS = """
    alert breadcrumb-nav button button-group checkbox form-field form-field-description form-field-error-message
    form-fieldset form-label pagination radio-button select skip-link table textarea textbox
""".split()  # noqa: SIM905 - sixteen names read better as words
TOKENS = "@nl-design-system-community/ma-design-tokens/dist/theme.css"
FONTS = {
    "Atkinson Hyperlegible Next": "atkinson-hyperlegible-next",
    "Bricolage Grotesque": "bricolage-grotesque",
}
# The unicode ranges of the two files of each font, so that the second is fetched only for names that need it.
SUBSETS = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, "
    "U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "latin-ext": "U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02CC, U+1E00-1E9F, U+1EF2-1EFF",
}
OWN = Path(__file__).parent / "static" / "web"

_DECLARATION = re.compile(r"(--[\w-]+):\s*([^;{}]+);")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")


def collect_assets(node_modules: Path, target: Path) -> None:
    """Write `design/nlds.css` and its fonts into `target`; raise FileNotFoundError naming a package that is absent."""
    folder = target / "design"
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    components = "".join(
        (node_modules / "@utrecht" / f"{name}-css" / "dist" / "index.min.css").read_text(encoding="utf-8")
        for name in COMPONENTS
    )
    own = "".join(path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.css")))
    tokens = needed_tokens((node_modules / TOKENS).read_text(encoding="utf-8"), components + own)
    declared = "".join(f"{name}:{value};" for name, value in tokens.items())
    faces = "".join(_copy_font(node_modules, folder, family, slug) for family, slug in FONTS.items())
    sheet = f"@layer base,nlds;@layer nlds{{.ma-theme{{{declared}}}{components}}}\n{faces}"
    (folder / "nlds.css").write_text(sheet, encoding="utf-8")


def needed_tokens(theme: str, sheet: str) -> dict[str, str]:
    """Return the tokens of `theme` that `sheet` refers to, directly or through other tokens, in the theme's order."""
    tokens = dict(_DECLARATION.findall(theme))
    needed: set[str] = set()
    waiting = set(_REFERENCE.findall(sheet))
    while waiting:
        name = waiting.pop()
        if name in tokens and name not in needed:
            needed.add(name)
            waiting.update(_REFERENCE.findall(tokens[name]))
    return {name: value for name, value in tokens.items() if name in needed}


def _copy_font(node_modules: Path, folder: Path, family: str, slug: str) -> str:
    faces = []
    for subset, characters in SUBSETS.items():
        name = f"{slug}-{subset}-wght-normal.woff2"
        shutil.copyfile(node_modules / "@fontsource-variable" / slug / "files" / name, folder / "fonts" / name)
        faces.append(
            f"@font-face{{font-family:'{family}';font-style:normal;font-display:swap;font-weight:200 800;"
            f"src:url(fonts/{name}) format('woff2');unicode-range:{characters}}}\n"
        )
    return "".join(faces)


if __name__ == "__main__":
    collect_assets(Path(sys.argv[1]), Path(sys.argv[2]))
