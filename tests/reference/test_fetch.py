"""Fetching tables from a real server on this machine: pages, errors that pass, cut answers, what is kept."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from requests_cache import CachedSession

from tests.reference.market_factories import cbs_wages
from wending.reference.queries.releases import release_in_force
from wending.reference.sources.cbs.fetch import Fetched, FetchFailed, fetch_table
from wending.reference.sources.cbs.parse import parse_wages

TABLE = "85517NED"


class CbsServer:
    """A server that has one made-up table in one version, and can be told to misbehave at a path."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.asked: Counter[str] = Counter()
        self.queries: dict[str, dict[str, list[str]]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        # Path -> what to do at the next requests: a status with headers, or "cut".
        self.trouble: dict[str, list[Any]] = {}
        self.modified = "2026-07-14T02:00:00"
        self.next_host = ""
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        path = parts.path.removeprefix(f"/odata/{TABLE}").strip("/")
        self.asked[path] += 1
        self.queries[path] = parse_qs(parts.query)
        self.headers[path] = dict(request.headers)
        trouble = self.trouble.get(path, [])
        doing = trouble.pop(0) if trouble else (200, {})
        body = self.body(path, parts.path)
        if doing == "cut":
            request.send_response(200)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body[: len(body) // 2])
            request.wfile.flush()
            request.close_connection = True
            return
        status, headers = doing
        if status == 200 and not body:
            status, body = 404, b"{}"
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def body(self, path: str, full: str) -> bytes:
        if not full.startswith(f"/odata/{TABLE}"):
            return b""
        files = dict(cbs_wages(self.version))
        if not path:
            names = {name.partition("-")[0] for name in files}
            names |= {"UntypedDataSet"} if self.version == 3 else {"BeroepGroups"}
            return json.dumps({"value": [{"name": name, "url": name} for name in sorted(names)]}).encode()
        name, _, number = path.partition("/")
        content = files.get(f"{name}-{int(number or 1):04}.json", b"")
        page = json.loads(content or b"{}")
        if name in ("TableInfos", "Properties"):
            (page["value"][0] if "value" in page else page)["Modified"] = self.modified
        if "odata.nextLink" in page:
            page["odata.nextLink"] = f"http://{self.next_host or '127.0.0.1'}/odata/{TABLE}/{name}/2"
        return json.dumps(page).encode() if content else b""


@pytest.fixture
def server() -> Iterator[CbsServer]:
    served = CbsServer(3)
    yield served
    served.http.shutdown()
    served.http.server_close()


def fetch(server: CbsServer, to: Path, said: list[str] | None = None, **more: Any) -> Fetched:
    words: dict[str, Any] = {"table": TABLE, "base": f"{server.address}/odata", "condition": ""} | more
    table = words.pop("table")
    progress = (said if said is not None else []).append
    kept = to / "kept"
    return fetch_table(table, to=to, cache=kept, version=server.version, progress=progress, patience=0.01, **words)


def read(folder: Path) -> list[tuple[str, bytes]]:
    return [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.json"))]


def test_fetch_table_saves_pages_that_can_be_read(server: CbsServer, tmp_path: Path) -> None:
    said: list[str] = []
    fetched = fetch(server, tmp_path, said)
    assert fetched == Fetched(tmp_path / TABLE, 6, "Made up; uurloon", "2026-07-14")
    assert sorted(file.name for file in fetched.folder.iterdir()) == sorted(name for name, _ in cbs_wages())
    assert list(parse_wages(read(fetched.folder), {})) == list(parse_wages(cbs_wages(), {}))
    assert said[-2:] == ["TypedDataSet: 4 rows", "TypedDataSet: 8 rows"]
    assert server.queries["Beroep"] == {"$format": ["json"]}
    assert server.asked["UntypedDataSet"] == 0


def test_fetch_table_of_version_4(tmp_path: Path) -> None:
    served = CbsServer(4)
    try:
        fetched = fetch(served, tmp_path, condition="Perioden eq '2024JJ00'")
    finally:
        served.http.shutdown()
        served.http.server_close()
    assert list(parse_wages(read(fetched.folder), {})) == list(parse_wages(cbs_wages(4), {}))
    assert served.queries["Observations"] == {"$filter": ["Perioden eq '2024JJ00'"]}
    assert served.queries["BeroepCodes"] == {}
    assert served.asked["BeroepGroups"] == 0


def test_fetch_table_again_asks_only_for_the_edition(server: CbsServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    said: list[str] = []
    fetch(server, tmp_path, said)
    assert server.asked["TableInfos"] == 2
    assert server.asked["TypedDataSet"] == server.asked["TypedDataSet/2"] == server.asked["Beroep"] == 1
    assert "TypedDataSet: 8 rows (kept)" in said


def test_fetch_table_that_has_changed_fetches_every_page_again(server: CbsServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    server.modified = "2026-12-01T02:00:00"
    said: list[str] = []
    assert fetch(server, tmp_path, said).modified == "2026-12-01"
    assert server.asked["TypedDataSet/2"] == 2
    assert any("the table has changed" in text for text in said)


def test_fetch_table_asks_whether_an_old_page_has_changed(server: CbsServer, tmp_path: Path) -> None:
    server.trouble["Beroep"] = [(200, {"ETag": '"1"'}), (304, {"ETag": '"1"'})]
    fetch(server, tmp_path)
    with CachedSession(str(tmp_path / "kept" / f"{TABLE}.sqlite")) as session:
        session.cache.reset_expiration(datetime(2026, 1, 1, tzinfo=UTC))
    fetch(server, tmp_path)
    assert server.headers["Beroep"]["If-None-Match"] == '"1"'
    assert len(read(tmp_path / TABLE)) == 6


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_fetch_table_tries_again_after_an_error_that_passes(server: CbsServer, tmp_path: Path, status: int) -> None:
    server.trouble["TypedDataSet/2"] = [(status, {}), (status, {})]
    fetched = fetch(server, tmp_path)
    assert server.asked["TypedDataSet/2"] == 3
    assert list(parse_wages(read(fetched.folder), {}))


def test_fetch_table_waits_as_long_as_the_server_says(
    server: CbsServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    said: list[str] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", waits.append)
    server.trouble["Beroep"] = [(429, {"Retry-After": "7"}), (429, {"Retry-After": "99999"})]
    fetch(server, tmp_path, said)
    assert waits == [7, 120]
    assert {f"the server answered 429; trying again in {wait} s" for wait in waits} <= set(said)


def test_fetch_table_tries_a_cut_answer_again(server: CbsServer, tmp_path: Path) -> None:
    said: list[str] = []
    server.trouble["TypedDataSet/2"] = ["cut", "cut"]
    fetched = fetch(server, tmp_path, said)
    assert list(parse_wages(read(fetched.folder), {})) == list(parse_wages(cbs_wages(), {}))
    assert sum("the connection was cut off" in text for text in said) == 2


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        (["cut"] * 6, "is cut off each time. What came in is kept"),
        ([(503, {})] * 7, "answered 503 Service Unavailable. What came in is kept"),
        ([(403, {})], "answered 403 Forbidden"),
    ],
)
def test_fetch_table_that_fails_leaves_the_old_pages_and_goes_on_next_time(
    server: CbsServer, tmp_path: Path, trouble: list[Any], message: str
) -> None:
    fetch(server, tmp_path)
    before = read(tmp_path / TABLE)
    server.modified = "2026-12-01T02:00:00"
    server.trouble["TypedDataSet/2"] = list(trouble)
    with pytest.raises(FetchFailed, match=message):
        fetch(server, tmp_path)
    assert read(tmp_path / TABLE) == before
    asked = server.asked["TypedDataSet"]
    fetch(server, tmp_path)
    assert server.asked["TypedDataSet"] == asked
    assert read(tmp_path / TABLE) != before


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"table": "00000NED"}, "does not exist. Look up the number of the table"),
        ({"table": "../x"}, "is no number of a table"),
        ({"base": "ftp://cbs"}, "is no address"),
        ({"base": "http://127.0.0.1:9/odata"}, "cannot be reached"),
    ],
)
def test_fetch_table_says_what_is_wrong(server: CbsServer, tmp_path: Path, more: dict[str, str], message: str) -> None:
    said: list[str] = []
    with pytest.raises(FetchFailed, match=message):
        fetch(server, tmp_path, said, **more)
    assert any("could not be reached; trying again" in text for text in said) == (message == "cannot be reached")
    assert not (tmp_path / TABLE).exists()


