"""Up to four programmes side by side: facts, workload, costs, entry, work, figures beside national ones, both axes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from wending.orientation.queries import words
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.programmes import figures
from wending.orientation.queries.programmes.entry import OwnEntry, own_entries
from wending.orientation.queries.programmes.fit import FitCard, chosen_cards
from wending.orientation.queries.programmes.items import Listed, listed
from wending.orientation.queries.programmes.workload import CostLine, WayLine, cost_lines, way_lines
from wending.reference.queries.programmes import programme
from wending.reference.queries.regions import region_names
from wending.reference.queries.releases import ReleaseInfo, releases_in_force

MOST = 4
JOBS = 8


@dataclass(frozen=True, slots=True)
class Side:
    """One programme among those that are compared; `fit` is None without a profile to judge by."""

    listed: Listed
    nlqf: str
    ways: list[WayLine]
    costs: list[CostLine]
    selection: str
    entry: OwnEntry
    jobs: list[str]
    fit: FitCard | None
    figures: dict[str, figures.Compared]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Programmes side by side. `figures` names the indicators of which at least one has a figure."""

    sides: list[Side]
    figures: dict[str, str]
    is_level_told: bool
    sources: list[ReleaseInfo]

    @property
    def has_fit(self) -> bool:
        """Whether the axes of at least one are known."""
        return any(side.fit for side in self.sides)

    @property
    def keys(self) -> list[str]:
        """The keys of what is compared, for an address."""
        return [side.listed.id for side in self.sides]


def compare_view(session: SessionBase, keys: Sequence[str], lang: str) -> CompareView:
    """Return the programmes with these keys in the order asked for, at most four; unknown ones are left out."""
    found = [facts for key in list(dict.fromkeys(keys))[: 4 * MOST] if (facts := programme(key, lang))][:MOST]
    wanted = {facts.item.id: facts.item.level.id if facts.item.level else "" for facts in found}
    study = session_profile(session).study
    regions = region_names()
    region = study.region if study.region in regions else ""
    entry = own_entries(study.level, wanted, lang)
    cards = chosen_cards(session, list(wanted), lang)
    sides = [
        Side(
            listed=listed([facts.item])[0],
            nlqf=facts.item.nlqf,
            ways=way_lines(facts.item, lang),
            costs=cost_lines(facts.item, lang),
            selection=str(words.SELECTION.get(facts.selection, "")),
            entry=entry[facts.item.id],
            jobs=[job.label for job in facts.occupations[:JOBS]],
            fit=cards.get(facts.item.id),
            figures={
                one.key: one
                for one in figures.compared(
                    (*figures.CHANCE, *figures.AFTER, *figures.QUALITY),
                    level=wanted[facts.item.id],
                    code=facts.code,
                    lang=lang,
                    region=region,
                    regions=regions,
                )
            },
        )
        for facts in found
    ]
    names = {key: one.name for side in sides for key, one in side.figures.items()}
    return CompareView(sides, names, bool(study.level), releases_in_force() if sides else [])
