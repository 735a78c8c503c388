"""The ledger: entries are never changed, and what is done to the table behind its back shows."""

import pytest
from django.db import DatabaseError, connection, transaction

from wending.ledger.actions.record import record, remove_older
from wending.ledger.models import Entry, Head
from wending.ledger.queries.chains import all_faults, root_now
from wending.ledger.rules.actor import SYSTEM

pytestmark = pytest.mark.django_db


def fill() -> None:
    for verb in ["made", "looked", "looked", "erased"]:
        record(by=SYSTEM, verb=verb, about="one")
    record(by=SYSTEM, verb="made", about="two")


def without_trigger() -> None:
    with connection.cursor() as cursor:
        table = " ON ledger_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER ledger_entry_no_update{table}")


def test_record_makes_a_whole_chain_per_person() -> None:
    fill()
    assert list(all_faults()) == []
    assert Entry.objects.get(chain="one", number=2).before == Entry.objects.get(chain="one", number=1).hash


def test_database_refuses_to_change_an_entry() -> None:
    fill()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(chain="one", number=2).update(verb="nothing")
    assert Entry.objects.get(chain="one", number=2).verb == "looked"


@pytest.mark.parametrize("field", ["verb", "actor", "at", "reason", "purpose", "thing", "role", "organisation"])
def test_changed_entry_is_found(field: str) -> None:
    fill()
    without_trigger()
    entry = Entry.objects.get(chain="one", number=1)
    value = entry.at.replace(year=2001) if field == "at" else "other"
    Entry.objects.filter(chain="one", number=2).update(**{field: value})
    assert list(all_faults()) == ["one: entry 2 was changed"]


def test_removed_entry_is_found_in_the_middle_and_at_the_end() -> None:
    fill()
    Entry.objects.filter(chain="one", number=2).delete()
    assert list(all_faults()) == ["one: entry 2 is not there"]
    Entry.objects.filter(chain="two").delete()
    assert "two: entries after 0 are not there" in list(all_faults())


def test_rewritten_chain_shows_in_the_root_kept_elsewhere() -> None:
    fill()
    kept = root_now()
    Entry.objects.filter(chain="two").delete()
    Head.objects.filter(chain="two").delete()
    record(by=SYSTEM, verb="invented", about="two")
    assert list(all_faults()) == []
    assert root_now() != kept


def test_old_entries_go_at_their_term_and_the_rest_stays_whole() -> None:
    fill()
    border = Entry.objects.get(chain="one", number=3).at
    assert remove_older(than=border) == 2
    assert list(Entry.objects.filter(chain="one").values_list("number", flat=True)) == [3, 4]
    assert list(all_faults()) == []
    record(by=SYSTEM, verb="made", about="one")
    assert list(all_faults()) == []


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(by=SYSTEM, verb="made")
