"""Who a code on paper is of, as long as it can be used."""

from django.utils import timezone

from wending.kit.tokens import hash_of, typed_code
from wending.school.models import JoinCode, SchoolPerson
from wending.school.queries.scope import here_now


def person_of_code(code: str, lock: bool = False) -> SchoolPerson | None:
    """Return the person of a code; None where it is unknown, used, over, or of who left or joined already."""
    found = JoinCode.objects.filter(code_hash=hash_of(typed_code(code)), until__gte=timezone.localdate()).first()
    if found is None:
        return None
    rows = SchoolPerson.objects.filter(here_now(), pk=found.person_id, account=None).select_related("organisation")
    return (rows.select_for_update(of=("self",)) if lock else rows).first()
