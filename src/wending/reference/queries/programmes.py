"""Programmes of education, courses and certificates, in one language. What a source does not say is empty or None: tell
it as unknown. Programmes come from the embedded catalogue, whatever the framework is.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from wending.reference.models import AdmissionRule, EducationLevel, Programme, ProgrammeOccupation, ProgrammeSkill
from wending.reference.queries.names import Name, NamedConcept, named, texts
from wending.reference.queries.page import Page
from wending.reference.queries.releases import ReleaseInfo, catalogue_id, release_in_force

# The languages in which programmes are written; others read the first.
LANGUAGES = ("nl", "en")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LevelItem:
    """A level of Dutch education, in the order from low to high. Years are those that are usual, None when unknown."""

    id: str
    name: str
    nlqf: str
    years_low: int | None
    years_high: int | None
    modes: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A programme in a list. `kind`: regular, course, certificate or recognition; `level` is None outside regular
    education; `nlqf` "1" to "8", empty when unknown; `duration_months` None when unknown; `modes` of bol, bbl, voltijd,
    deeltijd, duaal, online, none when unknown; `entry` the levels from which people come in, none when unknown.
    """

    id: str
    name: str
    kind: str
    sector: str
    level: LevelItem | None
    nlqf: str
    duration_months: int | None
    modes: tuple[str, ...]
    line: str
    entry: tuple[LevelItem, ...]


@dataclass(frozen=True, slots=True)
class AdmissionItem:
    """A rule of admission. `from_level` is None when it holds whatever came before; `kind`: right, condition, test or
    exception; `since` and `until` are days or empty; an uncertain rule needs a look at its source.
    """

    id: str
    from_level: LevelItem | None
    kind: str
    condition: str
    since: str
    until: str
    source: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class ProgrammeDetail:
    """A programme with all that is known of it.

    `isced_f`: detailed field of ISCED-F 2013; `code`: in an official register; `selection`: none, advice, selection,
    fixus, entry-requirements; `profiles`: keys of profiles of havo and vwo that are asked for. Empty means unknown, but
    for `requires` (programmes that come first) and `followed_by` (those that ask for this one), where it means none.
    """

    item: ProgrammeItem
    content: str
    isced_f: str
    code: str
    selection: str
    profiles: tuple[str, ...]
    occupations: tuple[NamedConcept, ...]
    skills: tuple[NamedConcept, ...]
    requires: tuple[ProgrammeItem, ...]
    followed_by: tuple[ProgrammeItem, ...]
    admission: tuple[AdmissionItem, ...]
    source: ReleaseInfo


def language_of(lang: str) -> str:
    """Return the language in which programmes are written that serves who reads this one."""
    return lang if lang in LANGUAGES else LANGUAGES[0]


def levels(lang: str) -> list[LevelItem]:
    """Return the levels of education from low to high."""
    rows = EducationLevel.objects.filter(release=catalogue_id()).order_by("position")
    return [
        LevelItem(
            id=row.key,
            name=_text(row, "name", lang),
            nlqf=row.nlqf,
            years_low=row.years_low,
            years_high=row.years_high,
            modes=tuple(row.modes.split()),
            line=_text(row, "line", lang),
        )
        for row in rows
    ]


