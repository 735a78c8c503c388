"""What somebody told in studies, found by their name in each: for their export, and for nobody else."""

from typing import Any

from wending.effect.queries.my_answers import my_studies
from wending.ledger.rules.actor import Actor


def apart(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """Return the answers of who asks, a record for each wave; `told` is the same as `values`, in words."""
    rows = [
        {
            "study": {"id": one.study.pk, "name": one.title},
            "horizon": wave.horizon,
            "week": wave.week,
            "values": dict(wave.values),
            "told": [f"{name}: {value}" for name, value in wave.told],
        }
        for one in my_studies(actor)
        for wave in one.answers
    ]
    return {"effect.waveanswer": rows}