def test_fetch_table_refuses_an_answer_that_is_no_json(
    server: CbsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "body", lambda path, full: b"<html>proxy</html>")
    with pytest.raises(FetchFailed, match="is no JSON"):
        fetch(server, tmp_path)


@pytest.mark.parametrize("listed", [{"value": []}, {"value": [{"name": "../../etc"}, {"name": "TypedDataSet"}]}, {}])
def test_fetch_table_refuses_a_list_of_parts_that_is_none(
    server: CbsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: Any
) -> None:
    body = server.body
    monkeypatch.setattr(server, "body", lambda path, full: body(path, full) if path else json.dumps(listed).encode())
    with pytest.raises(FetchFailed, match="does not list the parts"):
        fetch(server, tmp_path)


def test_fetch_table_says_that_its_cache_cannot_be_used(server: CbsServer, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / f"{TABLE}.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(FetchFailed, match=r"sqlite cannot be used .* Remove it"):
        fetch(server, tmp_path)


def test_fetch_table_does_not_follow_to_another_server(server: CbsServer, tmp_path: Path) -> None:
    server.next_host = "elsewhere.example"
    with pytest.raises(FetchFailed, match=r"another server, elsewhere\.example"):
        fetch(server, tmp_path)


def test_fetch_table_stops_where_pages_go_round(
    server: CbsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = server.body

    def round_again(path: str, full: str) -> bytes:
        return body("TypedDataSet" if path == "TypedDataSet/2" else path, full)

    monkeypatch.setattr(server, "body", round_again)
    with pytest.raises(FetchFailed, match="leads back to itself"):
        fetch(server, tmp_path)


def test_fetch_table_leaves_a_folder_with_other_files_alone(server: CbsServer, tmp_path: Path) -> None:
    mine = tmp_path / TABLE / "notes.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    with pytest.raises(FetchFailed, match="holds other files than pages"):
        fetch(server, tmp_path)
    assert mine.read_text() == "mine"


@pytest.mark.django_db
def test_fetch_and_load_as_people_type_them(server: CbsServer, tmp_path: Path) -> None:
    out, progress = StringIO(), StringIO()
    words = ["fetch", "cbs", TABLE, "--to", str(tmp_path), "--base", f"{server.address}/odata"]
    call_command(*words, stdout=out, stderr=progress)
    first, hint = out.getvalue().splitlines()
    assert first == f"Made up; uurloon: 6 pages in {tmp_path / TABLE}"
    assert "TypedDataSet: 8 rows" in progress.getvalue()
    assert (settings.DATA_DIR / "fetched" / "kept" / f"{TABLE}.sqlite").exists()
    call_command(*hint.partition("./wending ")[2].split(), stdout=out)
    release = release_in_force("cbs-wages")
    assert release
    assert (release.version, release.published, release.counts) == ("2026-07-14", "2026-07-14", {"figures.wage": 6})


def test_fetch_command_ends_with_a_clear_error(server: CbsServer, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"does not exist\. Look up the number"):
        call_command("fetch", "cbs", "00000NED", "--base", f"{server.address}/odata", "--to", str(tmp_path))
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("fetch", "cbs", TABLE, "--base", f"{server.address}/odata", "--to", str(tmp_path / "file"))
