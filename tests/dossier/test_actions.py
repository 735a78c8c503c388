"""Writes of a record: each for oneself alone, in the ledger, and nothing claimed that is not so."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person
from tests.dossier.factories import LISTENING, make_item, make_link
from wending.accounts.models import Person
from wending.dossier.actions import contacts, feedback, items, reflections
from wending.dossier.actions.feedback import MOST_ANSWERS, MOST_LINKS, endorse, give_feedback, remove_over
from wending.dossier.actions.item_skills import Claim, mark_credential, set_skills, unmark_credential
from wending.dossier.actions.items import ItemFields, change_item
from wending.dossier.models import (
    Contact,
    Endorsement,
    FeedbackAnswer,
    FeedbackRequest,
    Item,
    ItemSkill,
    Reflection,
)
from wending.dossier.queries.feedback import page_of
from wending.dossier.queries.items import timeline
from wending.dossier.queries.skills import skills, skills_of
from wending.dossier.queries.soft_skills import growth, soft_skills_shown
from wending.dossier.rules.people import Tie
from wending.dossier.rules.record import Kind, Source
from wending.dossier.rules.reflection import Competence
from wending.kit.versions import Stale
from wending.ledger.models import Entry

pytestmark = pytest.mark.django_db
ESCO = "http://data.europa.eu/esco/skill/x"


@pytest.fixture
def sam() -> Person:
    return make_person("Sam")


@pytest.fixture
def noor() -> Person:
    return make_person("Noor")


def answered(person: Person, words: str = "Je bleef rustig.") -> FeedbackAnswer:
    assert give_feedback(token=make_link(person), giver_name="Oma", words={"good_at": words})
    return FeedbackAnswer.objects.latest("given")


def test_texts_that_tell_of_people_are_unreadable_in_the_database(sam: Person) -> None:
    item = make_item(sam, description="Over mijn oma")
    set_skills(by=actor(sam), item=item.pk, claims=[Claim(name="x", behaviour="Ik luister naar oma")])
    told = reflections.ReflectionFields(item.pk, "liked", "Ik hou van oma")
    reflections.write_reflection(by=actor(sam), competence=Competence.MOTIVES, fields=told)
    contacts.add_contact(by=actor(sam), fields=contacts.ContactFields("Oma", Tie.FAMILY, 1, "oma helpt", "oma?"))
    endorse(by=actor(sam), answer=answered(sam, "Hij zorgt voor oma").pk, question="good_at", name="x")
    with connection.cursor() as cursor:
        for model in [Item, ItemSkill, Reflection, Contact, FeedbackAnswer, FeedbackRequest, Endorsement]:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            rows = cursor.fetchall()
            assert rows
            assert "oma" not in str(rows).casefold(), model


def test_each_act_is_in_the_ledger_without_a_word_of_its_content(sam: Person) -> None:
    item = make_item(sam, "Geheim werk")
    set_skills(by=actor(sam), item=item.pk, claims=[Claim(name="Geheim")])
    items.remove_item(by=actor(sam), item=item.pk)
    entries = Entry.objects.filter(chain=str(sam.ledger_key))
    assert list(entries.values_list("verb", flat=True)) == ["added-item", "changed-skills", "removed-item"]
    assert "Geheim" not in str(list(entries.values()))


def test_nothing_of_another_person_is_changed(sam: Person, noor: Person) -> None:
    item, other = make_item(sam), actor(noor)
    fields = ItemFields(kind=Kind.WORK, title="Gestolen")
    told = reflections.ReflectionFields(item.pk, "liked", "Niet van mij")
    answer = answered(sam)
    before = Entry.objects.count()
    assert change_item(by=other, item=item.pk, fields=fields, version=1) is None
    assert not items.remove_item(by=other, item=item.pk)
    assert not items.name_occupation(by=other, item=item.pk, uri="x")
    assert not set_skills(by=other, item=item.pk, claims=[Claim(name="x")])
    assert not mark_credential(by=other, item=item.pk, claim=Claim(name="x"), credential="1")
    assert reflections.write_reflection(by=other, competence=Competence.WORK, fields=told) is None
    assert not feedback.keep_answer(by=other, answer=answer.pk)
    assert not feedback.discard_answer(by=other, answer=answer.pk)
    assert endorse(by=other, answer=answer.pk, question="good_at", name="x") is None
    assert Entry.objects.count() == before


def test_stale_version_saves_nothing(sam: Person) -> None:
    item = make_item(sam)
    fields = ItemFields(kind=Kind.WORK, title="Nieuw")
    assert change_item(by=actor(sam), item=item.pk, fields=fields, version=1)
    with pytest.raises(Stale) as stale:
        change_item(by=actor(sam), item=item.pk, fields=ItemFields(kind=Kind.WORK, title="Oud"), version=1)
    assert stale.value.version == 2
    assert Item.objects.get().title == "Nieuw"


def test_timeline_begins_with_what_goes_on_and_ends_with_what_has_no_date(sam: Person) -> None:
    make_item(sam, "oud", begin=date(2001, 1, 1), end=date(2003, 1, 1), end_precision="year")
    make_item(sam, "zonder jaar", begin=None, begin_precision="")
    make_item(sam, "nu", begin=date(1999, 5, 1), begin_precision="month", is_ongoing=True)
    make_item(sam, "kort geleden", begin=date(2024, 5, 3), begin_precision="day")
    shown = timeline(actor(sam), "nl")
    assert [(item.title, item.when) for item in shown] == [
        ("nu", "sinds mei 1999"),
        ("kort geleden", "3 mei 2024"),
        ("oud", "2001 tot 2003"),
        ("zonder jaar", "Wanneer weet je niet (meer)"),
    ]
    assert shown[2].end == date(2003, 12, 31)


def test_source_of_a_skill_follows_from_what_others_and_credentials_say(sam: Person) -> None:
    item = make_item(sam)
    set_skills(by=actor(sam), item=item.pk, claims=[Claim(uri=LISTENING, level=2), Claim(uri=ESCO, level=1)])

    def sources() -> dict[str, tuple[Source, ...]]:
        return {skill.uri: skill.sources for skill in skills(actor(sam), "nl")}

    assert sources() == {LISTENING: (Source.SELF,), ESCO: (Source.SELF,)}
    made = endorse(by=actor(sam), answer=answered(sam).pk, question="good_at", uri=LISTENING)
    assert made is not None
    assert sources()[LISTENING] == (Source.SELF, Source.ENDORSED)
    assert mark_credential(by=actor(sam), item=item.pk, claim=Claim(uri=ESCO), credential="badge-1")
    assert sources()[ESCO] == (Source.SELF, Source.CREDENTIAL)
    set_skills(by=actor(sam), item=item.pk, claims=[])
    assert sources() == {LISTENING: (Source.ENDORSED,), ESCO: (Source.SELF, Source.CREDENTIAL)}
    assert unmark_credential(by=actor(sam), credential="badge-1") == 1
    assert feedback.remove_endorsement(by=actor(sam), endorsement=made.pk)
    assert sources() == {ESCO: (Source.SELF,)}
    assert not mark_credential(by=actor(sam), item=item.pk, claim=Claim(uri=ESCO), credential="")


def test_skills_of_tells_the_highest_level_and_only_skills_of_the_reference(sam: Person) -> None:
    for level in [3, 1, None]:
        claims = [Claim(uri=ESCO, level=level), Claim(uri=LISTENING, level=4), Claim(name="Eigen", level=2)]
        set_skills(by=actor(sam), item=make_item(sam).pk, claims=claims)
    assert [(held.uri, held.level, held.source) for held in skills_of(actor(sam))] == [(ESCO, 3, Source.SELF)]


def test_same_own_words_in_two_items_are_one_skill(sam: Person) -> None:
    for title, year, name in [("later", 2020, "koffie zetten"), ("eerder", 2010, "Koffie zetten ")]:
        item = make_item(sam, title, begin=date(year, 1, 1))
        set_skills(by=actor(sam), item=item.pk, claims=[Claim(name=name, level=1)])
    (skill,) = skills(actor(sam), "nl")
    assert [place.title for place in skill.places] == ["eerder", "later"]


def test_growth_runs_from_old_to_new_over_own_words_and_those_of_others(sam: Person) -> None:
    for year, words in [(2022, "Ik vraag door."), (2015, "Ik laat uitpraten.")]:
        item = make_item(sam, begin=date(year, 1, 1))
        set_skills(by=actor(sam), item=item.pk, claims=[Claim(uri=LISTENING, behaviour=words)])
    endorse(by=actor(sam), answer=answered(sam, "Je luisterde.").pk, question="good_at", uri=LISTENING)
    Endorsement.objects.update(given=date(2018, 1, 1))
    held = skills(actor(sam), "nl")
    tellings = growth(held[0])
    assert [telling.words for telling in tellings] == ["Ik laat uitpraten.", "Je luisterde.", "Ik vraag door."]
    assert [telling.by for telling in tellings] == ["", "Oma (vader, moeder of verzorger)", ""]
    assert soft_skills_shown(held, "nl")[0].uri == LISTENING


def test_endorsement_holds_the_words_of_the_giver_once(sam: Person) -> None:
    answer = answered(sam, "Je bleef rustig.")
    for _turn in range(2):
        endorse(by=actor(sam), answer=answer.pk, question="good_at", uri=LISTENING)
    made = Endorsement.objects.get()
    assert (made.behaviour, made.giver_name, made.giver) == ("Je bleef rustig.", "Oma", "parent")
    assert endorse(by=actor(sam), answer=answer.pk, question="joy", uri=LISTENING) is None
    assert endorse(by=actor(sam), answer=answer.pk, question="good_at") is None
    assert endorse(by=actor(sam), answer=uuid4(), question="good_at", uri=LISTENING) is None
    assert FeedbackAnswer.objects.get().kept is not None
    feedback.discard_answer(by=actor(sam), answer=answer.pk)
    assert Endorsement.objects.get().answer is None


def test_answer_about_one_skill_endorses_that_skill_and_no_other(sam: Person) -> None:
    token = make_link(sam, questions=[], skill_name="Koffie zetten")
    give_feedback(token=token, giver_name="", words={"skill": "Heerlijke koffie."})
    made = endorse(by=actor(sam), answer=FeedbackAnswer.objects.get().pk, question="skill", uri=LISTENING)
    assert made is not None
    assert (made.skill_uri, made.skill_name) == ("", "Koffie zetten")


def test_credential_without_a_skill_is_refused_by_the_database(sam: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemSkill.objects.create(item=make_item(sam))
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemSkill.objects.create(item=make_item(sam), name="x", level=5)


def test_link_is_over_after_its_term_when_withdrawn_or_when_used_up(sam: Person, settings: Settings) -> None:
    settings.FEEDBACK_DAYS = 7
    token = make_link(sam, most_answers=2)
    asked = FeedbackRequest.objects.get()
    assert timedelta(days=6) < asked.expires - timezone.now() < timedelta(days=7)
    assert token not in str(FeedbackRequest.objects.values())
    for _turn in range(2):
        assert give_feedback(token=token, giver_name="", words={"joy": "Zingen"})
    assert page_of(token, "nl") is None
    assert not give_feedback(token=token, giver_name="", words={"joy": "Nog een"})
    other = make_link(sam)
    FeedbackRequest.objects.exclude(pk=asked.pk).update(expires=timezone.now() - timedelta(seconds=1))
    assert page_of(other, "nl") is None
    assert not give_feedback(token=other, giver_name="", words={"joy": "Te laat"})
    third = make_link(sam)
    feedback.withdraw_request(by=actor(sam), request=FeedbackRequest.objects.latest("made").pk)
    assert page_of(third, "nl") is None
    assert page_of("", "nl") is None
    assert FeedbackAnswer.objects.count() == 2


def test_asking_has_bounds(sam: Person) -> None:
    with pytest.raises(ValidationError, match="ten minste een vraag"):
        make_link(sam, questions=["bestaat niet"])
    make_link(sam, most_answers=500)
    assert FeedbackRequest.objects.get().most_answers == MOST_ANSWERS
    for _turn in range(MOST_LINKS - 1):
        make_link(sam)
    with pytest.raises(ValidationError, match="al veel links"):
        make_link(sam)
    FeedbackRequest.objects.filter(most_answers=1).update(revoked=timezone.now())
    make_link(sam)


def test_links_without_an_answer_are_removed_long_after_they_are_over(sam: Person) -> None:
    answered(sam)
    make_link(sam)
    make_link(sam)
    long_ago = timezone.now() - timedelta(days=100)
    newest = FeedbackRequest.objects.latest("made").pk
    FeedbackRequest.objects.exclude(pk=newest).update(expires=long_ago)
    assert remove_over() == 1
    assert FeedbackRequest.objects.count() == 2


def test_erasing_a_person_takes_the_whole_record_along(sam: Person, noor: Person) -> None:
    for person in [sam, noor]:
        item = make_item(person)
        set_skills(by=actor(person), item=item.pk, claims=[Claim(name="x")])
        told = reflections.ReflectionFields(item.pk, "liked", "x")
        reflections.write_reflection(by=actor(person), competence=Competence.WORK, fields=told)
        contacts.add_contact(by=actor(person), fields=contacts.ContactFields("Ali", Tie.FRIEND, 1))
        endorse(by=actor(person), answer=answered(person).pk, question="good_at", name="x")
    sam.delete()
    for model in [Item, ItemSkill, Reflection, Contact, FeedbackAnswer, FeedbackRequest, Endorsement]:
        assert model._default_manager.count() == 1, model
