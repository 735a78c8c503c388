"""Which classes and predicates of CompetentNL mean what here. Only what two independent sources show, or the SKOS
standard; the rest is named by whoever loads, for a name that is guessed is a mistake nobody sees.

What is told of the ontology, and by whom, stands in `docs/sources/competentnl.md`.
"""

from collections.abc import Mapping

from wending.reference.rules.records import BadInput

HOST = "https://linkeddata.competentnl.nl/"
_CNLO = f"{HOST}def/competentnl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Class -> what it is here.
_CLASSES = {
    f"{_CNLO}Occupation": "occupation",
    f"{_CNLO}HumanCapability": "skill",
    f"{_CNLO}KnowledgeArea": "knowledge",
}
_PREDICATES = {
    f"{_SKOS}prefLabel": "preferred",
    f"{_SKOS}altLabel": "alternative",
    f"{_SKOSXL}prefLabel": "preferred",
    f"{_SKOSXL}altLabel": "alternative",
    f"{_SKOSXL}literalForm": "literal",
    f"{_SKOS}definition": "definition",
    f"{_CNLO}hasRIASEC": "riasec",
    f"{_CNLO}requiresHATEssential": "essential",
    f"{_CNLO}requiresHATImportant": "important",
    f"{_CNLO}requiresHATSomewhat": "somewhat",
    f"{_CNLO}exactMatchESCO": "exact",
    f"{_CNLO}closeMatchESCO": "close",
    f"{_CNLO}broadMatchESCO": "broad",
    f"{_CNLO}narrowMatchESCO": "narrow",
}
# Names whose beginning is not certain: found in a file without --map, they are refused, not passed over.
_UNCERTAIN_CLASSES = {"OccupationTask": "task"}
_UNCERTAIN_PREDICATES = {
    "isCharacterizedByOccupationTask_Essential": "task_essential",
    "isCharacterizedByOccupationTask_Optional": "task_optional",
}
VARIABLES = ("subject", "predicate", "object")
_FIELDS = (
    *VARIABLES,
    *dict.fromkeys([*_CLASSES.values(), *_UNCERTAIN_CLASSES.values()]),
    *dict.fromkeys([*_PREDICATES.values(), *_UNCERTAIN_PREDICATES.values()]),
)


class Names:
    """What the classes, predicates and variables of the files mean, after --map."""

    def __init__(self, file: str, columns: Mapping[str, str]) -> None:
        if wrong := sorted(set(columns) - set(_FIELDS)):
            told = f"there is no field {wrong[0]!r} to map to."
            raise BadInput(file=file, wrong=told, mend=f"Choose from {', '.join(_FIELDS)}.")
        kinds = {*_CLASSES.values(), *_UNCERTAIN_CLASSES.values()}
        self.variables = tuple(columns.get(name, name) for name in VARIABLES)
        self._classes = _CLASSES | {uri: field for field, uri in columns.items() if field in kinds}
        self._predicates = _PREDICATES | {
            uri: field for field, uri in columns.items() if field not in kinds and field not in VARIABLES
        }

    def class_of(self, file: str, uri: str) -> str:
        """Return occupation, skill, knowledge or task, or "" for another class; raise BadInput for an uncertain one."""
        return self._meaning(file, uri, self._classes, _CLASSES, _UNCERTAIN_CLASSES)

    def field_of(self, file: str, uri: str) -> str:
        """Return what a predicate says, or "" when it is of no use here; raise BadInput for an uncertain one."""
        return self._meaning(file, uri, self._predicates, _PREDICATES, _UNCERTAIN_PREDICATES)

    def _meaning(
        self, file: str, uri: str, known: Mapping[str, str], certain: Mapping[str, str], uncertain: Mapping[str, str]
    ) -> str:
        if uri in known or not uri.startswith(HOST):
            return known.get(uri, "")
        local = uri.replace("#", "/").rsplit("/", 1)[-1]
        looks_like = uncertain.get(local) or certain.get(f"{_CNLO}{local}")
        if looks_like:
            mend = f"If it means that, add --map {uri}={looks_like}; else leave it out of the query."
            raise BadInput(file=file, wrong=f"uses {uri}, of which it is not certain what it means.", mend=mend)
        return ""
