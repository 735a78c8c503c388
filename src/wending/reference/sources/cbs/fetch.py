"""Fetches a table of CBS open data over HTTP, page by page, and saves the pages as files that `load` reads.

A page that came in is kept in a cache, so a fetch that was broken off goes on where it was; pages of an older edition
of the table are dropped. Errors that pass are tried again, ever later, or when the server says. Only this room uses
the network: reading what was saved is up to `odata`.
"""

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin, urlsplit, urlunsplit

from requests import Request, RequestException, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from requests_cache import CachedSession
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

V3 = "https://opendata.cbs.nl/ODataFeed/odata"
V4 = "https://datasets.cbs.nl/odata/v1/CBS"
# Of a table that CBS changes we hear at once, so a page may be kept long.
KEPT = timedelta(days=30)
TRIES = 6
LONGEST_WAIT = 120
_TIMEOUT = (15, 180)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_TABLE = re.compile(r"[A-Za-z0-9_]{3,32}")
# Version 3 offers the data twice; the typed one is enough.
_SKIPPED = {"UntypedDataSet", "CategoryGroups"}
Progress = Callable[[str], None]


class FetchFailed(Exception):
    """A table that could not be fetched; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched. `modified` is the day on which CBS changed the table last, empty when it does not say."""

    folder: Path
    pages: int
    title: str
    modified: str


class _Retry(Retry):
    """Says what it waits for, and how long."""

    say: Progress | None = None

    def new(self, **changes: Any) -> Self:
        """Return the policy for the next try, which goes on saying."""
        following = super().new(**changes)
        following.say = self.say
        return following

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait as long as the server says, else ever longer."""
        wait = (response and self.get_retry_after(response)) or self.get_backoff_time()
        why = f"the server answered {response.status}" if response else "the server could not be reached"
        if self.say:
            self.say(f"{why}; trying again in {wait:.0f} s")
        super().sleep(response)


def _open_session(cache: Path, progress: Progress, patience: float) -> CachedSession:
    """Return a session that keeps pages in a cache and tries again."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    session = CachedSession(str(cache), backend="sqlite", expire_after=KEPT, allowable_codes=(200,))
    retry = _Retry(
        total=TRIES,
        backoff_factor=patience,
        backoff_max=LONGEST_WAIT,
        retry_after_max=LONGEST_WAIT,
        status_forcelist=(429, 500, 502, 503, 504),
        allowed_methods=("GET",),
        raise_on_status=False,
    )
    retry.say = progress
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    session.headers.update({"User-Agent": "Wending", "Accept": "application/json"})
    return session


def fetch_table(
    table: str,
    *,
    to: Path,
    cache: Path,
    base: str,
    version: int,
    condition: str,
    progress: Progress,
    patience: float = 1.0,
) -> Fetched:
    """Fetch one table into the folder named after it in `to`, as a whole or not at all; raise FetchFailed.

    `cache` is the folder where pages are kept, `base` the address that the number of the table comes after; `condition`
    is an OData $filter on the data and `patience` the first wait in seconds before trying again.
    """
    if not _TABLE.fullmatch(table):
        raise FetchFailed(f"{table!r} is no number of a table: write it as 85517NED.")
    if urlsplit(base).scheme not in ("https", "http"):
        raise FetchFailed(f"--base {base} is no address: begin with https://.")
    try:
        with _open_session(cache / f"{table}.sqlite", progress, patience) as session:
            return _save(
                _Fetch(session, f"{base.rstrip('/')}/{table}", version, progress, patience), table, to, condition
            )
    except sqlite3.Error as error:
        raise FetchFailed(f"{cache / table}.sqlite cannot be used ({error}). Remove it, or make room.") from error


def _save(fetch: "_Fetch", table: str, to: Path, condition: str) -> Fetched:
    about = fetch.edition()
    part = to / f".{table}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    pages = 0
    for entity in fetch.entities():
        is_data = entity in ("TypedDataSet", "Observations")
        for number, page in enumerate(fetch.pages(entity, condition if is_data else ""), start=1):
            (part / f"{entity}-{number:04}.json").write_bytes(page)
            pages += 1
    folder = to / table
    _replace(folder, part)
    return Fetched(folder, pages, str(about.get("Title") or "").strip(), str(about.get("Modified") or "")[:10])


def _replace(folder: Path, part: Path) -> None:
    """Let the new pages take the place of older ones; a folder with anything else in it is left alone."""
    if folder.exists():
        if any(file.suffix != ".json" for file in folder.iterdir()):
            raise FetchFailed(f"{folder} holds other files than pages. Say another folder with --to.")
        shutil.rmtree(folder)
    part.rename(folder)


