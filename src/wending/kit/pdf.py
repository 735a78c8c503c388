"""Makes accessible PDF files (PDF/UA-1) from Typst templates. The templates are files of the package; what a document
says comes in as data, never as template text, so that nothing a person typed is run. No network, no system fonts.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

# Templates import each other from here: `#import "/web/typst/base.typ": document`.
PACKAGE = Path(__file__).resolve().parents[1]


def render_pdf(template: Path, content: Mapping[str, Any]) -> bytes:
    """Return the PDF of a Typst file inside the package; it reads `content` with `json(bytes(sys.inputs.content))`.

    `content` holds what JSON can hold. Raises typst.TypstError naming the line where the template is wrong, or the
    picture that has no alternative text.
    """
    outcome: bytes = _typst().compile(
        str(template),
        root=str(PACKAGE),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    return outcome


@cache
def _typst() -> Any:
    # Loaded on the first document: 80 MB that most processes never need.
    import typst

    return typst
