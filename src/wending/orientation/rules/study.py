"""What someone tells about learning: the level they have, subjects, ways of learning, and where.

Terms: a *level* is a key of the levels of education that the catalogue has; a *subject* likewise; a *way* is what a
person calls it, with the modes of programmes that belong to it; *region* is a code of a region of the labour market.
Which field of study a subject is part of is our own judgement, by the text of ISCED-F 2013; no study measured it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SCHOOL_LEVELS = (
    *("po", "pro", "vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo", "mbo-entree", "mbo-2", "mbo-3", "mbo-4"),
    *("ad", "hbo-bachelor", "wo-bachelor", "hbo-master", "wo-master", "phd"),
)
WAYS: dict[str, tuple[str, ...]] = {
    "work": ("bbl", "duaal"),
    "school": ("bol", "voltijd"),
    "beside": ("deeltijd",),
    "online": ("online",),
}
DISTANCES = ("anywhere", "region")
MUCH, SOME = 1.0, 0.5
# Subject -> beginnings of fields of ISCED-F of which it is much, and of which it is some.
_FIELDS: dict[str, tuple[str, str]] = {
    "nederlands": ("0232 0321", "011 0231 0322 0415 0421"),
    "engels": ("0231", "0232 0414 0416 1015"),
    "frans": ("0231", "0416 1013 1015"),
    "wiskunde": ("0541 0542", "0311 0411 0412 0533 06 0713 0714 0715 0731 0732"),
    "rekenen": ("", "0411 0412 0416 0732"),
    "natuurkunde": ("0533 0713 0714 0715", "0532 0711 0716 0731 0732 0914"),
    "scheikunde": ("0512 0531 0711 0916", "0532 0721 0722 0912 0914"),
    "biologie": ("0511 0841 0912 0914", "0512 0521 0522 081 082 083 0911 0913 0915 0916 0917 1014"),
    "informatica": ("061", "0211 0542 0714"),
    "economie": ("0311 0411 0412 0413", "0414 0415 0416 0421 1015"),
    "geschiedenis": ("0222", "0221 0223 0312 0314 0322 0421"),
    "aardrijkskunde": ("0521 0532", "0522 0712 0731 1015 1041"),
    "maatschappijleer": ("0312 0314 0923", "0313 0321 0421 1032"),
    "filosofie": ("0223", "0221 0313 0314"),
    "tekenen": ("0211 0212 0213", "0214 0723 0731 1012"),
    "handvaardigheid": ("0214", "0212 0715 0722 0723 0732"),
    "muziek": ("0215", ""),
    "drama": ("0215", "0211"),
    "lo": ("1014", "0915 1031 1032"),
}
SUBJECTS = tuple(_FIELDS)
_REGION = re.compile(r"[A-Za-z0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Study:
    """What someone told about learning; everything may be empty. No subject is both liked and disliked."""

    level: str = ""
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    region: str = ""
    distance: str = "anywhere"


def subject_share(subject: str, isced_f: str) -> float:
    """Return how much of a subject is in a detailed field: 1 much, 0.5 some, 0 none.

    >>> subject_share("biologie", "0913"), subject_share("biologie", "0912"), subject_share("biologie", "0611")
    (0.5, 1.0, 0.0)
    """
    much, some = _FIELDS[subject]
    if isced_f.startswith(tuple(much.split())):
        return MUCH
    return SOME if isced_f.startswith(tuple(some.split())) else 0.0


def study_from_json(raw: object) -> Study:
    """Return what the session holds of learning; anything unknown is left out."""
    if not isinstance(raw, Mapping):
        return Study()
    liked = _known(raw.get("liked"), SUBJECTS)
    level, region, distance = raw.get("level"), raw.get("region"), raw.get("distance")
    return Study(
        level=level if isinstance(level, str) and level in SCHOOL_LEVELS else "",
        liked=liked,
        disliked=tuple(one for one in _known(raw.get("disliked"), SUBJECTS) if one not in liked),
        ways=_known(raw.get("ways"), tuple(WAYS)),
        region=region if isinstance(region, str) and _REGION.fullmatch(region) else "",
        distance=distance if isinstance(distance, str) and distance in DISTANCES else DISTANCES[0],
    )


def _known(raw: object, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items of a list that are allowed, each once, in the order in which they are offered."""
    return tuple(one for one in allowed if one in raw) if isinstance(raw, list | tuple) else ()
