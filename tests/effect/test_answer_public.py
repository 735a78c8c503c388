"""What goes out to everybody: no row number, no person and no small count, and what it takes to reckon one back."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests.effect.answers import make_answer
from tests.effect.test_report_pages import make_published
from wending.effect.queries.words import finding_words
from wending.effect.rules.answer import Answer, answer_from, as_json
from wending.effect.rules.answer_public import public_answer, public_finding
from wending.engine.estimation.check import Check, Code
from wending.engine.estimation.terms import Finding

ROWS = Finding("twice", ("outcomes", "person", 12, 90111, 90222), is_grave=False)
PERSON = Finding("covariate-after-exposure", ("age", 14, "secretpseudonym"))
LINES = Finding("cell-not-day", ("people.csv", "day", 20, 90333))


def flow_of(answer: Answer) -> Check:
    return next(check for check in answer.primary.checks if check.code is Code.FLOW)


def with_flow(answer: Answer, *rows: tuple[str, int, int]) -> Answer:
    checks = tuple(replace(one, rows=rows) if one.code is Code.FLOW else one for one in answer.primary.checks)
    return replace(answer, outcomes=(replace(answer.primary, checks=checks), *answer.outcomes[1:]))


def told(is_synthetic: bool = False) -> Answer:
    """Return an answer with rows, a person and small counts in it."""
    answer = make_answer(is_synthetic=is_synthetic)
    first = replace(answer.primary, findings=(PERSON, LINES))
    counts = (
        ("population", 4157), ("outside-bounds", 7), ("other-approach", 0), ("treated", 850), ("compared", 3300)
    )  # fmt: skip
    answer = replace(answer, counts=counts, findings=(ROWS,), outcomes=(first, *answer.outcomes[1:]))
    return with_flow(answer, ("in-population", 850, 3300), ("asked", 766, 3100), ("known", 763, 2824))


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_public_answer_has_no_row_numbers_and_no_person(is_synthetic: bool) -> None:
    answer = told(is_synthetic)

    shown = json.dumps(as_json(public_answer(answer)))

    assert "secretpseudonym" in json.dumps(as_json(answer))
    assert not [word for word in ("secretpseudonym", "90111", "90222", "90333") if word in shown]
    assert public_answer(answer).findings[0].about == ("outcomes", "person", 12)


def test_public_answer_of_real_people_hides_small_counts_and_their_complements() -> None:
    shown = public_answer(told())

    counts = dict(shown.counts)
    assert counts["outside-bounds"] is None
    # Of a shown total one more must be hidden, or the small one is what is left.
    assert None in [counts["population"], counts["treated"], counts["compared"]]
    # Three were lost from 766 to 763; the last is in the estimates, so the one before is hidden.
    rows = {row[0]: row[1:] for row in flow_of(shown).rows}
    assert rows["known"] == (763, 2824)
    assert rows["asked"][0] is None
    assert "unknown-treated" not in dict(flow_of(shown).figures)
    assert json.loads(json.dumps(as_json(answer_from(as_json(shown))))) == json.loads(json.dumps(as_json(shown)))


def test_public_answer_of_made_up_people_keeps_its_counts() -> None:
    answer = told(is_synthetic=True)

    assert public_answer(answer).counts == answer.counts
    assert flow_of(public_answer(answer)) == flow_of(answer)


def test_public_answer_once_or_twice_is_the_same() -> None:
    once = public_answer(told())

    assert public_answer(once) == once


def test_public_answer_with_large_counts_is_the_answer() -> None:
    answer = make_answer(is_synthetic=False)

    assert public_answer(answer).counts == answer.counts
    assert flow_of(public_answer(answer)) == flow_of(answer)


def test_public_finding_tells_no_small_count_of_people() -> None:
    assert public_finding(Finding("twice", ("outcomes", "person", 3, 1, 2, 9)), hide_few=True).about[2] == "<10"
    assert public_finding(Finding("outcome-partly-unknown", (3, 100)), hide_few=True).about == ("<10", 100)
    assert public_finding(Finding("too-few-periods", (3, 5)), hide_few=True).about == (3, 5)
    assert "90111" not in finding_words(public_finding(ROWS, hide_few=True))
    assert "niet getoond" in finding_words(public_finding(ROWS, hide_few=True))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["yield", "yield_bundle"])
def test_what_everybody_gets_of_a_study_has_none_of_it(client: Client, name: str) -> None:
    run = make_published(told())

    content = client.get(reverse(f"effect:{name}", args=[run.study.slug])).content
    if name == "yield_bundle":
        content = zipfile.ZipFile(io.BytesIO(content)).read("answer.json")
        assert dict(json.loads(content)["counts"])["outside-bounds"] is None
    else:
        assert "Aantallen van minder dan 10 tonen we niet." in content.decode()
    assert not [word for word in (b"secretpseudonym", b"90111", b"90222", b"90333") if word in content]


@pytest.mark.django_db
def test_pdf_of_a_study_with_hidden_counts_is_made(client: Client) -> None:
    run = make_published(told())

    assert client.get(reverse("effect:yield_pdf", args=[run.study.slug])).content.startswith(b"%PDF")
