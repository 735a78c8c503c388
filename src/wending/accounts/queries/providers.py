"""The modules in which domains above tell what accounts cannot know itself, found by name: no import goes up."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def providers(name: str) -> Iterator[tuple[str, ModuleType]]:
    """Yield every domain, except this one, that has a module of this name among its queries, with that module."""
    for config in apps.get_app_configs():
        if not config.name.startswith("wending.") or config.name == "wending.accounts":
            continue
        has_queries = module_has_submodule(config.module, "queries")
        if has_queries and module_has_submodule(import_module(f"{config.name}.queries"), name):
            yield config.name, import_module(f"{config.name}.queries.{name}")
