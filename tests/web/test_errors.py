"""Pages for what goes wrong."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.exceptions import TemplateDoesNotExist
from django.test import Client, RequestFactory
from django.utils import translation

from tests.web.reading import Page, assert_plain_dutch
from wending.web.views import errors


def test_not_found_offers_search_and_a_way_back(client: Client) -> None:
    response = client.get("/bestaat-niet/")
    page = Page(response.content.decode())
    assert response.status_code == 404
    assert not response.cookies
    assert {"form", "a"} <= {tag for tag, _attributes in page.tags}
    assert {"name": "robots", "content": "noindex"} in [attributes for _tag, attributes in page.tags]
    assert_plain_dutch(page.html)


def test_not_found_answers_in_the_language_of_the_address(client: Client) -> None:
    assert 'lang="en"' in client.get("/en/does-not-exist/").content.decode()


@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.csrf_failure, 403)]
)
def test_error_page_says_what_to_do(view: Callable[[HttpRequest], HttpResponse], status: int) -> None:
    with translation.override("nl"):
        response = view(RequestFactory().get("/"))
    assert response.status_code == status
    assert 'href="/"' in response.content.decode()
    assert_plain_dutch(response.content.decode())


def test_server_error_needs_no_database_and_no_session() -> None:
    # Without the django_db mark any use of the database fails here.
    with translation.override("nl"):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()
    assert 'class="site-header"' in response.content.decode()


def test_server_error_survives_broken_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str) -> str:
        raise TemplateDoesNotExist("web/base.html")

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()
