"""Effects over time from a panel in files: staggered group-time effects, and two-way fixed effects beside them.

The plain two-way figure mixes up effects when the start is staggered, so there is no way to get it alone here: both
come from the same sums, or neither does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from wending.engine.estimation.scale.aggregate import Aggregates, aggregates
from wending.engine.estimation.scale.engines import Engine
from wending.engine.estimation.scale.fixed_effects import TwoWay, two_way
from wending.engine.estimation.scale.group_time import Controls, GroupTime, Unbalanced, group_time
from wending.engine.estimation.scale.moments import Moments, moments
from wending.engine.estimation.scale.panel import Columns, look, refuse_few, renamed
from wending.engine.estimation.scale.source import Source
from wending.engine.estimation.scale.steps import Steps, Watch
from wending.engine.estimation.terms import Finding, NotAnswerable


@dataclass(frozen=True)
class EffectsOverTime:
    """What a panel says. is_staggered: treated from more than one period on; then two_way is a rival, not an answer.

    two_way is None where it cannot be told from levels of periods (`told` has why). told: what must be said beside it.
    """

    group_time: GroupTime
    aggregates: Aggregates
    two_way: TwoWay | None
    is_staggered: bool
    units: int
    told: tuple[Finding, ...]


def effects_over_time(
    engine: Engine,
    source: Source,
    columns: Columns | None = None,
    *,
    controls: Controls = Controls.NEVER,
    unbalanced: Unbalanced = Unbalanced.PAIRS,
    with_events: bool = True,
    reference: tuple[int, ...] = (-1,),
    watch: Watch | None = None,
) -> EffectsOverTime:
    """Return group-time effects with their aggregates, and two-way fixed effects beside them.

    Args:
        engine: `DuckDB` or `Spark`; the numbers are the same up to the last digits.
        columns: names of columns where they are not unit, period, outcome and first.
        controls: with whom the treated are compared in group-time effects.
        unbalanced: what group-time effects do with units not seen in every period; two-way effects use every row.
        with_events: two-way effects by time since the start too; reference: at which times they are set to 0.
        watch: checkpoint folder, progress and cancel.

    Raises:
        NotAnswerable: the data cannot carry an answer; the findings say why.
        Cancelled: the caller asked to stop; a later call with the same checkpoint goes on.
        ValueError: files that are not there or cannot be read.
    """
    columns = columns or Columns()
    try:
        rows = engine.open(source)
        steps = Steps(engine, source, {"of": "panel", **asdict(columns)}, watch or Watch())
        about = look(rows, columns, steps)
        sums = moments(renamed(rows, columns), about, steps)
    finally:
        engine.close()
    return from_moments(sums, about.told, controls, unbalanced, with_events, reference)


def from_moments(
    sums: Moments,
    told: tuple[Finding, ...] = (),
    controls: Controls = Controls.NEVER,
    unbalanced: Unbalanced = Unbalanced.PAIRS,
    with_events: bool = True,
    reference: tuple[int, ...] = (-1,),
) -> EffectsOverTime:
    """Finish from the sums; see `effects_over_time`."""
    start, end = sums.periods[0], sums.periods[-1]
    inside = (sums.first > start) & (sums.first <= end)
    compared = (sums.first == 0) if controls is Controls.NEVER else (sums.first == 0) | (sums.first > start)
    if controls is Controls.NOT_YET and not (sums.first == 0).any():
        # The last group is never an effect of its own, only one to compare with.
        compared = sums.first == sums.first.max()
        inside = inside & ~compared
    refuse_few(int(sums.units[inside].sum()), int(sums.units[compared].sum()))
    found = list(told)
    early, late = (sums.first > 0) & (sums.first <= start), sums.first > end
    if early.any():
        found.append(Finding("treated-from-the-start", (int(sums.units[early].sum()),), is_grave=False))
    if late.any():
        found.append(Finding("treated-after-the-end", (int(sums.units[late].sum()),), is_grave=False))
    partly = ~sums.seen.all(axis=1)
    if partly.any():
        about = (int(sums.units[partly].sum()), int(sums.units.sum()))
        found.append(Finding("units-partly-seen", about, is_grave=False))
    if sums.unseen:
        found.append(Finding("units-never-known", (sums.unseen,), is_grave=False))
    staggered = group_time(sums, controls, unbalanced)
    if not any(cell.since >= 0 for cell in staggered.cells):
        raise NotAnswerable((Finding("no-group-time-effect"),))
    if staggered.unknown:
        found.append(Finding("group-time-unknown", (len(staggered.unknown),), is_grave=False))
    starts = {int(one) for one in sums.first[(sums.first > start) & (sums.first <= end)]}
    both: TwoWay | None = None
    try:
        both = two_way(sums, with_events, reference)
        found += both.told
    except NotAnswerable as refused:
        found += [Finding(one.code, one.about, is_grave=False) for one in refused.findings]
    return EffectsOverTime(staggered, aggregates(staggered), both, len(starts) > 1, int(sums.units.sum()), tuple(found))
