"""What experts judged related: a list of occupation codes with the codes nearest to them, in two tiers.

Terms: *tier* is `Primary-Short` (closest) or `Primary-Long`; *gain* is what a ranking earns for naming it. Relatedness
is not an observed move.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable

GAINS = {"Primary-Short": 2.0, "Primary-Long": 1.0}
COLUMNS = ("onet_code", "related_onet_code", "tier")


def expert_gains(lines: Iterable[str], file: str) -> dict[str, dict[str, float]]:
    """Return code -> related code -> gain from CSV lines; tiers without a gain are passed over.

    Raises ValueError that names the file and the line when a column is missing or a row is short.
    """
    rows = csv.DictReader(lines)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"{file}, line 1: no column {', '.join(missing)}. Needed are {', '.join(COLUMNS)}.")
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if any(not row[column] for column in COLUMNS):
            raise ValueError(f"{file}, line {rows.line_num}: a value is missing.")
        if row["tier"] in GAINS:
            gains[row["onet_code"]][row["related_onet_code"]] = GAINS[row["tier"]]
    return dict(gains)
