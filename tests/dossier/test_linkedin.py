"""The ZIP that LinkedIn hands out: its dates in words, its notes before the columns, and ZIPs that play tricks."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Kind, LanguageLevel, Link, Moment, SkillClaim
from wending.dossier.sources.read import read_record

FILES = {
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    'Ada,Ree,,,"May 5, 1980",Bakker,"Ik bak.\nElke nacht.",Food,1234 AB,"Drenthe, Nederland",[ada],'
    '"[PORTFOLIO:https://example.org/a,COMPANY:https://example.com]",\n',
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\r\n"
    'Bakkerij Ree,Bakker,"Kneden, bakken &amp; verkopen",Ons Dorp,Jan 2020,\r\n'
    "Winkel,Verkoper,,Ons Dorp,2017,Sometime\r\n",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "Vakschool,2015,2018,Met lof,Mbo 3,\n",
    "Skills.csv": "Name\nBrood bakken\n\nRekenen\n",
    "Languages.csv": "Name,Proficiency\nEnglish,Professional working proficiency\n",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\n"
    "Hygiene,https://example.org/h,Keurdienst,May 2020,May 2030,H-1\n",
    "volunteer experiences.csv": "Company Name,Role,Cause,Started On,Finished On,Description\n"
    "Buurthuis,Taalmaatje,Education,Feb 2016,Jun 2019,\n",
    "Learning.csv": "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
    "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken),\n"
    "Desem,Over desem,Course,2020-12-29 14:24 UTC,2021-01-04 09:00 UTC,true,N/A,\n"
    "Taart,Over taart,Course,2020-12-29 14:24 UTC,N/A,true,N/A,\n",
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
    "old@example.org,Yes,No,\nada@example.org,Yes,Yes,\n",
    "PhoneNumbers.csv": 'Notes:\n"Numbers that you gave us, and others did not"\n\nExtension,Number,Type\n'
    ",+31 612345678,Mobile\n",
    "Recommendations_Received.csv": "First Name,Text\nBaas,Goed\n",
    "Patents.csv": "Title\nOven\n",
    "messages.csv": "FROM,CONTENT\nBaas,geheim bericht\n",
}


def zipped(files: dict[str, str], folder: str = "") -> bytes:
    """Return a ZIP of the files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content)
    return stream.getvalue()


@pytest.mark.parametrize("folder", ["", "Complete_LinkedInDataExport_11-25-2026/"])
def test_read_record_reads_the_complete_export(folder: str) -> None:
    read = read_record("linkedin.zip", zipped(FILES, folder))
    record, found = read.record, {item.kind: item for item in read.record.items}
    job, before = record.of(Kind.WORK)
    assert (job.start, job.end, job.is_ongoing) == (Moment(2020, 1), None, True)
    assert job.description == "Kneden, bakken & verkopen"
    assert (before.start, before.end, before.is_ongoing) == (Moment(2017), None, False)
    assert (found[Kind.EDUCATION].title, found[Kind.EDUCATION].description) == ("Mbo 3", "Met lof")
    assert found[Kind.VOLUNTEERING].end == Moment(2019, 6)
    credential = found[Kind.CREDENTIAL].credential
    assert credential is not None
    assert (credential.issued, credential.expires, credential.ident, credential.form) == (
        "2020-05",
        "2030-05",
        "H-1",
        "",
    )
    assert [item.title for item in record.of(Kind.COURSE)] == ["Desem"]
    assert found[Kind.LANGUAGE].language == LanguageLevel("en")
    assert record.skills == (SkillClaim("Brood bakken"), SkillClaim("Rekenen"))
    person = record.person
    assert (person.name, person.email, person.phone) == ("Ada Ree", "ada@example.org", "+31 612345678")
    assert person.summary == "Ik bak.\nElke nacht."
    assert person.links == (Link("https://example.org/a", "Portfolio"), Link("https://example.com", "Company"))


def test_read_record_tells_what_it_left_out_and_opens_no_messages() -> None:
    read = read_record("linkedin.zip", zipped(FILES))
    told = {(one.where, one.code) for one in read.findings}
    assert told == {
        ("Positions.csv:3", "bad_date"),
        ("Learning.csv", "not_kept"),
        ("linkedin", "not_kept"),
        ("linkedin", "privacy"),
        ("Profile.csv", "privacy"),
        ("Profile.csv", "not_kept"),
    }
    assert "geheim" not in repr(read)


def test_read_record_of_the_basic_export_names_what_is_missing() -> None:
    read = read_record("linkedin.zip", zipped({name: FILES[name] for name in ("Profile.csv", "Skills.csv")}))
    assert [one.values["what"] for one in read.findings if one.code == "missing_part"] == [
        "Positions.csv",
        "Education.csv",
    ]


def _encrypted() -> bytes:
    data = bytearray(zipped({"Profile.csv": FILES["Profile.csv"]}))
    # The flag for a password stands in the local and in the central header.
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"Profile.csv": "a" * 9_000_000}), "bomb"),
        (zipped({"Profile.csv": FILES["Profile.csv"], "../../etc/passwd": "x"}), "paths"),
        (zipped({f"{number}.csv": "" for number in range(2001)}), "bomb"),
        (_encrypted(), "password"),
        (zipped(FILES)[:-40], "broken"),
        (zipped({"a.txt": "hello"}), "unknown"),
        (zipped({"word/document.xml": "<a/>"}), "cv_text"),
        (zipped({"in.zip": "PK\x03\x04"}), "unknown"),
        (zipped({"Positions.csv": "Company Name,Title\n" + "a,b\n" * 1001}), "too_many"),
        (zipped({"Positions.csv": 'Company Name,Title\n"' + "a" * 200_000 + '"\n'}), "nothing"),
    ],
    ids=["bomb", "path", "many", "password", "cut", "other", "docx", "nested", "rows", "field"],
)
def test_read_record_refuses_zips_that_play_tricks(data: bytes, code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        read_record("export.zip", data)
    assert refused.value.finding.code == code


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.text(max_size=60), st.integers(0, 40))
def test_read_record_reads_or_refuses_any_text_in_a_file(name: str, text: str, place: int) -> None:
    content = FILES[name][:place] + text + FILES[name][place:]
    read = read_record("export.zip", zipped({**FILES, name: content.encode("utf-8", "replace").decode()}))
    assert read.form == "linkedin"
