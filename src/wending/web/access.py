"""Who may come to which address: read from the guards on the views, for the table in docs/access.md and its test."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from wending.accounts.rules.roles import Role
from wending.accounts.views.guards import Access

# Operations of the REST interface know no session and no person: open to all.
OPEN_NAMESPACES = frozenset({"api-v1"})


@dataclass(frozen=True)
class Route:
    """One address, and who may come; `access` is None where its view carries no guard."""

    path: str
    name: str
    access: Access | None
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Return every address of the site in Dutch, in the order of the root urls."""
    with override("nl"):
        return list(_walk(get_resolver().url_patterns, "", ()))


def who(access: Access) -> str:
    """Return a guard in words, for the table."""
    if access.kind != "roles":
        return access.kind
    allowed = ", ".join(role for role in Role if role in access.roles)
    return f"{allowed} ({', '.join(access.at)})" if access.at else allowed


def table() -> str:
    """Return the table of docs/access.md."""
    rows = [f"| `/{route.path}` | {who(route.access) if route.access else '**no guard**'} |" for route in routes()]
    return "\n".join(["| address | who may come |", "| --- | --- |", *rows])


def _walk(patterns: list[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inner = (*spaces, str(pattern.namespace)) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, path, inner)
            continue
        access = getattr(pattern.callback, "access", None)
        if OPEN_NAMESPACES & set(spaces):
            access = Access("everyone")
        name = ":".join([*spaces, pattern.name or ""])
        yield Route(path, name, access, tuple(pattern.pattern.converters))
