"""How somebody wants to be reached. A name may be any name; one way to reach them is enough."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """What somebody told who books or asks."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "nl"
    remark: str = ""
