"""CompetentNL to records: JSON and Turtle alike, in any order and division over files; mistakes are named."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.competentnl import (
    ALL,
    CNLO,
    CONCEPTS,
    MAPPED,
    MORE,
    NAMES,
    NEEDS,
    RIJDEN,
    SAMENWERKEN,
    SKOS,
    SKOSXL,
    UWV,
    VERZORGEN,
    WASSEN,
    ZORG,
    ZORGER,
    Statement,
    sparql,
    turtle,
)
from tests.reference.factories import CARER, NURSE
from wending.reference.rules import labour_market as lm
from wending.reference.rules import needs as n
from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of, counts, digest
from wending.reference.sources.competentnl.names import TYPE
from wending.reference.sources.competentnl.parse import parse_competentnl

DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "sources" / "competentnl.md"


def read(*contents: bytes, columns: Mapping[str, str] = MAPPED) -> Contents:
    files = [(f"f{place}.json", content) for place, content in enumerate(contents)]
    return contents_of("competentnl", "", parse_competentnl(files, columns))


def refusal(*contents: bytes, columns: Mapping[str, str] = MAPPED) -> r.BadInput:
    with pytest.raises(r.BadInput) as caught:
        read(*contents, columns=columns)
    assert caught.value.mend
    return caught.value


def test_parse_competentnl_reads_concepts_names_needs_and_matches() -> None:
    found = read(sparql(CONCEPTS), sparql(NAMES), sparql(NEEDS), sparql(MORE))
    assert counts(found) == {
        "occupations": 2,
        "skills": 4,
        "tasks": 1,
        "needs.essential": 4,
        "needs.important": 2,
        "needs.somewhat": 1,
        "needs.optional": 1,
        "matches.exact": 1,
        "matches.close": 1,
        "matches.broad": 1,
        "labels.occupation.nl": 3,
        "labels.skill.nl": 4,
        "labels.task.nl": 1,
        "texts.skill.nl": 1,
        "code_links": 1,
    }
    assert r.SkillRecord(ZORG, "knowledge") in found.of(r.SkillRecord)
    assert r.SkillRecord(SAMENWERKEN, "skill") in found.of(r.SkillRecord)
    assert r.LabelRecord("occupation", ZORGER, "nl", "preferred", "Zorger") in found.of(r.LabelRecord)
    assert r.LabelRecord("occupation", ZORGER, "nl", "alternative", "Hulp in huis") in found.of(r.LabelRecord)
    assert n.NeedRecord(ZORGER, RIJDEN, "somewhat") in found.of(n.NeedRecord)
    assert n.NeedRecord(ZORGER, WASSEN, "essential") in found.of(n.NeedRecord)
    assert n.MatchRecord(ZORGER, NURSE, "close") in found.of(n.MatchRecord)
    assert n.MatchRecord(ZORGER, CARER, "broad") in found.of(n.MatchRecord)
    assert lm.CodeLinkRecord("competentnl", VERZORGEN, "riasec", "S") in found.of(lm.CodeLinkRecord)


def test_parse_competentnl_gives_the_same_from_turtle_and_json() -> None:
    assert digest(read(turtle(ALL))) == digest(read(sparql(ALL)))
    assert digest(read(turtle(CONCEPTS), sparql([*NAMES, *NEEDS]), turtle(MORE))) == digest(read(sparql(ALL)))


@settings(max_examples=30, deadline=None)
@given(st.permutations(ALL), st.integers(1, 3), st.booleans())
def test_parse_competentnl_does_not_mind_order_or_repetition(
    order: list[Statement], step: int, is_turtle: bool
) -> None:
    # Nameless nodes hold in one file, so names stay together.
    names = [statement for statement in order if statement in NAMES]
    others = [statement for statement in order if statement not in NAMES]
    write = turtle if is_turtle else sparql
    parts = [write(others[k::step]) for k in range(step)]
    assert digest(read(*parts, sparql(names), write(others[:3]))) == digest(read(sparql(ALL)))


def test_parse_competentnl_keeps_nameless_nodes_of_two_files_apart() -> None:
    other = [(RIJDEN, f"{SKOSXL}altLabel", "_:n1"), ("_:n1", f"{SKOSXL}literalForm", ("Sturen", "nl"))]
    labels = {(label.uri, label.text) for label in read(sparql(ALL), sparql(other)).of(r.LabelRecord)}
    assert (RIJDEN, "Sturen") in labels
    assert (RIJDEN, "Zorger") not in labels
    assert (ZORGER, "Sturen") not in labels


def test_parse_competentnl_takes_the_variables_of_the_query_from_the_mapping() -> None:
    columns = {**MAPPED, "subject": "s", "predicate": "p", "object": "o"}
    assert digest(read(sparql(ALL, ("s", "p", "o")), columns=columns)) == digest(read(sparql(ALL)))
    error = refusal(sparql(ALL, ("s", "p", "o")))
    assert "result 1 gives no ?subject; it gives ?s, ?p, ?o" in error.wrong


def test_parse_competentnl_does_not_guess_names_it_is_not_certain_of() -> None:
    for statements, looks_like in ((CONCEPTS, "task"), (NEEDS, "task_essential")):
        error = refusal(sparql(statements), columns={})
        assert "not certain" in error.wrong
        assert f"={looks_like}" in error.mend
    elsewhere = [(ZORGER, "https://linkeddata.competentnl.nl/def/other#requiresHATEssential", RIJDEN)]
    assert (
        "--map https://linkeddata.competentnl.nl/def/other#requiresHATEssential=essential"
        in refusal(sparql([*ALL, *elsewhere])).mend
    )
    assert "no field 'skillz'" in refusal(sparql(ALL), columns={"skillz": "x"}).wrong


def test_parse_competentnl_reads_a_broad_match_by_another_predicate_when_it_is_mapped() -> None:
    other = [(ZORGER, f"{UWV}broadMatchTaxonomyItemESCOBeroep", NURSE)]
    columns = {**MAPPED, "broad": f"{UWV}broadMatchTaxonomyItemESCOBeroep"}
    matches = read(sparql([*ALL, *other]), columns=columns).of(n.MatchRecord)
    assert n.MatchRecord(ZORGER, NURSE, "broad") in matches
    assert n.MatchRecord(ZORGER, CARER, "broad") in matches


@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (b"", None, "is empty"),
        (b"PK\x03\x04", None, "is packed"),
        (b"<!DOCTYPE html>\n<p>Inloggen</p>", None, "web page or XML"),
        (b"subject,predicate,object\nx,y,z\n", 1, "is not Turtle"),
        (sparql(ALL)[:-40], 1, "is not JSON, or it is cut off"),
        (b'{"results":\n {"bindings": [\n{]}}', 3, "is not JSON"),
        ('{"head": "\n\u00e9"}'.encode("latin-1"), 2, "not UTF-8"),
        (turtle(ALL)[:-30], len(ALL), "is not Turtle"),
        (turtle(CONCEPTS) + b"<a> <b> oeps .\n" + turtle(NEEDS), len(CONCEPTS) + 1, "is not Turtle"),
        (b"<a> <http://b> <http://c> .\n", None, "holds 'a', an address without its beginning"),
        (turtle(CONCEPTS) + '<a> <b> "\u00e9" .'.encode("latin-1"), len(CONCEPTS) + 1, "not UTF-8"),
        (b"# nothing\n", None, "has no statements"),
        (sparql([]), None, "has no results"),
        (b'{"boolean": true}', None, "no results of a SELECT query"),
        (b'{"results": {"bindings": [{"subject": {"value": "x"}}]}}', None, "?subject without a type"),
        (b'{"results": {"bindings": ["x"]}}', None, "result 1 is no object"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parse_competentnl_names_what_is_wrong_with_a_file(content: bytes, line: int | None, wrong: str) -> None:
    error = refusal(sparql(ALL), content)
    assert (error.file, error.line) == ("f1.json", line)
    assert wrong in error.wrong


@pytest.mark.parametrize(
    ("statements", "wrong"),
    [
        (NAMES, "holds no occupation"),
        ([*CONCEPTS, *NAMES], "does not say what occupations need"),
        ([*CONCEPTS, *NEEDS], "nor does another file (7 without a name)"),
        ([*ALL, (ZORGER, f"{CNLO}requiresHATEssential", "http://x/unknown")], "nothing that a file names"),
        ([*ALL, (ZORGER, f"{CNLO}requiresHATEssential", WASSEN)], "is task, not knowledge or skill"),
        ([*ALL, (ZORGER, MAPPED["task_optional"], RIJDEN)], "is skill, not task"),
        ([*ALL, (RIJDEN, f"{SKOS}prefLabel", ("Sturen", "nl"))], "two names in nl: 'Rijden' and 'Sturen'"),
        ([*ALL, (RIJDEN, f"{SKOSXL}altLabel", "_:n9")], "of which no file gives the text"),
        ([*ALL, (ZORGER, TYPE, f"{CNLO}KnowledgeArea")], "knowledge and occupation at once"),
        ([*ALL, (f"http://x/{'y' * 200}", TYPE, f"{CNLO}Occupation")], "not a URI of at most 200"),
        ([*ALL, (RIJDEN, f"{CNLO}hasRIASEC", ("Realistisch", "nl"))], "no letter of RIASEC"),
        ([*ALL, (RIJDEN, f"{CNLO}exactMatchESCO", ("rijden", "nl"))], "which is no URI"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parse_competentnl_refuses_what_does_not_fit_together(statements: list[Statement], wrong: str) -> None:
    for write in (sparql, turtle):
        assert wrong in str(refusal(write(statements)))


def test_queries_of_the_documentation_ask_for_what_is_read() -> None:
    """Run them with another implementation on a graph: their answers give what the graph itself gives."""
    graph = rdflib.Graph().parse(data=turtle(ALL), format="turtle")
    queries = re.findall(r"```sparql\n(.*?)```", DOCUMENTATION.read_text(), re.DOTALL)
    assert len(queries) == 4
    of_needs = next(query for query in queries if "requiresHATEssential" in query)
    for strength in ("Important", "Somewhat"):
        queries.append(of_needs.replace("requiresHATEssential", f"requiresHAT{strength}"))
    answers = [graph.query(query).serialize(format="json") for query in queries]
    assert all(answers)
    tasks = {WASSEN, *MAPPED.values()}
    without = [said for said in ALL if not tasks & set(map(str, said)) and said[1:] != (f"{SKOSXL}altLabel", "_:n2")]
    found = read(*(answer for answer in answers if answer), columns={})
    assert digest(found) == digest(read(turtle(said for said in without if said[0] != "_:n2"), columns={}))
