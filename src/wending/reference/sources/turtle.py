"""Reads statements in Turtle (RDF) out of bytes, or says which line is wrong. Knows no source, fetches nothing."""

from collections.abc import Iterator

from wending.reference.rules.records import BadInput
from wending.reference.sources.json_files import AGAIN, Term
from wending.reference.sources.tables import decode

# Where addresses without a beginning are taken to stand, to tell them from whole ones.
_NOWHERE = "http://relative.invalid/"


def read_turtle(file: str, content: bytes) -> Iterator[tuple[Term, str, Term]]:
    """Yield subject, URI of the predicate, and object of each statement, in no order; raise BadInput, also for none."""
    # Loading the library takes longer than starting without it, and only this needs it.
    from rdflib import BNode, Graph, Literal
    from rdflib.plugins.parsers.notation3 import BadSyntax

    text = decode(file, content)
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle", publicID=_NOWHERE)
    except BadSyntax as error:
        why = str(getattr(error, "_why", "")) or "bad syntax"
        raise BadInput(file=file, line=error.lines + 1, wrong=f"is not Turtle ({why}).", mend=AGAIN) from error
    except IndexError as error:
        wrong = "is not Turtle, or it is cut off."
        raise BadInput(file=file, line=text.count("\n") + 1, wrong=wrong, mend=AGAIN) from error
    if not len(graph):
        raise BadInput(file=file, wrong="has no statements.", mend="Check the download, or leave this file out.")

    def term(node: object) -> Term:
        if isinstance(node, Literal):
            return Term("literal", str(node).strip(), (node.language or "").casefold())
        if str(node).startswith(_NOWHERE):
            wrong = f"holds {str(node).removeprefix(_NOWHERE)!r}, an address without its beginning."
            raise BadInput(file=file, wrong=wrong, mend="Add the line with @base of the original file.")
        return Term("bnode" if isinstance(node, BNode) else "uri", str(node).strip())

    for subject, predicate, value in graph:
        yield term(subject), str(predicate), term(value)
