"""The version of the REST interface (semantic versioning; its first number is in the address) and of the program."""

from functools import cache
from pathlib import Path

API_VERSION = "1.0.0"


@cache
def edition() -> str:
    """Return a mark that changes with every change of the program, the same in all processes of an installation."""
    package = Path(__file__).resolve().parents[1]
    return str(max(path.stat().st_mtime_ns for path in package.rglob("*.py")))
