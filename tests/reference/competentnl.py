"""A small made-up CompetentNL in the layout of the real one: two occupations, three skills, a knowledge area, a task.

The names of classes and predicates are those of the source; all that is said with them is invented.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.reference.factories import CARER, NURSE, no_rebuilds
from wending.reference.actions.load_release import Outcome, load_release
from wending.reference.sources.competentnl.names import TYPE

CNLO = "https://linkeddata.competentnl.nl/def/competentnl#"
UWV = "https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
_ID = "https://linkeddata.competentnl.nl/id"
ZORGER, RIJDER = f"{_ID}/occupation/zorger", f"{_ID}/occupation/rijder"
SAMENWERKEN, VERZORGEN, RIJDEN = (f"{_ID}/humancapability/{name}" for name in ("samenwerken", "verzorgen", "rijden"))
ZORG, WASSEN = f"{_ID}/knowledgearea/zorg", f"{_ID}/task/wassen"
MAPPED = {
    "task": f"{UWV}OccupationTask",
    "task_essential": f"{UWV}isCharacterizedByOccupationTask_Essential",
    "task_optional": f"{UWV}isCharacterizedByOccupationTask_Optional",
}

# A node that is not a URI is a text: (text, language), or a nameless node: "_:name".
Node = str | tuple[str, str]
Statement = tuple[str, str, Node]

CONCEPTS: list[Statement] = [
    (ZORGER, TYPE, f"{CNLO}Occupation"),
    (RIJDER, TYPE, f"{CNLO}Occupation"),
    (SAMENWERKEN, TYPE, f"{CNLO}HumanCapability"),
    (VERZORGEN, TYPE, f"{CNLO}HumanCapability"),
    (RIJDEN, TYPE, f"{CNLO}HumanCapability"),
    (ZORG, TYPE, f"{CNLO}KnowledgeArea"),
    (ZORG, TYPE, f"{CNLO}HumanCapability"),
    (WASSEN, TYPE, f"{UWV}OccupationTask"),
]
NAMES: list[Statement] = [
    # Occupations have their names by nodes, as SKOS-XL does.
    (ZORGER, f"{SKOSXL}prefLabel", "_:n1"),
    ("_:n1", f"{SKOSXL}literalForm", ("Zorger", "nl")),
    (ZORGER, f"{SKOSXL}altLabel", "_:n2"),
    ("_:n2", f"{SKOSXL}literalForm", ("Hulp in huis", "nl-NL")),
    (RIJDER, f"{SKOSXL}prefLabel", f"{_ID}/label/rijder"),
    (f"{_ID}/label/rijder", f"{SKOSXL}literalForm", ("Rijder", "nl")),
    (SAMENWERKEN, f"{SKOS}prefLabel", ("Samenwerken", "nl")),
    (SAMENWERKEN, f"{SKOS}definition", ('Samen "iets" doen.', "nl")),
    (SAMENWERKEN, f"{SKOS}definition", ("Elkaar helpen.", "nl")),
    (VERZORGEN, f"{SKOS}prefLabel", ("Verzorgen", "nl")),
    (RIJDEN, f"{SKOS}prefLabel", ("Rijden", "nl")),
    (ZORG, f"{SKOS}prefLabel", ("Zorg en welzijn", "nl")),
    (WASSEN, f"{SKOS}prefLabel", ("Mensen wassen", "nl")),
]
NEEDS: list[Statement] = [
    (ZORGER, f"{CNLO}requiresHATEssential", SAMENWERKEN),
    (ZORGER, f"{CNLO}requiresHATEssential", VERZORGEN),
    (ZORGER, f"{CNLO}requiresHATImportant", ZORG),
    (ZORGER, f"{CNLO}requiresHATSomewhat", RIJDEN),
    (ZORGER, MAPPED["task_essential"], WASSEN),
    (RIJDER, f"{CNLO}requiresHATEssential", RIJDEN),
    (RIJDER, f"{CNLO}requiresHATImportant", SAMENWERKEN),
    (RIJDER, MAPPED["task_optional"], WASSEN),
]
MORE: list[Statement] = [
    (VERZORGEN, f"{CNLO}hasRIASEC", ("S", "")),
    (ZORGER, f"{CNLO}closeMatchESCO", NURSE),
    (ZORGER, f"{CNLO}broadMatchESCO", CARER),
    (VERZORGEN, f"{CNLO}exactMatchESCO", "http://data.europa.eu/esco/skill/give-care"),
    # What a dump holds besides.
    (VERZORGEN, f"{SKOS}notation", ("1.2", "")),
    ("http://data.europa.eu/esco/skill/give-care", f"{SKOS}prefLabel", ("mensen verzorgen", "nl")),
]
ALL = [*CONCEPTS, *NAMES, *NEEDS, *MORE]


def sparql(
    statements: Iterable[Statement], variables: tuple[str, str, str] = ("subject", "predicate", "object")
) -> bytes:
    """Return statements as the JSON results of a SELECT query."""
    rows = [dict(zip(variables, map(_json, statement), strict=True)) for statement in statements]
    return json.dumps({"head": {"vars": list(variables)}, "results": {"bindings": rows}}, ensure_ascii=False).encode()


def turtle(statements: Iterable[Statement]) -> bytes:
    """Return statements in Turtle, one a line."""
    return "".join(f"{' '.join(map(_turtle, statement))} .\n" for statement in statements).encode()


def _json(node: Node) -> dict[str, str]:
    if isinstance(node, tuple):
        return {"type": "literal", "value": node[0]} | ({"xml:lang": node[1]} if node[1] else {})
    return {"type": "bnode" if node.startswith("_:") else "uri", "value": node}


def _turtle(node: Node) -> str:
    if isinstance(node, tuple):
        return json.dumps(node[0], ensure_ascii=False) + (f"@{node[1]}" if node[1] else "")
    return node if node.startswith("_:") else f"<{node}>"


def load_competentnl(
    folder: Path, statements: Sequence[Statement] = ALL, *, version: str = "1", plan_only: bool = False
) -> Outcome:
    """Load statements as CompetentNL, divided over a file of JSON and one of Turtle."""
    written = [folder / "namen.json", folder / "rest.ttl"]
    # The results of one query: nameless nodes hold in one file.
    written[0].write_bytes(sparql(said for said in statements if said in NAMES))
    written[1].write_bytes(turtle(said for said in statements if said not in NAMES))
    with no_rebuilds():
        return load_release(source="competentnl", files=written, version=version, columns=MAPPED, plan_only=plan_only)
