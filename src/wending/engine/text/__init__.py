"""Search over occupations and skills in Dutch and English, and skills out of a text. Pure: no Django, no network."""

from wending.engine.text.encoder import Encoder, installed_encoder
from wending.engine.text.entry import Entry, Hit, Kind, LabelType, Language
from wending.engine.text.extract import Extraction, Proposal, extract
from wending.engine.text.index import TextIndex

__all__ = [
    "Encoder",
    "Entry",
    "Extraction",
    "Hit",
    "Kind",
    "LabelType",
    "Language",
    "Proposal",
    "TextIndex",
    "extract",
    "installed_encoder",
]
