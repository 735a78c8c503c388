"""The knowledge base: what is counted, that nothing is mixed, and who may add, check and change."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.accounts.factories import actor, make_member, sign_in
from tests.effect.answers import make_answer
from tests.effect.factories import make_office, make_researcher
from tests.effect.test_report_pages import make_published, make_run
from wending.accounts.rules.roles import Role
from wending.effect.actions.evidence import (
    add_evidence,
    change_evidence,
    check_evidence,
    import_evidence,
    remove_evidence,
)
from wending.effect.actions.register import publish_answer, withdraw_study
from wending.effect.forms.evidence import EvidenceForm
from wending.effect.models import Evidence
from wending.effect.queries.evidence import as_rows, counted
from wending.effect.queries.knowledge import topics
from wending.effect.rules.evidence import Told, length_of, mark_of, problems
from wending.effect.sources.evidence.parse import parse_evidence
from wending.kit.csv_file import csv_lines
from wending.ledger.models import Entry

STUDY = Told(
    title="Verzonnen studie",
    reference="Verzonnen, A. (2020). Made-up journal.",
    year=2020,
    country="NL",
    approach="job-search-training",
    outcome="in_work",
    horizon=365,
    effect=0.05,
    error=0.02,
    unit="share",
    people=800,
    design="randomised",
    verdict="randomised",
    target="low-skilled",
)


def told(number: int = 0, **changes: Any) -> Told:
    return replace(STUDY, reference=f"Verzonnen, A. (2020), {number}.", **changes)


def checked(number: int = 0, **changes: Any) -> Evidence:
    """Return evidence from literature that a second person has checked."""
    row = add_evidence(by=actor(make_researcher()), told=told(number, **changes))
    return check_evidence(by=actor(make_researcher(name="Kim")), evidence=row.pk)


def only_topic() -> Any:
    with translation.override("nl"):
        (topic,) = topics()
    return topic


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"year": 20}, "year"),
        ({"horizon": 0}, "horizon"),
        ({"outcome": "luck"}, "outcome"),
        ({"effect": None}, "error"),
        ({"error": 0.0}, "error"),
        ({"effect": float("nan")}, "effect"),
        ({"unit": "points"}, "unit"),
        ({"design": "best"}, "design"),
        ({"verdict": "sure"}, "verdict"),
        ({"target": "cats"}, "target"),
        ({"people": 0}, "people"),
    ],
)
def test_problems_name_the_field(changes: dict[str, Any], field: str) -> None:
    assert [name for name, _code in problems(replace(STUDY, **changes))] == [field]


def test_problems_of_a_study_without_an_answer_are_none() -> None:
    assert problems(replace(STUDY, effect=None, error=None, verdict="not-identified")) == ()


def test_length_of_horizons() -> None:
    assert [length_of(days) for days in (30, 183, 184, 548, 549)] == ["short", "short", "year", "year", "long"]


def csv_of(*rows: Told) -> bytes:
    names = list(vars(STUDY))
    return "".join(csv_lines(names, [["" if v is None else v for v in vars(row).values()] for row in rows])).encode()


def test_parse_reads_what_was_written() -> None:
    rows = (STUDY, told(1, effect=None, error=None, people=None), told(2, title="-een titel"))

    assert parse_evidence(csv_of(*rows)) == (rows, ())


def test_parse_reads_semicolons_and_commas_of_a_dutch_spreadsheet() -> None:
    content = csv_of(STUDY).decode().replace("0.05", "0;05").replace(",", "\t").replace(";", ",").replace("\t", ";")

    rows, wrong = parse_evidence(content.encode())

    assert wrong == ()
    assert rows[0].effect == 0.05


def test_parse_tells_every_mistake_and_keeps_nothing() -> None:
    rows, wrong = parse_evidence(csv_of(STUDY, told(1, outcome="luck"), replace(told(2), horizon=-3)))

    assert rows == ()
    assert [(one.line, one.column, one.code) for one in wrong] == [
        (3, "outcome", "unknown-word"),
        (4, "horizon", "not-whole"),
    ]


def test_parse_refuses_a_file_without_its_columns() -> None:
    _rows, wrong = parse_evidence(b"title,colour\nA,red\n")

    assert ("colour", "unknown-column") in [(one.column, one.code) for one in wrong]
    assert ("effect", "missing-column") not in [(one.column, one.code) for one in wrong]
    assert ("outcome", "missing-column") in [(one.column, one.code) for one in wrong]


@pytest.mark.django_db
def test_add_evidence_counts_only_after_somebody_else_checked_it() -> None:
    first, second = actor(make_researcher()), actor(make_researcher(name="Kim"))
    row = add_evidence(by=first, told=STUDY)
    assert not counted().exists()

    with pytest.raises(PermissionDenied):
        check_evidence(by=first, evidence=row.pk)
    check_evidence(by=second, evidence=row.pk)

    assert [one.pk for one in counted()] == [row.pk]
    assert [one.verb for one in Entry.objects.order_by("at")] == ["added-evidence", "checked-evidence"]


@pytest.mark.django_db
def test_change_evidence_asks_for_a_new_check() -> None:
    who = make_researcher()
    row = add_evidence(by=actor(who), told=STUDY)
    check_evidence(by=actor(make_researcher(name="Kim")), evidence=row.pk)

    change_evidence(by=actor(who), evidence=row.pk, told=replace(STUDY, effect=0.5))

    assert not counted().exists()


@pytest.mark.django_db
def test_evidence_of_another_office_cannot_be_changed_or_removed() -> None:
    row = add_evidence(by=actor(make_researcher()), told=STUDY)
    other = actor(make_researcher(make_office("Bureau Anders"), "Kim"))

    with pytest.raises(ObjectDoesNotExist):
        change_evidence(by=other, evidence=row.pk, told=STUDY)
    with pytest.raises(ObjectDoesNotExist):
        remove_evidence(by=other, evidence=row.pk)

    assert Evidence.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_add_evidence_is_for_researchers() -> None:
    with pytest.raises(PermissionDenied):
        add_evidence(by=actor(make_member(Role.PROFESSIONAL)), told=STUDY)


@pytest.mark.django_db
def test_add_evidence_refuses_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match="unit"):
        add_evidence(by=actor(make_researcher()), told=replace(STUDY, unit="points"))


@pytest.mark.django_db
def test_import_evidence_twice_is_import_once() -> None:
    who = actor(make_researcher())

    assert import_evidence(by=who, rows=[told(1), told(2)]) == 2
    assert import_evidence(by=who, rows=[told(1), told(2)]) == 0

    assert Evidence.objects.count() == 2


@pytest.mark.django_db
def test_publishing_enters_a_study_by_itself_also_without_an_answer() -> None:
    run = make_published(make_answer("credible", 0.061, 0.016))
    make_published(make_answer("not-identified"))

    row = run.study.evidence

    assert (row.effect, row.error, row.people, row.verdict) == (0.061, 0.016, 763 + 2824, "credible")
    assert sorted(str(one.effect) for one in counted()) == ["0.061", "None"]


@pytest.mark.django_db
def test_publishing_a_refuted_estimate_enters_no_number() -> None:
    answer = make_answer("credible")
    judged = replace(answer.primary.judgement, verdict="not-identified")
    refuted = replace(answer, outcomes=(replace(answer.primary, judgement=judged), *answer.outcomes[1:]))

    row = make_published(refuted).study.evidence

    assert (row.effect, row.error, row.verdict) == (None, None, "not-identified")


@pytest.mark.django_db
def test_withdrawn_study_does_not_count_any_more(client: Client) -> None:
    who = make_researcher()
    run = make_run(who, make_answer("credible"))
    publish_answer(by=actor(who), study=run.study_id, run=run.pk)
    withdraw_study(by=actor(who), study=run.study_id, reason="Fout.")

    assert not counted().exists()
    html = client.get(reverse("effect:knowledge")).content.decode()
    assert reverse("effect:yield", args=[run.study.slug]) in html


@pytest.mark.django_db
def test_topics_keep_units_lengths_and_approaches_apart() -> None:
    checked(1)
    checked(2, horizon=90)
    checked(3, outcome="wage", unit="euro_per_hour")
    checked(4, approach="online-course")

    with translation.override("nl"):
        assert sorted(topic.count for topic in topics()) == [1, 1, 1, 1]


@pytest.mark.django_db
def test_topic_pools_by_lot_apart_from_the_rest() -> None:
    for number, effect in enumerate((0.04, 0.05, 0.06)):
        checked(number, effect=effect, error=0.01)
    for number, effect in enumerate((0.5, 0.6, 0.7), 10):
        checked(number, effect=effect, error=0.01, design="matching-and-weighting", verdict="suggestive")

    topic = only_topic()

    assert [one.title for one in topic.strata] == ["Studies met loting", "Studies zonder loting"]
    means = [one.forest["rows"][3]["value"] for one in topic.strata]
    assert means == pytest.approx([0.05, 0.6])


@pytest.mark.parametrize(
    ("outcome", "effect", "words"),
    [
        (
            "in_work",
            0.03,
            "niet of er verschil is: het ligt tussen 0,9 van de 100 minder en 6,9 van de 100 meer",
        ),
        ("in_work", 0.05, "Die vindt een verschil tussen 1,1 en 8,9 van de 100 meer."),
        ("in_work", -0.05, "van de 100 minder. Dat is de verkeerde kant op."),
        ("drop_out", 0.05, "van de 100 meer. Dat is de verkeerde kant op."),
    ],
)
@pytest.mark.django_db
def test_topic_of_one_study_tells_a_difference_only_where_there_is_one(outcome: str, effect: float, words: str) -> None:
    checked(outcome=outcome, effect=effect)

    assert words in only_topic().strata[0].texts[0]


@pytest.mark.django_db
def test_topic_of_one_study_gives_no_mean() -> None:
    checked(1)

    (stratum,) = only_topic().strata

    assert "Eén studie." in stratum.texts[0]
    assert len(stratum.forest["rows"]) == 1


@pytest.mark.django_db
def test_topic_of_two_studies_has_no_prediction_interval() -> None:
    checked(1)
    checked(2)

    (stratum,) = only_topic().strata

    assert "niet te zeggen" in stratum.texts[1]
    assert not [row for row in stratum.forest["rows"] if row.get("wide_low") is not None]


@pytest.mark.django_db
def test_topic_tells_studies_without_an_answer_and_does_not_count_them() -> None:
    for number in range(3):
        checked(number, effect=0.05, error=0.01)
    checked(9, effect=None, error=None, verdict="not-identified")

    (stratum,) = only_topic().strata

    assert "3 studies." in stratum.texts[0]
    assert any("geen antwoord" in text for text in stratum.texts)
    assert [row[1] for row in stratum.studies.rows].count("geen antwoord") == 1


@pytest.mark.django_db
def test_topic_shows_funnel_and_groups_from_ten_studies() -> None:
    who, other = actor(make_researcher()), actor(make_researcher(name="Kim"))
    rows = [
        told(number, effect=0.02 + 0.01 * (number % 2), error=0.01 + 0.002 * number, target=target)
        for number, target in enumerate(["low-skilled"] * 5 + ["young"] * 4)
    ]
    import_evidence(by=who, rows=rows)
    for row in Evidence.objects.all():
        check_evidence(by=other, evidence=row.pk)
    (nine,) = only_topic().strata
    assert nine.funnel is None
    assert nine.groups == ()

    checked(10, target="young", error=0.03)
    (ten,) = only_topic().strata

    assert ten.funnel is not None
    assert [row[:2] for row in ten.groups[0].rows] == [("mensen met weinig opleiding", "5"), ("jongeren", "5")]


@pytest.mark.django_db
def test_csv_out_can_be_read_in_again() -> None:
    checked(1)
    checked(2, effect=None, error=None, verdict="not-identified")

    rows, wrong = parse_evidence("".join(csv_lines(*as_rows())).encode())

    assert wrong == ()
    assert set(rows) == {told(1), told(2, effect=None, error=None, verdict="not-identified")}


@pytest.mark.django_db
def test_knowledge_page_shows_the_topic_with_its_forest(client: Client) -> None:
    for number in range(3):
        checked(number)

    html = client.get(reverse("effect:knowledge")).content.decode()
    slug = only_topic().slug
    page = client.get(reverse("effect:knowledge"), {"onderwerp": slug}).content.decode()

    assert f"?onderwerp={slug}" in html
    assert "interval--all" in page
    assert "Verzonnen, A. (2020), 1." in page
    assert client.get(reverse("effect:knowledge"), {"onderwerp": "iets"}).status_code == 404


@pytest.mark.django_db
def test_literature_pages_add_and_check(client: Client) -> None:
    who, other = make_researcher(), make_researcher(name="Kim")
    given = {**vars(STUDY), "effect": "0,05", "error": "0,02", "setting": "", "mode": "", "context": ""}

    sign_in(client, who).post(reverse("effect:literature_add"), given)

    row = Evidence.objects.get()
    assert (row.effect, row.error, row.unit) == (0.05, 0.02, "share")
    assert (
        reverse("effect:literature_check", args=[row.pk])
        not in client.get(reverse("effect:literature")).content.decode()
    )
    sign_in(client, other).post(reverse("effect:literature_check", args=[row.pk]), {"read": str(mark_of(row.told()))})
    row.refresh_from_db()
    assert row.checked_by == other.person


@pytest.mark.django_db
def test_literature_form_says_what_is_wrong(client: Client) -> None:
    given = {**vars(STUDY), "effect": "0,05", "error": "", "setting": "", "mode": "", "context": ""}

    html = sign_in(client, make_researcher()).post(reverse("effect:literature_add"), given).content.decode()

    assert "allebei" in html
    assert not Evidence.objects.exists()


@pytest.mark.django_db
def test_literature_file_with_a_mistake_keeps_nothing(client: Client) -> None:
    file = SimpleUploadedFile("studies.csv", csv_of(told(1), told(2, outcome="luck")))

    html = sign_in(client, make_researcher()).post(reverse("effect:literature_import"), {"file": file}).content.decode()

    assert "Regel 3, outcome: Dit woord kennen we hier niet." in html
    assert not Evidence.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["literature", "literature_add", "literature_import"])
def test_literature_is_for_researchers(client: Client, name: str) -> None:
    assert sign_in(client, make_member(Role.PROFESSIONAL)).get(reverse(f"effect:{name}")).status_code == 403


@pytest.mark.django_db
def test_made_up_example_is_in_no_mean_beside_real_studies_and_is_shown_apart(client: Client) -> None:
    rows = [checked(number) for number in range(3)]
    Evidence.objects.filter(pk=rows[2].pk).update(is_example=True, effect=0.9, title="Voorbeeldstudie")

    topic = only_topic()

    (stratum,) = topic.strata
    assert stratum.texts[0].startswith("2 studies.")
    assert "Voorbeeldstudie" not in str(stratum)
    assert topic.count == 2
    assert topic.examples is not None
    assert "Voorbeeldstudie" not in str(list(as_rows()[1]))
    assert topic.examples.rows[0][0] == "Voorbeeldstudie (verzonnen voorbeeld)"
    html = client.get(reverse("effect:knowledge"), {"onderwerp": topic.slug}).content.decode()
    assert "Deze studies zijn verzonnen. Ze tellen hierboven niet mee." in html


@pytest.mark.django_db
def test_made_up_examples_alone_are_shown_as_they_are() -> None:
    for number in range(2):
        Evidence.objects.filter(pk=checked(number).pk).update(is_example=True)

    topic = only_topic()

    assert topic.strata[0].texts[0].startswith("2 studies.")
    assert topic.has_example
    assert topic.examples is None


@pytest.mark.django_db
def test_study_that_is_added_twice_is_told_and_kept_once(client: Client) -> None:
    sign_in(client, make_researcher())
    typed = {name: "" if value is None else str(value) for name, value in asdict(STUDY).items()}
    page = reverse("effect:literature_add")

    assert client.post(page, typed).status_code == 302
    again = client.post(page, typed)

    assert again.status_code == 422
    assert "Deze studie staat er al" in again.content.decode()
    assert typed["reference"] in again.content.decode()
    assert Evidence.objects.count() == 1


@pytest.mark.django_db
def test_two_who_change_a_study_lose_nothing_and_a_check_is_of_what_was_read(client: Client) -> None:
    who = make_researcher()
    row = add_evidence(by=actor(who), told=STUDY)
    read = mark_of(row.told())
    change_evidence(by=actor(who), evidence=row.pk, told=replace(STUDY, title="Een andere titel"), read=read)
    sign_in(client, make_researcher(who.organisation, "Kim"))
    page = reverse("effect:literature_change", args=[row.pk])
    typed = {name: "" if value is None else str(value) for name, value in asdict(STUDY).items()}

    stale = client.post(page, typed | {"title": "Mijn titel", "version": str(read)})
    assert stale.status_code == 409
    assert "Een andere titel" in stale.content.decode()
    assert "Mijn titel" in stale.content.decode()
    assert Evidence.objects.get().title == "Een andere titel"

    client.post(reverse("effect:literature_check", args=[row.pk]), {"read": str(read)})
    assert Evidence.objects.get().checked is None
    now = str(mark_of(Evidence.objects.get().told()))
    assert f'name="read" value="{now}"' in client.get(reverse("effect:literature")).content.decode()
    client.post(reverse("effect:literature_check", args=[row.pk]), {"read": now})
    assert Evidence.objects.get().checked is not None


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("content", "nl", "en"),
    [
        (b"\xff\xfe", "1: Bewaar het bestand als CSV in UTF-8.", "1: Save the file as CSV in UTF-8."),
        (b"", "leeg", "empty"),
        (csv_of(STUDY) + b"x," * 40 + b"\n", "3: Deze regel heeft meer waarden", "3: This line has more values"),
        (csv_of(replace(STUDY, context="111222333")), "context: Dit lijkt op een BSN.", "context: This looks like a"),
        (
            csv_of(STUDY)[:-20] + b'"' + b"a" * 140_000,
            "Dit kunnen we niet lezen als tabel.",
            "We cannot read this as a",
        ),
    ],
)
def test_bad_file_of_studies_is_told_in_the_language_of_the_page(
    client: Client, content: bytes, nl: str, en: str, language: str
) -> None:
    sign_in(client, make_researcher())
    with translation.override(language):
        page = reverse("effect:literature_import")
    answer = client.post(page, {"file": SimpleUploadedFile("studies.csv", content)})
    assert answer.status_code == 422
    assert (nl if language == "nl" else en) in answer.content.decode()
    assert not Evidence.objects.exists()


def test_form_for_literature_begins_with_no_design_and_no_verdict() -> None:
    form = EvidenceForm()

    for name in ("outcome", "design", "verdict"):
        assert form.fields[name].choices[0][0] == ""  # type: ignore[attr-defined]
        assert '<option value="" selected>' in str(form[name])
