"""Search over occupations and skills in Dutch and English, and skills out of a text. Pure: no Django, no network."""

from wending.engine.text.encoder import Encoder, installed_encoder
from wending.engine.text.entry import Entry, Hit, Kind, LabelType, Language
from wending.engine.text.index import TextIndex

__all__ = ["Encoder", "Entry", "Hit", "Kind", "LabelType", "Language", "TextIndex", "installed_encoder"]
