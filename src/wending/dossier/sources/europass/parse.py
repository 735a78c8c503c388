"""Reads the XML of a Europass CV: that of today (`Candidate`) and that of before 2020 (`SkillsPassport`). Pure."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.sources.europass.candidate import read_candidate
from wending.dossier.sources.europass.skills_passport import read_skills_passport
from wending.dossier.sources.reading import Reading, imported
from wending.dossier.sources.xml_files import local, read_xml

_READERS = {"Candidate": read_candidate, "SkillsPassport": read_skills_passport, "LearnerInfo": read_skills_passport}


def is_europass(root: Element) -> bool:
    """Tell whether an XML document is a CV of Europass."""
    return local(root) in _READERS


def parse(data: bytes) -> Imported:
    """Return the record of a Europass XML file; raise RecordRefused when it is none."""
    root = read_xml("europass", data)
    if not is_europass(root):
        raise RecordRefused("europass", "unknown")
    reading = Reading()
    return imported("europass", _READERS[local(root)](root, reading), reading)
