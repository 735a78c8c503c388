"""Forms of orientation: bad input gets a message at its place, hostile input gets nowhere."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from tests.reference.factories import CARER, GIVE_CARE, LISTEN, NURSE
from wending.orientation import forms
from wending.orientation.rules.profile import Wishes


@pytest.mark.parametrize("uri", ["", "x", "javascript:alert(1)", GIVE_CARE, "http://" + "a" * 500, "a\x00b"])
def test_work_form_refuses_what_is_no_occupation(small_esco: None, uri: str) -> None:
    form = forms.WorkForm({"uri": uri})
    assert not form.is_valid()
    assert list(form.errors) == ["uri"]


@pytest.mark.parametrize("years", ["-1", "1e9", "x", "99999999999999999999"])
def test_work_form_refuses_years_outside_the_list(small_esco: None, years: str) -> None:
    form = forms.WorkForm({"uri": NURSE, "years": years})
    assert not form.is_valid()
    assert list(form.errors) == ["years"]


def test_work_form_without_years_takes_the_middle(small_esco: None) -> None:
    form = forms.WorkForm({"uri": NURSE})
    assert form.is_valid()
    assert form.cleaned_data == {"uri": NURSE, "years": 2, "years_ago": 0}


def test_ticked_skills_leave_out_what_does_not_exist(small_esco: None) -> None:
    posted = QueryDict(mutable=True)
    posted.setlist("shown", [GIVE_CARE, LISTEN, NURSE, "<script>"])
    posted.setlist("has", [LISTEN, "urn:nothing"])
    posted[f"level:{LISTEN}"] = "9"
    ticked = forms.TickedSkills.read(posted)
    assert set(ticked.shown) == {GIVE_CARE, LISTEN}
    assert ticked.levels == {LISTEN: 2}


def test_ticked_skills_take_a_skill_that_was_not_marked_as_shown(small_esco: None) -> None:
    posted = QueryDict(mutable=True)
    posted.setlist("has", [LISTEN])
    posted[f"level:{LISTEN}"] = "3"
    assert forms.TickedSkills.read(posted).levels == {LISTEN: 3}


def test_text_items_keep_kinds_apart(small_esco: None) -> None:
    posted = QueryDict(mutable=True)
    posted.setlist("occupation", [CARER, LISTEN, "x"])
    posted.setlist("skill", [LISTEN, CARER])
    items = forms.TextItems.read(posted)
    assert (items.occupations, items.skills) == ((CARER,), (LISTEN,))


def test_wishes_form_asks_for_at_most_three_values() -> None:
    form = forms.WishesForm(
        QueryDict("values=support&values=achievement&values=recognition&values=conditions&hours=900&avoided=air")
    )
    assert not form.is_valid()
    assert set(form.errors) == {"values", "hours", "avoided"}


def test_wishes_form_of_nothing_is_no_wish() -> None:
    form = forms.WishesForm(QueryDict())
    assert form.is_valid()
    assert form.wishes() == Wishes()


@pytest.mark.parametrize(
    ("form", "posted"),
    [
        (forms.EducationForm, "level=99"),
        (forms.InterestsForm, "tiles=care&tiles=<b>"),
        (forms.OutsideForm, "activities=hack"),
    ],
)
def test_choice_forms_refuse_what_is_not_in_the_list(form: type, posted: str) -> None:
    assert not form(QueryDict(posted)).is_valid()


def test_text_form_asks_for_a_text_or_a_document() -> None:
    form = forms.TextForm({"text": "   "}, {})
    assert not form.is_valid()
    assert "text" in form.errors


def test_text_form_reads_a_document_and_a_text() -> None:
    document = SimpleUploadedFile("cv.txt", b"Ik werkte als verpleegkundige.")
    form = forms.TextForm({"text": "Ik kan luisteren."}, {"document": document})
    assert form.is_valid()
    assert form.whole_text() == "Ik kan luisteren.\n\nIk werkte als verpleegkundige."


def bomb() -> bytes:
    """Return a small zip that unpacks to a hundred megabytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 100_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("cv.pdf", b"no pdf at all, just words"), ("cv.exe", b"MZ" * 100), ("cv.docx", bomb()), ("cv.txt", b"")],
    ids=["broken", "unknown", "bomb", "empty"],
)
def test_text_form_says_at_the_document_why_it_is_not_read(name: str, content: bytes) -> None:
    form = forms.TextForm({"text": ""}, {"document": SimpleUploadedFile(name, content)})
    assert not form.is_valid()
    assert len(form.errors["document"]) == 1


def test_text_form_refuses_more_than_can_be_read() -> None:
    form = forms.TextForm({"text": "a" * 20_001}, {})
    assert not form.is_valid()
    assert "20.000" in form.errors["text"][0]