def programmes(
    *,
    lang: str,
    level: str = "",
    sector: str = "",
    occupation: str = "",
    words: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Page[ProgrammeItem]:
    """Return programmes by name, of all or of one level (its id), one sector and one occupation (its URI or key).

    With `words`, only those whose name or line holds the beginning of each word, capitals aside.
    """
    rows = Programme.objects.filter(release=catalogue_id())
    if level:
        rows = rows.filter(level=level)
    if sector:
        rows = rows.filter(sector=sector)
    if occupation:
        column = "uri" if ":" in occupation else "key"
        leads = ProgrammeOccupation.objects.filter(**{f"occupation__{column}": occupation})
        rows = rows.filter(pk__in=leads.values("programme"))
    told = rows.values_list("pk", f"name_{language_of(lang)}", f"line_{language_of(lang)}")
    # Sought and sorted here, there are few: databases differ in how they take capitals.
    found = sorted(
        ((key, name) for key, name, line in told if _holds(f"{name} {line}", words)),
        key=lambda row: (row[1].casefold(), row[0]),
    )
    part = [key for key, _ in found[offset : offset + limit]]
    by_key = {row.pk: row for row in Programme.objects.filter(pk__in=part)}
    return Page(_items([by_key[key] for key in part], lang), len(found), limit, offset)


def programmes_by_id(ids: Collection[str], lang: str) -> dict[str, ProgrammeItem]:
    """Return these programmes by their ids; unknown ones are left out."""
    rows = list(Programme.objects.filter(release=catalogue_id(), key__in=ids))
    return {item.id: item for item in _items(rows, lang)}


def programme(id: str, lang: str) -> ProgrammeDetail | None:
    """Return one programme by its id, or nothing."""
    release = release_in_force("catalogue")
    row = Programme.objects.filter(release=release.id, key=id).first() if release else None
    if release is None or row is None:
        return None
    leads = ProgrammeOccupation.objects.filter(programme=row.pk).values_list("occupation__uri", flat=True)
    taught = ProgrammeSkill.objects.filter(programme=row.pk).values_list("skill__uri", flat=True)
    others = Programme.objects.filter(release=release.id)
    later = [one for one in others.filter(requires__contains=id) if id in one.requires.split()]
    return ProgrammeDetail(
        item=_items([row], lang)[0],
        content=_text(row, "content", lang),
        isced_f=row.isced_f,
        code=row.code,
        selection=row.selection,
        profiles=tuple(row.profiles.split()),
        occupations=tuple(named("occupation", list(leads), lang)),
        skills=tuple(named("skill", list(taught), lang)),
        requires=_by_name(others.filter(key__in=row.requires.split()), lang),
        followed_by=_by_name(later, lang),
        admission=_admission(row, lang),
        source=release,
    )


def programmes_to(occupation_uri: str, lang: str) -> list[ProgrammeItem]:
    """Return the programmes that lead to an occupation: regular education first, from low level to high, then others.

    Of a course or certificate it means: often asked for there, not that it is enough.
    """
    leads = ProgrammeOccupation.objects.filter(occupation__uri=occupation_uri, programme__release=catalogue_id())
    found = _items(list(Programme.objects.filter(pk__in=leads.values("programme"))), lang)
    place = {level.id: number for number, level in enumerate(levels(lang))}
    return sorted(
        found,
        key=lambda item: (item.kind != "regular", place[item.level.id] if item.level else 0, item.name.casefold()),
    )


def programmes_towards(occupation_uris: Collection[str], lang: str, limit: int) -> list[ProgrammeItem]:
    """Return at most `limit` programmes that lead to these occupations, those to most of them first, then by name."""
    leads = Q(occupation_rows__occupation__uri__in=list(occupation_uris))
    rows = Programme.objects.filter(release=catalogue_id()).annotate(
        many=Count("occupation_rows", filter=leads, distinct=True)
    )
    found = list(rows.filter(many__gt=0).order_by("-many", f"name_{language_of(lang)}", "key")[:limit])
    return _items(found, lang)


def learned_otherwise(occupation_uri: str, lang: str) -> Name | None:
    """Return how people enter an occupation without a programme; nothing when that is not known."""
    return texts("occupation", [occupation_uri], lang, "learning").get(occupation_uri)


def _holds(text: str, words: str) -> bool:
    begun = _WORD.findall(text.casefold())
    return all(any(one.startswith(word) for one in begun) for word in _WORD.findall(words.casefold()))


def _text(row: Any, column: str, lang: str) -> str:
    return str(getattr(row, f"{column}_{language_of(lang)}"))


def _items(rows: Sequence[Programme], lang: str) -> list[ProgrammeItem]:
    known = {level.id: level for level in levels(lang)}
    return [
        ProgrammeItem(
            id=row.key,
            name=_text(row, "name", lang),
            kind=row.kind,
            sector=row.sector,
            level=known.get(row.level),
            nlqf=row.nlqf,
            duration_months=row.duration_months,
            modes=tuple(row.modes.split()),
            line=_text(row, "line", lang),
            entry=tuple(level for key, level in known.items() if key in row.entry.split()),
        )
        for row in rows
    ]


def _by_name(rows: Any, lang: str) -> tuple[ProgrammeItem, ...]:
    return tuple(sorted(_items(list(rows), lang), key=lambda item: item.name.casefold()))


def _admission(row: Programme, lang: str) -> tuple[AdmissionItem, ...]:
    """Return the rules of the level of a programme that hold for it, those from the lowest level first."""
    known = {level.id: level for level in levels(lang)}
    place = {key: number for number, key in enumerate(known)}
    rules = [
        rule
        for rule in AdmissionRule.objects.filter(release=row.release_id, to_level=row.level)
        if row.level and (not rule.only_for or row.key in rule.only_for.split())
    ]
    return tuple(
        AdmissionItem(
            id=rule.key,
            from_level=known.get(rule.from_level),
            kind=rule.kind,
            condition=_text(rule, "condition", lang),
            since=rule.since,
            until=rule.until,
            source=rule.source,
            is_certain=rule.is_certain,
        )
        for rule in sorted(rules, key=lambda rule: (place.get(rule.from_level, len(place)), rule.key))
    )
