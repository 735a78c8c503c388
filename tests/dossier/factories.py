"""Records for tests: things somebody did, files of every kind, links for feedback."""

import io
import zipfile
from datetime import date
from typing import Any

from PIL import Image

from tests.accounts.factories import actor
from wending.accounts.models import Person
from wending.dossier.actions.contacts import ContactFields, add_contact
from wending.dossier.actions.evidence import add_evidence
from wending.dossier.actions.feedback import Asked, ask_feedback, give_feedback
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.actions.items import ItemFields, add_item
from wending.dossier.actions.reflections import ReflectionFields, write_reflection
from wending.dossier.models import Item
from wending.dossier.rules.people import Giver, Tie
from wending.dossier.rules.record import Kind
from wending.dossier.rules.reflection import Competence
from wending.dossier.sources.behaviours import PREFIX

LISTENING = PREFIX + "listening"


def make_item(person: Person, title: str = "Koffie schenken", **fields: Any) -> Item:
    """Return something that a person did."""
    told = {"kind": Kind.VOLUNTEERING, "begin": date(2019, 1, 1), "begin_precision": "year"} | fields
    return add_item(by=actor(person), fields=ItemFields(title=title, **told))


def make_link(person: Person, **fields: Any) -> str:
    """Return the token of a link for feedback about a person."""
    told: dict[str, Any] = {"shown_name": "Sam", "giver": Giver.PARENT, "questions": ["joy", "good_at"]} | fields
    return ask_feedback(by=actor(person), asked=Asked(**told))


def full_record(person: Person) -> Item:
    """Return an item of somebody with everything that can hang on it."""
    me = actor(person)
    item = make_item(person, organisation="Buurthuis De Brug", description="Elke week, voor de ouderen.")
    set_skills(
        by=me,
        item=item.pk,
        claims=[Claim(uri=LISTENING, level=2, behaviour="Ik ga zitten."), Claim(name="Koffie zetten", level=3)],
    )
    add_evidence(by=me, item=item.pk, name="foto.jpg", data=picture())
    write_reflection(
        by=me, competence=Competence.QUALITIES, fields=ReflectionFields(item.pk, "went_well", "Het was gezellig.", 2)
    )
    add_contact(by=me, fields=ContactFields("Ali", Tie.NEIGHBOUR, 1, "weet veel van zorg", "mag ik meekijken?"))
    token = make_link(person)
    give_feedback(token=token, giver_name="Mam", words={"good_at": "Je luisterde naar opa."})
    return item


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return a small picture, with a place in it where the kind can hold one."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "geheime plek"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, (200, 30, 30)).save(made, kind, exif=exif, **options)
    return made.getvalue()


def pdf(extra: bytes = b"") -> bytes:
    """Return a whole PDF of one empty page; `extra` goes into its catalogue."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)


def docx(**parts: str) -> bytes:
    """Return a small DOCX; `parts` adds more parts by name."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>Getuigschrift van Sam</w:t></w:r></w:p></w:body>"
    content = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{word}">{body}</w:document>',
    } | parts
    return archive(content)


def archive(content: dict[str, str | bytes]) -> bytes:
    """Return a zip file with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in content.items():
            file.writestr(name, text)
    return made.getvalue()
