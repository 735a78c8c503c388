"""What a brought file offers: items and skills to choose from, what is there already, and what does not come along.

The file is read anew each time, so that nothing is trusted that somebody could have changed in between.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wending.dossier.models import Item, ItemSkill
from wending.dossier.models.vault import read
from wending.dossier.queries.exchange_words import FORMS, STATUS
from wending.dossier.queries.item_words import KINDS, moment_text, period_text
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.rules import record as rules
from wending.dossier.rules.exchange import Held, Imported, Shape, called, fingerprint
from wending.dossier.rules.findings import Finding
from wending.dossier.rules.record import Moment, SkillClaim
from wending.dossier.sources.read import read_record
from wending.kit.keys import UnreadableError
from wending.ledger.rules.actor import Actor


class HeldGoneError(LookupError):
    """The file that waited is not there any more, or is of somebody else."""


@dataclass(frozen=True, slots=True)
class FindingShown:
    """What does not come along or is doubtful: where in the file, what, and what to do."""

    where: str
    wrong: str
    mend: str


@dataclass(frozen=True, slots=True)
class CredentialOffered:
    """What is known of a credential, what follows from it, and what was not checked and why."""

    issuer: str
    is_verified: bool
    words: str
    follows: str
    reasons: tuple[FindingShown, ...]


@dataclass(frozen=True, slots=True)
class ItemOffered:
    """An item of the file; `key` is its fingerprint, `is_known` that it stands on the timeline already."""

    key: str
    kind_words: str
    icon: str
    title: str
    organisation: str
    when: str
    skills: tuple[str, ...]
    credential: CredentialOffered | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """All that a file offers. `skills` are those that it tells with no item: value and name of each."""

    form: str
    items: tuple[ItemOffered, ...]
    skills: tuple[tuple[str, str], ...]
    left_out: tuple[FindingShown, ...]

    @property
    def new(self) -> list[ItemOffered]:
        """The items that can be added."""
        return [item for item in self.items if not item.is_known]

    @property
    def known(self) -> list[ItemOffered]:
        """The items that are there already."""
        return [item for item in self.items if item.is_known]


def held_record(actor: Actor, held: Held) -> Imported:
    """Return the record in a file of who asks that waits; read and checked anew.

    Raises:
        HeldGoneError: not there, or not theirs.
        RecordRefused: it does not hold any more, such as a badge that is over since.
    """
    if held.person != str(actor.me):
        raise HeldGoneError
    try:
        data = read(held.stored)
    except (FileNotFoundError, UnreadableError, ValueError) as problem:
        raise HeldGoneError from problem
    return read_record("", data)


def offered(actor: Actor, imported: Imported, lang: str) -> Offered:
    """Return what a record offers who asks; what stands in it twice is offered once."""
    known = known_items(actor)
    items = {key_of(item): item for item in imported.record.items}
    claims = [skill for item in imported.record.items for skill in item.skills] + list(imported.record.skills)
    names = skill_names([claim.uri for claim in claims], lang)
    return Offered(
        form=str(FORMS[imported.form]),
        items=tuple(_item(key, item, names, key in known) for key, item in items.items()),
        skills=tuple((key, _name(claim, names)) for key, claim in loose_skills(actor, imported).items()),
        left_out=tuple(told(one) for one in imported.findings),
    )


def loose_skills(actor: Actor, imported: Imported) -> dict[str, SkillClaim]:
    """Return the skills that the file tells with no item and who asks does not have yet, by their value in a form."""
    rows = ItemSkill.objects.filter(item__person=actor.me).values_list("uri", "name")
    had = {part.casefold() for row in rows for part in row if part}
    had |= {part.casefold() for item in imported.record.items for skill in item.skills for part in _both(skill)}
    return {
        f"skill:{(claim.uri or claim.name).casefold()}": claim
        for claim in imported.record.skills
        if not had & {part.casefold() for part in _both(claim)} and (claim.name or claim.uri)
    }


def key_of(item: rules.Item) -> str:
    """Return the fingerprint of an item of a file."""
    return fingerprint(item.kind, *called(item), item.start)


def known_items(actor: Actor) -> dict[str, Item]:
    """Return the items of who asks by their fingerprints: as they are now, and as the file told that they came from."""
    found: dict[str, Item] = {}
    for row in Item.objects.filter(person=actor.me).order_by("added", "pk"):
        found.setdefault(
            fingerprint(row.kind, row.title, row.organisation, start_of(row.begin, row.begin_precision)), row
        )
        if row.origin:
            found.setdefault(row.origin.rsplit(":", 1)[-1], row)
    return found


def start_of(moment: date | None, precision: str) -> Moment | None:
    """Return a date of a table as a record has it: its year, with the month when that is known."""
    if moment is None:
        return None
    return Moment(moment.year, None if precision == "year" else moment.month)


def day_of(moment: Moment | None) -> tuple[date | None, str]:
    """Return a moment of a record as a table has it: a date, and how much of it is known."""
    if moment is None:
        return None, ""
    return date(moment.year, moment.month or 1, 1), "month" if moment.month else "year"


def told(one: Finding) -> FindingShown:
    """Return a finding in the language of the page; that it is in the file as a whole needs no telling."""
    form, _slash, inside = one.where.partition("/")
    return FindingShown(inside if form in {*FORMS, *Shape, "cv"} else one.where, one.told(_), _(one.mend))


def _item(key: str, item: rules.Item, names: dict[str, str], is_known: bool) -> ItemOffered:
    words, icon = KINDS[item.kind]
    title, organisation = called(item)
    begin, end = moment_text(*day_of(item.start)), moment_text(*day_of(item.end))
    is_dated = bool(begin or end or item.is_ongoing)
    return ItemOffered(
        key=key,
        kind_words=str(words),
        icon=icon,
        title=title,
        organisation=organisation,
        when=period_text(begin, end, item.is_ongoing) if is_dated else "",
        skills=tuple(_name(claim, names) for claim in item.skills),
        credential=_credential(item.credential) if item.credential and item.credential.raw else None,
        is_known=is_known,
    )


def _credential(credential: rules.Credential) -> CredentialOffered:
    words, follows = STATUS[credential.status]
    return CredentialOffered(
        issuer=credential.issuer,
        is_verified=credential.status is rules.Status.VERIFIED,
        words=str(words),
        follows=str(follows),
        reasons=tuple(told(Finding("", reason.code, reason.params)) for reason in credential.reasons),
    )


def _name(claim: SkillClaim, names: dict[str, str]) -> str:
    return names.get(claim.uri) or claim.name or claim.uri


def _both(claim: SkillClaim) -> tuple[str, ...]:
    return tuple(part for part in (claim.uri, claim.name) if part)
