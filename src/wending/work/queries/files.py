"""What a firm takes along in files: its people, openings and training plan as CSV, and openings as HR Open JSON.

The headings are those that a file is read back by, in Dutch. Formulas are made text by `kit.csv_file`.
"""

from collections.abc import Callable, Iterator

from wending.ledger.rules.actor import Actor
from wending.work.models import Opening
from wending.work.queries.growth_words import COLUMNS, FINDINGS
from wending.work.queries.openings import managed_openings
from wending.work.queries.scope import colleagues_for, managed_firm
from wending.work.queries.training import lines
from wending.work.rules.exchange import Finding
from wending.work.rules.openings import Kind, State
from wending.work.sources.hropen import Out
from wending.work.sources.tables import KINDS

Rows = tuple[list[str], Iterator[list[object]]]
KIND_NAMES = {kind: name for name, kind in reversed(KINDS.items())}


def people_rows(actor: Actor) -> Rows:
    """Return the people of the firm that who asks manages: what the firm itself wrote of them, a row for each team."""
    managed_firm(actor)

    def rows() -> Iterator[list[object]]:
        for row in colleagues_for(actor).prefetch_related("places__team"):
            teams = sorted(place.team.name for place in row.places.all() if place.team.ended is None)
            yield [row.name, row.email, _plain(row.hours), teams[0] if teams else ""]

    return ["naam", "e-mail", "uren", "team"], rows()


def opening_rows(actor: Actor) -> Rows:
    """Return the openings of the firm; not who responded, nor how many."""

    def rows() -> Iterator[list[object]]:
        for row in managed_openings(actor):
            facts = [row.reference or str(row.pk), KIND_NAMES[Kind(row.kind)], row.title, row.text, _plain(row.hours)]
            yield [*facts, row.period, row.place, row.opens, row.closes, row.places]

    headings = ["kenmerk", "soort", "titel", "tekst", "uren", "periode", "plek", "van", "tot", "aantal"]
    return headings, rows()


def training_rows(actor: Actor) -> Rows:
    """Return the lines of the training plan: roles and numbers, no names of people."""

    def rows() -> Iterator[list[object]]:
        for row in lines(actor):
            facts = [row.reference or str(row.pk), row.who, row.people, row.what, row.starts or ""]
            yield [*facts, _plain(row.hours), _plain(row.costs), row.owner, row.funding]

    headings = ["kenmerk", "wie", "aantal", "wat", "begin", "uren", "kosten", "regelt", "regeling"]
    return headings, rows()


def openings_out(actor: Actor, address: Callable[[Opening], str]) -> list[Out]:
    """Return the openings of the firm that are open or closed, for HR Open; drafts stay."""
    rows = managed_openings(actor).exclude(state=State.DRAFT).select_related("organisation")
    return [
        Out(
            ident=str(row.pk),
            title=row.title,
            text=row.text,
            firm=row.organisation.name,
            place=row.place,
            places=row.places,
            opens=row.opens,
            closes=row.closes,
            is_open=row.state == State.OPEN,
            address=address(row),
        )
        for row in rows
    ]


def told(finding: Finding) -> str:
    """Return a finding as a sentence."""
    return str(FINDINGS[finding.code]) % {"what": COLUMNS.get(finding.what, finding.what)}


def _plain(value: object) -> object:
    return "" if value is None else str(value).replace(".", ",")
