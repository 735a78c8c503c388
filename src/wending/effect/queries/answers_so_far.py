"""How often a study was reckoned since its outcomes were opened: told to everybody, so that no answer is picked out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wending.effect.models import Run, Study


def counted_words(study: Study, run: Run | None = None) -> tuple[str, ...]:
    """Return which of all runs an answer is, and how many data sets came since; empty before outcomes were opened.

    run: the run of the answer; without one only how many there were. Runs that were stopped or broke count as well.
    """
    if study.opened is None:
        return ()
    runs = list(study.runs.order_by("made", "pk").values_list("pk", flat=True))
    if run is not None and run.pk in runs:
        told = {"n": runs.index(run.pk) + 1, "all": len(runs)}
        first = _("Dit is berekening %(n)s van %(all)s sinds de uitkomsten open zijn.") % told
    else:
        first = _("Berekeningen sinds de uitkomsten open zijn: %(all)s.") % {"all": len(runs)}
    sets = study.data_sets.filter(made__gte=study.opened).count()
    return first, _("Nieuwe gegevens sinds de uitkomsten open zijn: %(n)s keer.") % {"n": sets}
