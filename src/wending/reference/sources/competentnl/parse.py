"""From CompetentNL to records: results of SPARQL queries in JSON, or Turtle, in any number of files. Pure: bytes in,
records out.

Both are read as statements (subject, predicate, object), so that they give the same contents and their order is of no
matter. A knowledge area that is also called a human capability is knowledge.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from wending.reference.rules import labour_market as lm
from wending.reference.rules import needs as n
from wending.reference.rules import records as r
from wending.reference.sources.competentnl.names import TYPE, Names
from wending.reference.sources.json_files import AGAIN, Term, read_results
from wending.reference.sources.turtle import read_turtle

MAX_URI = 200
_LABELS: tuple[r.LabelType, ...] = ("preferred", "alternative")
_KINDS: dict[str, r.Kind] = {"occupation": "occupation", "skill": "skill", "knowledge": "skill", "task": "task"}
_NEEDS: dict[str, n.Strength] = {
    "essential": "essential",
    "important": "important",
    "somewhat": "somewhat",
    "task_essential": "essential",
    "task_optional": "optional",
}
_TASKS = {"task_essential", "task_optional"}
_ADD_CONCEPTS = "Add the results of the query of concepts for it."


class _Said(NamedTuple):
    """One statement of one file. `subject` of a nameless node carries the file, for such names hold in one file."""

    file: str
    subject: str
    value: Term
    node: str


def parse_competentnl(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield the occupations, skills, tasks, names, needs and matches of the files; raise BadInput naming the file.

    `columns` maps our fields to URIs of classes and predicates, and subject, predicate, object to variables of queries.
    """
    names = Names(files[0][0], columns)
    said: dict[str, list[_Said]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for file, content in files:
        for subject, predicate, value in _statements(file, content, names):
            if predicate == TYPE:
                _note_kind(kinds, file, subject.value, names.class_of(file, value.value))
            elif field := names.field_of(file, predicate):
                said[field].append(_Said(file, _node(file, subject), value, _node(file, value)))
    if "occupation" not in kinds.values():
        raise r.BadInput(file=files[0][0], wrong="holds no occupation, nor does another file.", mend=_ADD_CONCEPTS)
    if not any(said[field] for field in _NEEDS):
        wrong = "does not say what occupations need, nor does another file."
        raise r.BadInput(file=files[0][0], wrong=wrong, mend="Add the results of the queries of needs.")
    yield from _concepts(kinds)
    yield from _labels(files[0][0], kinds, said)
    yield from _definitions(kinds, said["definition"])
    yield from _riasec(kinds, said["riasec"])
    for field, strength in _NEEDS.items():
        yield from _needs(kinds, said[field], strength, is_task=field in _TASKS)
    for kind in n.MATCHES:
        yield from _matches(kinds, said[kind], kind)


def _statements(file: str, content: bytes, names: Names) -> Iterator[tuple[Term, str, Term]]:
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower()
    if not start:
        raise r.BadInput(file=file, wrong="is empty.", mend=AGAIN)
    if start.startswith((b"pk\x03\x04", b"\x1f\x8b")):
        raise r.BadInput(file=file, wrong="is packed (zip or gzip).", mend="Unpack it and give the file that is in it.")
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        wrong = "is a web page or XML, neither results of a query in JSON nor Turtle."
        raise r.BadInput(file=file, wrong=wrong, mend="Ask for application/sparql-results+json or text/turtle.")
    if not start.startswith(b"{"):
        yield from read_turtle(file, content)
        return
    for number, row in read_results(file, content):
        absent = [name for name in names.variables if name not in row]
        if absent:
            there = ", ".join(f"?{name}" for name in row) or "nothing"
            wrong = f"result {number} gives no ?{absent[0]}; it gives {there}."
            mend = "Ask for ?subject ?predicate ?object, or tell with --map which variable is which."
            raise r.BadInput(file=file, wrong=wrong, mend=mend)
        subject, predicate, value = (row[name] for name in names.variables)
        if subject.kind == "literal" or predicate.kind != "uri":
            wrong = f"result {number} is no statement: a subject is no text, and a predicate is a URI."
            raise r.BadInput(file=file, wrong=wrong, mend="Check which variable is which.")
        yield subject, predicate.value, value


def _node(file: str, term: Term) -> str:
    return f"{file} {term.value}" if term.kind == "bnode" else term.value


def _note_kind(kinds: dict[str, str], file: str, uri: str, kind: str) -> None:
    if not kind:
        return
    both = {kind, kinds.get(uri, kind)}
    if both == {"skill", "knowledge"}:
        kind = "knowledge"
    elif len(both) > 1:
        wrong = f"calls {uri} {' and '.join(sorted(both))} at once."
        raise r.BadInput(file=file, wrong=wrong, mend="Check the query of concepts.")
    if len(uri) > MAX_URI or not uri.startswith(("http://", "https://", "urn:")):
        wrong = f"{uri[:MAX_URI]!r} is not a URI of at most {MAX_URI} characters."
        raise r.BadInput(file=file, wrong=wrong, mend=AGAIN)
    kinds[uri] = kind


def _concepts(kinds: Mapping[str, str]) -> Iterator[Any]:
    for uri, kind in kinds.items():
        if kind == "occupation":
            yield r.OccupationRecord(uri, isco_code="")
        elif kind == "task":
            yield n.TaskRecord(uri)
        else:
            yield r.SkillRecord(uri, "knowledge" if kind == "knowledge" else "skill")


def _labels(first: str, kinds: Mapping[str, str], said: Mapping[str, list[_Said]]) -> Iterator[r.LabelRecord]:
    """Yield names, given as text or, as SKOS-XL does, by a node that has the text."""
    texts: dict[str, list[Term]] = defaultdict(list)
    for one in said.get("literal", ()):
        texts[one.subject].append(one.value)
    preferred: dict[tuple[str, str], str] = {}
    for label_type in _LABELS:
        for one in said.get(label_type, ()):
            if one.subject not in kinds:
                continue
            given = [one.value] if one.value.kind == "literal" else texts.get(one.node, [])
            found = [text for text in given if text.value]
            if not found:
                wrong = f"names {one.subject} by {one.value.value!r}, of which no file gives the text."
                raise r.BadInput(file=one.file, wrong=wrong, mend="Ask for skosxl:literalForm of it too.")
            for text in found:
                lang = _language(text)
                if label_type == "preferred" and preferred.setdefault((one.subject, lang), text.value) != text.value:
                    two = sorted([preferred[one.subject, lang], text.value])
                    wrong = f"{one.subject} has two names in {lang or 'no language'}: {two[0]!r} and {two[1]!r}."
                    raise r.BadInput(file=one.file, wrong=wrong, mend="Keep one of both.")
                yield r.LabelRecord(_KINDS[kinds[one.subject]], one.subject, lang, label_type, text.value)
    named = {uri for uri, _ in preferred}
    if unnamed := sorted(set(kinds) - named):
        wrong = f"does not name {unnamed[0]}, nor does another file ({len(unnamed)} without a name)."
        raise r.BadInput(file=first, wrong=wrong, mend="Add the results of the query of names.")


def _definitions(kinds: Mapping[str, str], said: Iterable[_Said]) -> Iterator[r.TextRecord]:
    texts: dict[tuple[str, str], str] = {}
    for one in said:
        if one.subject in kinds and one.value.kind == "literal" and one.value.value:
            place = (one.subject, _language(one.value))
            # Some concepts have several: the first in the order of the alphabet, whatever the order of the files.
            texts[place] = min(texts.get(place, one.value.value), one.value.value)
    for (uri, lang), text in texts.items():
        yield r.TextRecord(_KINDS[kinds[uri]], uri, lang, "definition", text)


def _riasec(kinds: Mapping[str, str], said: Iterable[_Said]) -> Iterator[lm.CodeLinkRecord]:
    for one in said:
        if one.subject not in kinds:
            continue
        if one.value.kind != "literal" or not one.value.value or set(one.value.value) - set("RIASEC"):
            wrong = f"{one.value.value!r} of {one.subject} is no letter of RIASEC."
            raise r.BadInput(file=one.file, wrong=wrong, mend="Leave hasRIASEC out of the query.")
        for letter in one.value.value:
            yield lm.CodeLinkRecord("competentnl", one.subject, "riasec", letter)


def _needs(
    kinds: Mapping[str, str], said: Iterable[_Said], strength: n.Strength, *, is_task: bool
) -> Iterator[n.NeedRecord]:
    wanted = {"task"} if is_task else {"skill", "knowledge"}
    for one in said:
        for uri, allowed in ((one.subject, {"occupation"}), (one.node, wanted)):
            if kinds.get(uri) not in allowed:
                wrong = f"{uri} is {kinds.get(uri) or 'nothing that a file names'}, not {' or '.join(sorted(allowed))}."
                raise r.BadInput(file=one.file, wrong=wrong, mend=_ADD_CONCEPTS)
        yield n.NeedRecord(one.subject, one.node, strength)


def _matches(kinds: Mapping[str, str], said: Iterable[_Said], kind: n.MatchKind) -> Iterator[n.MatchRecord]:
    for one in said:
        if one.subject not in kinds:
            continue
        if one.value.kind != "uri" or len(one.value.value) > MAX_URI:
            wrong = f"matches {one.subject} to {one.value.value[:MAX_URI]!r}, which is no URI."
            raise r.BadInput(file=one.file, wrong=wrong, mend="Check the query of matches.")
        yield n.MatchRecord(one.subject, one.value.value, kind)


def _language(text: Term) -> str:
    """Return the language without country, "" when the text does not tell."""
    return text.lang.split("-")[0][:8]
