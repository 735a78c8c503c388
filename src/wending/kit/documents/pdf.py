"""Text or attachments of a PDF file, read in a process of its own with limits on time and memory: a hostile file ends
only that.

Run as a program it reads a PDF from standard input and writes JSON: {"text": ...}, with `attachments` as its argument
{"attachments": {name: base64}}, or {"refused": code, "params": {}}. That half imports nothing of Wending.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS = 20
_MEMORY = 1_000_000_000
_MOST_PAGES = 60
_MOST_CHARACTERS = 400_000
_MOST_ATTACHMENTS = 50
_MOST_ATTACHED = 30_000_000


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF file. Raise DocumentRefused."""
    return str(_asked(data, "text")["text"])


def read_attachments(data: bytes) -> dict[str, bytes]:
    """Return the files attached to a PDF file by name; of files with one name the first. Raise DocumentRefused."""
    found = _asked(data, "attachments")["attachments"]
    return {str(name): base64.b64decode(content) for name, content in found.items()}


def _asked(data: bytes, what: str) -> dict[str, Any]:
    from wending.kit.documents.refusal import DocumentRefused

    if b"%PDF-" not in data[:1024]:
        raise DocumentRefused("wrong_type", extension="pdf")
    program = [sys.executable, "-I", str(Path(__file__).resolve()), what]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=SECONDS + 5, check=False)
    except subprocess.TimeoutExpired as problem:
        raise DocumentRefused("too_slow") from problem
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as problem:
        raise DocumentRefused("too_slow") from problem
    if "refused" in answer:
        raise DocumentRefused(answer["refused"], **answer["params"])
    return answer


def _limit() -> None:
    """Cap processor time and memory of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _answer(data: bytes, what: str) -> dict[str, object]:
    import logging
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        # Many programs lock only printing or changing: those open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "password", "params": {}}
        if what == "attachments":
            return _attachments(reader)
        pages = len(reader.pages)
        if pages > _MOST_PAGES:
            return {"refused": "too_many_pages", "params": {"pages": pages, "limit": _MOST_PAGES}}
        found: list[str] = []
        for page in reader.pages:
            found.append(page.extract_text())
            if sum(map(len, found)) > _MOST_CHARACTERS:
                return {"refused": "too_long", "params": {"limit": _MOST_CHARACTERS}}
        return {"text": "\n\n".join(found)}
    except (WrongPasswordError, FileNotDecryptedError, DependencyError):
        return {"refused": "password", "params": {}}
    except LimitReachedError:
        return {"refused": "bomb", "params": {}}
    except (MemoryError, RecursionError):
        return {"refused": "too_slow", "params": {}}
    except Exception:  # a PDF can be wrong in any way, and pypdf then raises anything
        return {"refused": "broken", "params": {}}


def _attachments(reader: Any) -> dict[str, object]:
    found: dict[str, str] = {}
    total = 0
    for number, attached in enumerate(reader.attachment_list):
        content = attached.content
        total += len(content)
        if number >= _MOST_ATTACHMENTS or total > _MOST_ATTACHED:
            return {"refused": "bomb", "params": {}}
        found.setdefault(attached.name, base64.b64encode(content).decode())
    return {"attachments": found}


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read(), "".join(sys.argv[1:]))))
