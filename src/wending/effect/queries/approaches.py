"""Approaches to look at, with their versions and how they differ."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.effect.models import Approach, ApproachVersion
from wending.effect.queries.plan_shown import figure
from wending.effect.queries.scope import approaches_for
from wending.effect.rules.plan import Money
from wending.ledger.rules.actor import Actor

FIELDS = {
    "what": _("Wat"),
    "for_whom": _("Voor wie"),
    "by_whom": _("Wie doet het"),
    "dose": _("Hoeveel en hoe lang"),
    "theory": _("Waarom het zou werken"),
    "cost": _("Kosten per deelnemer"),
}
UNKNOWN = _("Dat weten we nog niet")


@dataclass(frozen=True)
class VersionShown:
    """A version in words: fields with their texts, and the labels of those that changed since the one before."""

    row: ApproachVersion
    fields: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class ApproachShown:
    """An approach with its versions, the newest first."""

    row: Approach
    name: str
    versions: tuple[VersionShown, ...]

    @property
    def latest(self) -> VersionShown:
        """The version that is in force."""
        return self.versions[0]


def approaches_of(actor: Actor, language: str) -> list[ApproachShown]:
    """Return the approaches of the office of who asks."""
    return [_shown(row, language) for row in approaches_for(actor).prefetch_related("versions__made_by")]


def approach_names(actor: Actor, language: str) -> dict[str, str]:
    """Return the names of the approaches of who asks, by their keys."""
    return {row.key: name_of(row, language) for row in approaches_for(actor)}


def cost_of(key: str) -> Money | None:
    """Return what an approach costs per participant by the latest version in the register, None where unknown."""
    row = ApproachVersion.objects.filter(approach__key=key).order_by("number").last()
    if row is None or row.cost_low is None or row.cost_central is None or row.cost_high is None or not row.cost_year:
        return None
    source = gettext("%(source)s, in het register sinds %(day)s") % {
        "source": row.cost_source,
        "day": date_format(timezone.localtime(row.made), "j F Y"),
    }
    low, central, high = (float(one) for one in (row.cost_low, row.cost_central, row.cost_high))
    return Money("approach", {}, low, central, high, source, row.cost_year)


def approach_shown(actor: Actor, approach: UUID, language: str) -> ApproachShown | None:
    """Return one approach of the office of who asks, None for another."""
    row = approaches_for(actor).filter(pk=approach).prefetch_related("versions__made_by").first()
    return _shown(row, language) if row else None


def _shown(row: Approach, language: str) -> ApproachShown:
    shown: list[VersionShown] = []
    for version in row.versions.all():
        fields = tuple((str(label), _text(version, name)) for name, label in FIELDS.items())
        before = dict(shown[-1].fields) if shown else None
        changed = tuple(label for label, text in fields if before is not None and before[label] != text)
        shown.append(VersionShown(version, fields, changed))
    return ApproachShown(row, name_of(row, language), tuple(reversed(shown)))


def name_of(row: Approach, language: str) -> str:
    """Return what an approach is called in a language."""
    return row.name_en if language == "en" else row.name_nl


def _text(version: ApproachVersion, name: str) -> str:
    if name != "cost":
        return str(getattr(version, name))
    if version.cost_central is None or version.cost_low is None or version.cost_high is None:
        return str(UNKNOWN)
    low, central, high = (figure(float(one)) for one in (version.cost_low, version.cost_central, version.cost_high))
    return f"€ {central} (€ {low} - € {high}), {version.cost_year}. {version.cost_source}"
