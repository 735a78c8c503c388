"""What is known of a credential after checking: its status with reasons, its issuer, and whether it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wending.dossier.rules.findings import RecordRefused, finding
from wending.dossier.rules.record import Reason, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and why it is that."""

    status: Status
    reasons: tuple[Reason, ...] = ()

    def and_also(self, *reasons: Reason) -> Verdict:
        """Return the verdict with more reasons; its status stays."""
        return Verdict(self.status, (*self.reasons, *reasons))


def because(code: str, **params: object) -> Reason:
    """Return a reason; raise KeyError for one without a sentence."""
    made = finding("", code, **params)
    return Reason(made.code, made.params)


def unverified(code: str, **params: object) -> Verdict:
    """Return that something was not checked, and why."""
    return Verdict(Status.UNVERIFIED, (because(code, **params),))


def verified(issuer_name: str) -> Verdict:
    """Return that the signature is right; a key that a name carries says nothing of who is behind the name."""
    return Verdict(Status.VERIFIED, (because("name_unchecked", issuer=issuer_name),))


def issuer_of(where: str, credential: dict[str, Any]) -> tuple[str, str]:
    """Return id and name of the issuer; the name is the id when there is none. Raise RecordRefused without issuer."""
    issuer = credential.get("issuer")
    if isinstance(issuer, list) and len(issuer) == 1:
        issuer = issuer[0]
    ident = issuer if isinstance(issuer, str) else issuer.get("id") if isinstance(issuer, dict) else None
    if not isinstance(ident, str) or not ident:
        raise RecordRefused(where, "no_issuer")
    named = (
        said(issuer.get("name") or issuer.get("legalName") or issuer.get("prefLabel"))
        if isinstance(issuer, dict)
        else ""
    )
    return ident, named or ident


def said(value: Any, lang: str = "") -> str:
    """Return a text that may be a map of languages: in the language asked, else Dutch, English or the first."""
    if isinstance(value, dict) and "@value" in value:
        value = value["@value"]
    if isinstance(value, dict):
        texts = {str(code).casefold(): text for code, text in value.items()}
        value = next((texts[code] for code in (lang, "nl", "en", *texts) if texts.get(code)), "")
    if isinstance(value, list):
        value = next((one for one in value if said(one, lang)), "")
        return said(value, lang)
    return value.strip() if isinstance(value, str) else ""


def read_time(value: Any) -> datetime | None:
    """Return a moment of ISO 8601 or seconds since 1970; None when it is neither. Without a zone it is UTC."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            found = datetime.fromisoformat(value.strip())
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def refuse_out_of_force(where: str, begins: Iterable[Any], ends: Iterable[Any], now: datetime) -> None:
    """Raise RecordRefused when one of the moments of begin or end, as far as told, puts it out of force now."""
    for value, code in [*((begin, "not_yet") for begin in begins), *((end, "expired") for end in ends)]:
        if value is None:
            continue
        moment = read_time(value)
        if moment is None:
            raise RecordRefused(where, "bad_proof", what=str(value)[:40])
        if (moment > now) if code == "not_yet" else (moment <= now):
            raise RecordRefused(where, code, date=f"{moment:%d-%m-%Y}")
