"""What O*NET measured of an occupation, reached through the crosswalk. American figures, told as such."""

from dataclasses import dataclass

from wending.reference.models import Broader, Link, OnetOccupation, Trait
from wending.reference.queries.releases import releases_in_force

RIASEC = "RIASEC"
INTERESTS = {f"1.B.1.{letter}": code for letter, code in zip("abcdef", RIASEC, strict=True)}
HIGH_POINTS = ("1.B.1.g", "1.B.1.h", "1.B.1.i")
VALUES = {
    "1.B.2.a": "achievement",
    "1.B.2.b": "working_conditions",
    "1.B.2.c": "recognition",
    "1.B.2.d": "relationships",
    "1.B.2.e": "support",
    "1.B.2.f": "independence",
}


@dataclass(frozen=True, slots=True)
class OnetProfile:
    """The worker profile of the O*NET occupation that corresponds to an occupation.

    confidence: of the correspondence, 0 to 1, None when not stated; is_inherited: it is that of the broader occupation.
    interests: R, I, A, S, E, C -> 1 to 7; high_points: up to three letters, strongest first; values: six work values
    -> extent 1 to 7; job_zone: 1 to 5; education: category 1 to 12 -> percentage of workers. Empty when not measured.
    """

    code: str
    title: str
    confidence: float | None
    is_inherited: bool
    interests: dict[str, float]
    high_points: str
    values: dict[str, float]
    job_zone: int | None
    education: dict[int, float]


def onet_profile(uri: str) -> OnetProfile | None:
    """Return the O*NET profile of an occupation, of its broader occupation where it has no link itself, or nothing."""
    in_force = {release.source: release.id for release in releases_in_force()}
    if "crosswalk" not in in_force or "onet" not in in_force:
        return None
    for candidate, is_inherited in [
        (uri, False),
        *[(broader, True) for broader in _broader(uri, in_force.get("esco"))],
    ]:
        links = Link.objects.filter(release=in_force["crosswalk"], uri=candidate).order_by("-confidence", "code")
        for code, confidence in links.values_list("code", "confidence"):
            occupation = OnetOccupation.objects.filter(release=in_force["onet"], code=code).first()
            if occupation is not None:
                return _profile(occupation, confidence, is_inherited)
    return None


def _broader(uri: str, release: int | None) -> list[str]:
    """Return the occupations above an occupation, nearest first."""
    above: list[str] = []
    while release is not None:
        rows = Broader.objects.filter(
            narrower__release=release, narrower__uri=(above or [uri])[-1], broader__kind="occupation"
        ).order_by("broader__uri")
        step = rows.values_list("broader__uri", flat=True).first()
        if step is None or step in above or step == uri:
            break
        above.append(step)
    return above


def _profile(occupation: OnetOccupation, confidence: float | None, is_inherited: bool) -> OnetProfile:
    domains = ("interest", "value", "job_zone", "education")
    traits = Trait.objects.filter(occupation=occupation, domain__in=domains)
    by_element = {(element, scale): value for element, scale, value in traits.values_list("element", "scale", "value")}
    places = [int(by_element.get((element, "IH"), 0)) for element in HIGH_POINTS]
    zone = by_element.get(("JZ", "JZ"))
    return OnetProfile(
        code=occupation.code,
        title=occupation.title,
        confidence=confidence,
        is_inherited=is_inherited,
        interests={letter: by_element[e, "OI"] for e, letter in INTERESTS.items() if (e, "OI") in by_element},
        high_points="".join(RIASEC[place - 1] for place in places if place),
        values={name: by_element[e, "EX"] for e, name in VALUES.items() if (e, "EX") in by_element},
        job_zone=None if zone is None else int(zone),
        education={int(scale[2:]): value for (_, scale), value in by_element.items() if scale.startswith("RL")},
    )
