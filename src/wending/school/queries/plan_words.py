"""What a plan for a roster changes, in words and by name, for the manager whose file it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.school.queries.words import FIELDS, roles_in_words
from wending.school.rules.roster import Group, Person, Roster
from wending.school.rules.roster_plan import Change, Plan
from wending.school.rules.same_people import name_of

# More lines than this nobody reads on a page.
MOST_LINES = 200


@dataclass(frozen=True)
class Lines:
    """One kind of change: what it is called, how often it happens, and the first of it by name."""

    title: str
    count: int
    lines: list[str]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


def changes_in_words(known: Roster, steps: Plan) -> list[Lines]:
    """Return each kind of change that happens, in a fixed order."""
    groups = {each.id: each.name or each.id for each in known.groups}
    groups |= {each.id: each.name or each.id for _kind, each in steps.added if isinstance(each, Group)}
    names = {each.id: name_of(each) for each in known.people}
    ended = [key for kind, key in steps.ended if kind == "people"]
    kinds = (
        (_("Nieuwe mensen"), [_new(each, groups) for _kind, each in steps.added if isinstance(each, Person)]),
        (_("Naar een andere klas"), [_moved(names[one.person], one.left, one.joined, groups) for one in steps.moved]),
        (_("Weg van school"), [names[key] for key in ended]),
        (_("Andere gegevens"), [_changed(names[one.id], one) for one in steps.changed if one.kind == "people"]),
        (_("Nieuwe groepen"), [groups[each.id] for _kind, each in steps.added if isinstance(each, Group)]),
        (_("Groepen die stoppen"), [groups[key] for kind, key in steps.ended if kind == "groups"]),
        (_("Groepen die veranderen"), sorted({groups[one.id] for one in steps.changed if one.kind == "groups"})),
    )
    return [Lines(title, len(lines), sorted(lines)[:MOST_LINES]) for title, lines in kinds if lines]


def _new(person: Person, groups: dict[str, str]) -> str:
    where = _listed({each.group for each in person.memberships}, groups)
    words = f"{name_of(person)}, {roles_in_words(sorted(person.roles))}"
    return f"{words}, {where}" if where else words


def _moved(name: str, left: Iterable[str], joined: Iterable[str], groups: dict[str, str]) -> str:
    values = {"name": name, "left": _listed(left, groups) or "-", "joined": _listed(joined, groups) or "-"}
    return _("%(name)s: van %(left)s naar %(joined)s") % values


def _listed(keys: Iterable[str], groups: dict[str, str]) -> str:
    return ", ".join(sorted(groups.get(key, key) for key in keys))


def _changed(name: str, change: Change) -> str:
    field, before, after = change.field, change.before, change.after
    if field == "memberships":
        return _("%(name)s: andere groepen of dagen") % {"name": name}
    if field == "mentors":
        return _("%(name)s: een andere mentor") % {"name": name}
    if field == "roles":
        return f"{name}: {roles_in_words(sorted(before))} → {roles_in_words(sorted(after))}"
    word = FIELDS.get(field, _("nummer"))
    return f"{name}: {word} {before or '-'} → {after or '-'}"
