"""The training plan of a firm with its totals, who may pay, and whose name may stand in it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from wending.ledger.rules.actor import Actor
from wending.orientation.queries.funding import Scheme, funding_view
from wending.reference.queries.programmes import ProgrammeItem, programmes, programmes_by_id
from wending.work.models import TrainingLine, TrainingName
from wending.work.queries.scope import managed_firm, names_at, own_firms
from wending.work.rules.training import Amount, Totals, totals


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the plan; `names` are of who said yes and works here now. Of who did not, nothing is told."""

    row: TrainingLine
    programme: ProgrammeItem | None
    scheme: Scheme | None
    names: list[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan: lines in order of their start, and totals."""

    lines: list[LineShown]
    totals: Totals


def lines(actor: Actor) -> QuerySet[TrainingLine]:
    """Return the lines of the firm that who asks manages: those with a day first, by day."""
    rows = TrainingLine.objects.filter(organisation=managed_firm(actor)).select_related("function", "course")
    return rows.order_by("starts", "what")


def line_of(actor: Actor, line: UUID) -> TrainingLine | None:
    """Return one line of the firm that who asks manages."""
    return lines(actor).filter(pk=line).first()


def plan(actor: Actor, lang: str) -> Plan:
    """Return the training plan of the firm that who asks manages."""
    rows = sorted(lines(actor), key=lambda row: (row.starts is None, row.starts, row.what.casefold()))
    known = programmes_by_id({row.programme for row in rows if row.programme}, lang)
    schemes = {one.facts.id: one for one in schemes_for_firms(lang)}
    names = _names(actor)
    shown = [LineShown(row, known.get(row.programme), schemes.get(row.funding), sorted(names[row.pk])) for row in rows]
    return Plan(shown, totals(Amount(row.people, row.hours, row.costs) for row in rows))


def _names(actor: Actor) -> dict[UUID, list[str]]:
    firm = managed_firm(actor)
    known = names_at(firm)
    rows = TrainingName.objects.filter(line__organisation=firm, accepted__isnull=False, person__in=known)
    found: dict[UUID, list[str]] = defaultdict(list)
    for line, person in rows.values_list("line", "person"):
        found[line].append(known[person])
    return found


def schemes_for_firms(lang: str) -> list[Scheme]:
    """Return the schemes for employers that run or must be checked, those that run first."""
    found = funding_view("werkgever", lang)
    return [*found.runs, *found.check]


def found_programmes(words: str, lang: str) -> list[ProgrammeItem]:
    """Return programmes and courses whose name or line holds these words; none without words."""
    return list(programmes(lang=lang, words=words, limit=10).items) if words.strip() else []


def asked_names(actor: Actor) -> QuerySet[TrainingName]:
    """Return where who asks was asked for their name, at firms where they work now; waiting ones first."""
    rows = TrainingName.objects.filter(person=actor.me, line__organisation__in=own_firms(actor))
    return rows.select_related("line__organisation").order_by("accepted", "asked")
