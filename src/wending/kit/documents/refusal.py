"""Why an uploaded file is not read: a code, what belongs in its message, and the message in English."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "empty": "The file is empty.",
    "too_large": "The file is {size_mb} MB; at most {limit_mb} MB is read.",
    "unknown_type": "Files of type '{extension}' are not read. Use PDF, DOCX, ODT or TXT.",
    "wrong_type": "The name says '{extension}', but the content is not of that type.",
    "macros": "The file holds macros (small programs). Save it without macros, for example as PDF.",
    "password": "The file is locked with a password. Save it without a password.",
    "bomb": "The file unpacks to far more than its size suggests, so it is not opened.",
    "paths": "The file holds parts that want to be written outside their folder, so it is not opened.",
    "entities": "The file holds references that its format has no need of, so it is not opened.",
    "too_many_pages": "The file has {pages} pages; at most {limit} are read.",
    "too_long": "The file holds more than {limit} characters of text.",
    "too_slow": "Reading the file takes too much time or memory. Save it anew, for example as TXT.",
    "no_text": "The file holds no text. Is it a scan or a photo? Paste the text instead.",
    "broken": "The file is damaged and cannot be read.",
}


class DocumentRefused(Exception):
    """The file is not read. `code` is a key of REASONS, `params` fills its message."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(REASONS[code].format(**params))
