"""Why a table cannot be read, in words for pages. `%s` are the values of the code, in order.

What a domain tells of its own files stands in that domain; the console has the English of `BadInput` itself.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, str | Promise] = {
    "column-absent": _("De kolom %s ontbreekt. Voeg die toe."),
    "no-table": _("Dit kunnen we niet lezen als tabel. Sla het op als CSV."),
    "quote-open": _("Dit kunnen we niet lezen als tabel. Kijk of een aanhalingsteken niet is gesloten."),
    "row-width": _(
        "Deze regel heeft %s waarden. Boven de kolommen staan er %s. Kijk of een aanhalingsteken niet is gesloten, en "
        "of de regel heel is."
    ),
    "no-rows": _("Er staan alleen namen van kolommen in. Zet er regels onder."),
    "not-utf-8": _("Er staan tekens in die geen UTF-8 zijn. Sla het bestand op als UTF-8."),
    "zero-bytes": _("Dit is geen tekst. Sla het bestand op als tekst in UTF-8."),
}
