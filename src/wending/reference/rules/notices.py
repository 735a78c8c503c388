"""What is worth a look in contents that are about to be loaded, though nothing hinders loading. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator

from wending.reference.rules import labour_market as lm
from wending.reference.rules.contents import Contents

# Classes, segments and groups of BRC 2014 by number of digits, as CBS publishes the list.
BRC_SIZES = {2: 13, 3: 41, 4: 114}
_SHOWN = 5


def notices(contents: Contents, regions: Collection[str]) -> Iterator[str]:
    """Yield remarks: regions that are not among the known ones, code lists of another size than expected.

    Without known regions nothing is said of them.
    """
    named = Counter(record.region for kind in (lm.FigureRecord, lm.MoveRecord) for record in contents.of(kind))
    unknown = sorted(set(named) - {lm.COUNTRY, *regions}) if regions else []
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        yield f"regions that are not known stay as given: {', '.join(unknown[:_SHOWN])}{more}"
    sizes = Counter(len(code.code) for code in contents.of(lm.CodeRecord) if code.system == "brc2014")
    for digits, expected in BRC_SIZES.items():
        if sizes and sizes[digits] != expected:
            yield f"BRC 2014 has {sizes[digits]} codes of {digits} digits here, where {expected} are expected"
