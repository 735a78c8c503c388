"""What a figure means in classes, by the bounds that its own source publishes, and two measures made from figures.

Classes are keys, from tight to loose and from good to bad; pages word them. A missing figure has no class.
"""

from wending.reference.rules.indicators import INDICATORS

# UWV, Spanningsindicator: above 4 is very tight, 1.5 to 4 tight, 0.67 to 1.5 average, 0.25 to 0.67 loose, below 0.25
# very loose. A bound belongs to the looser side, 0.25 to loose; the source does not say.
TENSION_BOUNDS = (("very_tight", 4.0), ("tight", 1.5), ("average", 0.67))
LOOSE_FROM = 0.25
TENSION_CLASSES = ("very_tight", "tight", "average", "loose", "very_loose")

# ROA, Indicator toekomstige arbeidsmarktsituatie (ITA): the highest value of each class.
OUTLOOK_BOUNDS = (("very_good", 0.85), ("good", 1.00), ("reasonable", 1.05), ("moderate", 1.15))
OUTLOOK_CLASSES = ("very_good", "good", "reasonable", "moderate", "bad")

# The levels of the Dutch qualifications framework that are called low, of work that may disappear first.
LOW_LEVELS = ("2", "3")


def tension(vacancies: float | None, people: float | None) -> float | None:
    """Return open vacancies per person looking for work (>= 0), None when unknown or when the group is too small."""
    if vacancies is None or people is None or vacancies < 0 or people < INDICATORS["tension"].smallest:
        return None
    return vacancies / people


def tension_class(value: float | None) -> str:
    """Return the class of a tension (>= 0) by the bounds of UWV, empty when unknown."""
    if value is None or value < 0:
        return ""
    for name, bound in TENSION_BOUNDS:
        if value > bound:
            return name
    return "loose" if value >= LOOSE_FROM else "very_loose"


def outlook_class(value: float | None) -> str:
    """Return the class of an ITA (supply over demand, >= 0) by the bounds of ROA, empty when unknown."""
    if value is None or value < 0:
        return ""
    return next((name for name, highest in OUTLOOK_BOUNDS if value <= highest), "bad")


def change(first: float | None, last: float | None) -> float | None:
    """Return the growth from first to last in per cent of the first (>= -100); None when unknown or from nothing."""
    if first is None or last is None or first <= 0:
        return None
    return 100 * (last - first) / first


def is_low_level(levels: list[tuple[str, str]]) -> bool:
    """Say whether in more than half of these occupations the highest usual level is NLQF 2 or 3.

    levels: the usual lowest and highest level of each occupation; unknown ones ("") do not count. Our own definition.
    """
    known = [high for _low, high in levels if high]
    return sum(high in LOW_LEVELS for high in known) * 2 > len(known)
