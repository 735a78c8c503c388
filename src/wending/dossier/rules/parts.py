"""What of a file is not taken over, by name: message ids that fill the gap `what` of a finding."""

from __future__ import annotations

from enum import StrEnum

from wending.dossier.rules.findings import gettext_noop as _


class Part(StrEnum):
    """A part of a file or a record that a reader or writer passes over."""

    PHOTO = _("foto")
    ATTACHMENTS = _("bijlagen")
    BIRTH = _("geboortedatum of geboorteplaats")
    SEX = _("geslacht")
    NATIONALITY = _("nationaliteit of visum")
    PERSONAL = _("geboortedatum, geslacht of nationaliteit")
    POLITICS = _("maatschappelijke en politieke activiteiten")
    REFERENCES = _("aanbevelingen van anderen")
    MORE_MAIL = _("meer e-mailadressen")
    MORE_PHONES = _("meer telefoonnummers")
    MORE_PAGES = _("meer webadressen")
    CHAT = _("chat")
    REGION = _("regio")
    SECTOR = _("bedrijfstak")
    GRADE = _("eindcijfer of beoordeling")
    CREDITS = _("studiepunten")
    RIGHTS = _("waar het toegang toe geeft")
    LEVEL = _("niveau")
    CERTIFICATES = _("taalcertificaten")
    UNFINISHED = _("cursussen die niet af zijn")
    ONGOING = _("dat het nog loopt")