@dataclass(slots=True)
class _Fetch:
    """One table at one address."""

    session: CachedSession
    address: str
    version: int
    progress: Progress
    patience: float

    @property
    def about(self) -> str:
        """Return the name of the part that tells of the table itself."""
        return "TableInfos" if self.version == 3 else "Properties"

    def edition(self) -> dict[str, Any]:
        """Return what CBS tells of the table, asked anew; forget the pages that were kept when that has changed."""
        url = f"{self.address}/{self.about}"
        kept = self.session.cache
        known = kept.get_response(kept.create_key(Request("GET", url, params=self._params())))
        if known:
            now = self._get(url, self._params(), force_refresh=True)
            if now.content == known.content:
                return _first(now)
            self.progress("the table has changed: pages that were kept are fetched again")
        # The edition is kept first: the next fetch then knows of which one the pages are.
        kept.responses.clear()
        return _first(self._get(url, self._params()))

    def entities(self) -> list[str]:
        """Return the names of the parts that the table has, the data last."""
        listed = _payload(self._get(self.address, self._params())).get("value")
        rows = listed if isinstance(listed, list) else []
        names = {str(row.get("name", "")) for row in rows if isinstance(row, dict)} | {self.about}
        groups = {f"{name.removesuffix('Codes')}Groups" for name in names if name.endswith("Codes")} - {"MeasureGroups"}
        wanted = names - _SKIPPED - groups
        data = {"TypedDataSet", "Observations"} & wanted
        if not data or not all(map(_NAME.fullmatch, wanted)):
            raise FetchFailed(f"{self.address} does not list the parts of a table. Is --base right?")
        return sorted(wanted, key=lambda name: (name in data, name))

    def pages(self, entity: str, condition: str) -> Iterator[bytes]:
        """Yield the pages of one part."""
        url, params = f"{self.address}/{entity}", self._params(condition)
        seen: set[str] = set()
        rows = 0
        while url:
            if url in seen:
                raise FetchFailed(f"{url} leads back to itself. Try again later.")
            seen.add(url)
            response = self._get(url, params)
            payload = _payload(response)
            rows += len(payload.get("value", ())) or ("value" not in payload)
            is_kept = getattr(response, "from_cache", False)
            self.progress(f"{entity}: {rows} rows{' (kept)' if is_kept else ''}")
            yield response.content
            url, params = self._next(url, payload), {}

    def _params(self, condition: str = "") -> dict[str, str]:
        format_ = {"$format": "json"} if self.version == 3 else {}
        return format_ | ({"$filter": condition} if condition else {})

    def _next(self, url: str, payload: dict[str, Any]) -> str:
        link = payload.get("odata.nextLink") or payload.get("@odata.nextLink")
        if not link:
            return ""
        here, there = urlsplit(self.address), urlsplit(urljoin(url, str(link)))
        if there.hostname != here.hostname:
            raise FetchFailed(f"{url} goes on at another server, {there.hostname}: that is not followed.")
        return urlunsplit(there._replace(scheme=here.scheme, netloc=here.netloc))

    def _get(self, url: str, params: dict[str, str], *, force_refresh: bool = False) -> Response:
        for attempt in range(1, TRIES + 1):
            try:
                response = self.session.get(url, params=params, timeout=_TIMEOUT, force_refresh=force_refresh)
                break
            except (ChunkedEncodingError, ContentDecodingError) as error:
                # The answer began and was cut off: the adapter no longer tries again by itself then.
                if attempt == TRIES:
                    raise FetchFailed(f"{url} is cut off each time. What came in is kept: run it again.") from error
                self.progress(f"the connection was cut off; trying again ({attempt} of {TRIES - 1})")
                time.sleep(min(self.patience * 2 ** (attempt - 1), LONGEST_WAIT))
            except RequestException as error:
                raise FetchFailed(
                    f"{url} cannot be reached ({type(error).__name__}). What came in is kept: run it again."
                ) from error
        if response.status_code == 404:
            raise FetchFailed(f"{url} does not exist. Look up the number of the table, and whether it needs --v4.")
        if response.status_code != 200:
            wrong = f"{url} answered {response.status_code} {response.reason}."
            raise FetchFailed(f"{wrong} What came in is kept: run it again later.")
        return response


def _first(response: Response) -> dict[str, Any]:
    """Return the one row of a page: version 4 sends it bare."""
    payload = _payload(response)
    rows = payload.get("value", [payload])
    return dict(rows[0]) if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}


def _payload(response: Response) -> dict[str, Any]:
    try:
        payload = json.loads(response.content)
    except ValueError:
        payload = None
    if not isinstance(payload, dict):
        raise FetchFailed(f"{response.url} is no JSON. Is --base right?")
    return payload
