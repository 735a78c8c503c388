"""The page of an occupation tells what CompetentNL says of it, where that is loaded and knows the occupation."""

from pathlib import Path

import pytest
from django.test import Client

from tests.orientation.test_views import at
from tests.reference.competentnl import load_competentnl
from tests.web.reading import assert_plain_dutch

pytestmark = pytest.mark.usefixtures("small_esco")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ["Wat CompetentNL zegt", "Dit lijkt er het meest op:", "Echt nodig", "Zorg en welzijn"]),
        ("en", ["What CompetentNL says", "This comes closest:", "Really needed", '<span lang="nl">Zorg en welzijn']),
    ],
)
def test_occupation_page_tells_what_competentnl_says_only_where_it_is_loaded(
    client: Client, tmp_path: Path, lang: str, said: list[str]
) -> None:
    assert "CompetentNL" not in client.get(at("occupation", "nurse", lang=lang)).content.decode()
    load_competentnl(tmp_path)
    html = client.get(at("occupation", "nurse", lang=lang)).content.decode()
    for words in said:
        assert words in html
    # Within a strength, what fewer occupations need comes first; and the source is told with its edition.
    assert html.index("Verzorgen") < html.index("Samenwerken")
    assert "CompetentNL 1" in html
    assert "CompetentNL" not in client.get(at("occupation", "driver", lang=lang)).content.decode()


def test_occupation_page_says_how_competentnl_matches_in_plain_dutch(client: Client, tmp_path: Path) -> None:
    load_competentnl(tmp_path)
    html = client.get(at("occupation", "carer")).content.decode()
    assert "Dit beroep staat er alleen preciezer in:" in html
    assert_plain_dutch(html)
