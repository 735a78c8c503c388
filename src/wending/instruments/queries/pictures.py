"""The pictures that items can have: our own drawings, and the icons of the site."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

OWN, SITE = "instruments/pictures.svg", "web/icons.svg"
_SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)"')


@cache
def pictures() -> dict[str, str]:
    """Return the file of each picture, by its name."""
    found: dict[str, str] = {}
    for name in (SITE, OWN):
        path = finders.find(name)
        if isinstance(path, str):
            found |= dict.fromkeys(_SYMBOL.findall(Path(path).read_text()), name)
    return found
