"""Rosters as files and in the tables, for tests."""

from typing import Any

from wending.accounts.models import Organisation
from wending.ledger.rules.actor import SYSTEM, Actor
from wending.school.actions.deliver import apply_delivery, read_delivery
from wending.school.models import Delivery
from wending.school.sources.layouts import Layout
from wending.school.sources.table.mapping import ColumnMap

HEADING = "Stamnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;Leerjaar;Mentor\n"
LEARNERS = HEADING + "101;Ada;;Bos;3A;3;VOS\n102;Bo;van;Dam;3A;3;VOS\n103;Çem;;Ali;3B;3;\n"
STAFF = (
    "Personeelsnummer;Afkorting;Roepnaam;Achternaam;Functie;Klas;Mentorklas\n"
    "7;VOS;Kim;Vos;mentor;3B;3A\n"
    "8;DEK;Lex;Dekker;decaan;;\n"
)
ALL = frozenset({"learners", "staff"})
FILES = (("leerlingen.csv", LEARNERS), ("personeel.csv", STAFF))


def a_delivery(
    school: Organisation, *files: tuple[str, str], by: Actor = SYSTEM, whole: frozenset[str] = ALL, **mapping: Any
) -> Delivery:
    """Return a delivery of CSV files that waits; of a small school unless told otherwise."""
    return read_delivery(
        by=by,
        layout=Layout.TABLE,
        files=[(name, text.encode()) for name, text in files or FILES],
        mapping=ColumnMap(year="2026-2027", whole=whole, **mapping),
        school=school.pk,
    )


def bring(school: Organisation, *files: tuple[str, str], **options: Any) -> dict[str, int] | None:
    """Read files and bring them in force; return the counts."""
    confirm = options.pop("confirm_ending", False)
    delivery = a_delivery(school, *files, **options)
    by = options.get("by", SYSTEM)
    return apply_delivery(by=by, delivery=delivery.pk, confirm_ending=confirm, school=school.pk)
