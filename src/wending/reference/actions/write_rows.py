"""Writes and removes many rows fast, in small transactions, on SQLite and PostgreSQL. Knows tables, no meaning."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

# Small enough that other writers to SQLite wait a fraction of a second, large enough to cost nothing.
BATCH = 20_000


def write_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append rows to the table of a model and return how many; each batch is a transaction of its own.

    Goes past the ORM: PostgreSQL takes the rows by COPY, SQLite by one prepared statement.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    remaining, written = iter(rows), 0
    while batch := list(islice(remaining, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in batch:
                        copy.write_row(row)
            else:
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", batch)  # noqa: S608
        written += len(batch)
    return written


def note_sizes() -> None:
    """Let the database count the rows of reference data, so that it plans its queries well at once."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("reference").get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def remove_rows(rows: models.QuerySet[Any]) -> int:
    """Remove rows in batches, each in a transaction of its own, and return how many went."""
    removed = 0
    while True:
        batch = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not batch:
            return removed
        with transaction.atomic():
            rows.filter(pk__gte=batch[0], pk__lte=batch[-1]).delete()
        removed += len(batch)
