"""Reads rosters in UWLR 2.3: the XML of school, groups, learners and teachers of an administration system. Pure.

The ECK iD is the key of a person, and the key of the administration system where there is none. Birth dates and numbers
are never read. The answers may come in their SOAP envelope; it does no exchange itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import STAFF, Group, Membership, Person, Place, Role, Roster, School, Year
from wending.school.sources.cells import Notes, Reading, limit, private, staff_key, tell_private

ROOT = "leerlinggegevens"
VERSION = "2.3"
MAX_ELEMENTS = 2_000_000
_LINE = "\0line"
_MEND = "Ask the supplier for the learner data of UWLR 2.3, and save the answer as it comes."


class _Counting(TreeBuilder):
    """Builds the tree with the line of each element, and stops at too many of them."""

    parser: DefusedXMLParser
    count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element."""
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise ValueError("too many elements")
        element: Element = super().start(tag, attrs)
        element.set(_LINE, str(self.parser.parser.CurrentLineNumber))
        return element


def parse(name: str, data: bytes, *, learners_whole: bool = False, staff_whole: bool = False) -> Reading:
    """Read one answer. Nothing in it says that it is whole: who asked for it knows that.

    Raise BadInput when it cannot be read at all.
    """
    limit(name, data)
    root = _tree(name, data)
    found = root if _local(root) == ROOT else next((each for each in root.iter() if _local(each) == ROOT), None)
    if found is None:
        raise BadInput(file=name, wrong=f"has no element {ROOT}.", mend=_MEND, code="no-element", about=(ROOT,))
    notes = Notes()
    tell_private(notes, Place(name), sorted({_local(each) for each in found.iter() if private(_local(each))}))
    reader = _Reader(name, notes)
    school, year = reader.school(_child(found, "school"))
    groups = [reader.group(each, school, year) for each in _children(_child(found, "groepen"))]
    learners = [reader.person(each, school) for each in _children(_child(found, "leerlingen"), "leerling")]
    staff = [reader.person(each, school) for each in _children(_child(found, "leerkrachten"), "leerkracht")]
    whole: set[Role] = {"learner"} if learners_whole else set()
    whole |= STAFF if staff_whole else set()
    roster = Roster(
        (school,) if school else (),
        (year,) if year else (),
        tuple(group for group in groups if group),
        tuple(person for person in learners + staff if person),
        frozenset(whole),
    )
    return Reading(roster, tuple(notes.found))


class _Reader:
    """Makes records of elements, and tells what is wrong with them."""

    def __init__(self, file: str, notes: Notes) -> None:
        self.file, self.notes = file, notes

    def school(self, element: Element | None) -> tuple[School | None, Year | None]:
        """Return the school and the school year."""
        if element is None:
            raise BadInput(file=self.file, wrong="has no school.", mend=_MEND, code="no-school")
        place = self.place(element)
        version = self.text(element, "xsdversie")
        if not version:
            self.notes.tell(place, "no-version", VERSION)
        elif version != VERSION:
            self.notes.tell(place, "other-version", version, VERSION)
        brin, site = self.text(element, "brincode"), self.text(element, "dependancecode")
        key = f"{brin}{site}" if brin else self.text(element, "schoolkey")
        if not key:
            wrong = "has no brincode and no schoolkey."
            raise BadInput(file=self.file, line=place.line, wrong=wrong, mend=_MEND, code="no-brin")
        name = self.text(element, "schooljaar")
        return School(key, code=f"{brin}{site}", place=place), Year(name, name, place=place) if name else None

    def group(self, element: Element, school: School | None, year: Year | None) -> Group | None:
        """Return a home group (groep) or another group (samengestelde_groep); None for something else."""
        kind, place = _local(element), self.place(element)
        if kind not in ("groep", "samengestelde_groep"):
            self.notes.tell(place, "no-group", kind)
            return None
        key = self.key(element, "key")
        if not key:
            self.notes.refuse(place, "without-key", kind)
            return None
        return Group(
            id=key,
            name=self.text(element, "naam") or key,
            school=school.id if school else "",
            year=year.id if year else "",
            grade=self.text(element, "jaargroep"),
            home=kind == "groep",
            place=place,
        )

    def person(self, element: Element, school: School | None) -> Person | None:
        """Return a learner or a teacher."""
        place, learner = self.place(element), _local(element) == "leerling"
        eckid, local = self.key(element, "eckid"), self.key(element, "key")
        if not (eckid or local):
            self.notes.refuse(place, "without-key", _local(element))
            return None
        memberships = frozenset(self.memberships(element, learner))
        roles = {each.role for each in memberships} | {"learner" if learner else self.role(element)}
        return Person(
            id=eckid or (local if learner else staff_key(local)),
            first=self.text(element, "roepnaam") or self.text(element, "voornamen"),
            infix=self.text(element, "voorvoegsel"),
            last=self.text(element, "achternaam"),
            local=local,
            school=school.id if school else "",
            grade=self.text(element, "jaargroep") if learner else "",
            roles=frozenset(roles),
            memberships=memberships,
            place=place,
        )

    def memberships(self, element: Element, learner: bool) -> Iterator[Membership]:
        """Yield the groups of a person, wherever they stand inside the element."""
        for each in element.iter():
            if _local(each) in ("groep", "samengestelde_groep"):
                key = self.key(each, "key") or self.clean(each, "groep", (each.text or "").strip())
                if key:
                    yield Membership(key, "learner" if learner else self.role(each))

    def role(self, element: Element) -> Role:
        """Return the role of a teacher: mentor where that is said in words, else teacher."""
        words = self.text(element, "rol") + " " + self.text(element, "rolomschrijving")
        return "mentor" if "mentor" in words.casefold() else "teacher"

    def place(self, element: Element) -> Place:
        """Return where an element stands."""
        return Place(self.file, int(element.get(_LINE, "0")))

    def key(self, element: Element, name: str) -> str:
        """Return an attribute."""
        return self.clean(element, name, (element.get(name) or "").strip())

    def text(self, element: Element, name: str) -> str:
        """Return the text of a direct child, "" where there is none."""
        child = _child(element, name)
        return "" if child is None else self.clean(child, name, (child.text or "").strip())

    def clean(self, element: Element, name: str, text: str) -> str:
        """Return a text that may be kept."""
        return self.notes.clean(self.place(element), name, text)


def _tree(name: str, data: bytes) -> Element:
    builder = _Counting()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as problem:
        wrong = "holds a document type or entities, which the format has no need of."
        raise BadInput(file=name, wrong=wrong, mend=_MEND, code="entities") from problem
    except ParseError as problem:
        wrong = "is no whole XML."
        raise BadInput(file=name, line=problem.position[0], wrong=wrong, mend=_MEND, code="no-xml") from problem
    except (ValueError, LookupError) as problem:
        wrong = f"cannot be read ({problem})."
        raise BadInput(file=name, wrong=wrong, mend=_MEND, code="xml-unreadable") from problem
    return root


def _local(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _children(element: Element | None, name: str = "") -> list[Element]:
    return [each for each in (() if element is None else element) if not name or _local(each) == name]


def _child(element: Element, name: str) -> Element | None:
    return next(iter(_children(element, name)), None)
