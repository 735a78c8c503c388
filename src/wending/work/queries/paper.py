"""The training plan of a firm on paper: the same lines and totals as the page, with what is not known said."""

from decimal import Decimal
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from wending.kit.pdf import render_pdf
from wending.ledger.rules.actor import Actor
from wending.work.queries.training import plan

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "training.typ"


def training_paper(actor: Actor, lang: str) -> bytes:
    """Return the training plan of the firm that who asks manages, as PDF."""
    found = plan(actor, lang)
    unknown = _("nog niet bekend")
    rows = [
        [
            one.row.what,
            f"{one.row.who} ({one.row.people})",
            date_format(one.row.starts, "j F Y") if one.row.starts else unknown,
            amount(one.row.hours, unknown),
            amount(one.row.costs, unknown, places=2),
            one.row.owner or unknown,
        ]
        for one in found.lines
    ]
    sums = found.totals
    told = [
        _("Mensen: %(n)s") % {"n": sums.people},
        _("Uren samen: %(n)s") % {"n": amount(sums.hours, "")},
        _("Kosten samen: € %(n)s") % {"n": amount(sums.costs, "", places=2)},
    ]
    if sums.hours_unknown or sums.costs_unknown:
        told.append(
            _("Let op: van %(hours)s regels kennen we de uren niet, van %(costs)s regels de kosten niet.")
            % {"hours": sums.hours_unknown, "costs": sums.costs_unknown}
        )
    schemes = [
        {"name": one.scheme.facts.name, "text": " ".join([one.scheme.period, one.scheme.facts.check_here]).strip()}
        for one in found.lines
        if one.scheme
    ]
    content = {
        "title": _("Opleidingsplan van %(firm)s") % {"firm": actor.organisation_name},
        "language": lang,
        "footer": date_format(timezone.localdate(), "j F Y"),
        "heads": [_("Wat"), _("Wie"), _("Begin"), _("Uren per persoon"), _("Kosten per persoon"), _("Wie regelt het")],
        "rows": rows,
        "totals": told,
        "schemes_title": _("Regelingen: kijk eerst of ze nog gelden"),
        "schemes": list({one["name"]: one for one in schemes}.values()),
    }
    return render_pdf(TEMPLATE, content)


def amount(value: Decimal | None, unknown: str, places: int = 1) -> str:
    """Return an amount as people write it, or the words for what is not known."""
    return unknown if value is None else str(number_format(value, decimal_pos=places, use_l10n=True))
