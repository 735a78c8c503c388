"""Counts requests per client and minute, so that one caller cannot slow the others. Keeps no address in the clear.

The count lives in the cache of the process: with several processes a client may get the limit
once for each. A shared cache makes it exact.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client may still do this minute: requests, and seconds until the count starts anew."""

    limit: int
    remaining: int
    reset: int
    is_exceeded: bool

    def show(self, response: HttpResponse) -> None:
        """Put the allowance into the headers of a response."""
        response.headers["RateLimit-Limit"] = str(self.limit)
        response.headers["RateLimit-Remaining"] = str(self.remaining)
        response.headers["RateLimit-Reset"] = str(self.reset)
        if self.is_exceeded:
            response.headers["Retry-After"] = str(self.reset)


def allowance_of(request: HttpRequest) -> Allowance | None:
    """Count this request and return what remains; None when the installation sets no limit."""
    limit: int = settings.API_RATE_PER_MINUTE
    if not limit:
        return None
    now = time.time()
    key = f"api-rate-{int(now // MINUTE)}-{_client(request)}"
    cache = caches["process"]
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        used = cache.incr(key)
    except ValueError:
        # The cache dropped the key between the two calls; it counts from here.
        used = 1
    return Allowance(limit, max(0, limit - used), max(1, MINUTE - int(now % MINUTE)), used > limit)


def _client(request: HttpRequest) -> str:
    """Return a name for the client that cannot be traced to its address without the secret key."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind a proxy: the last hop in the list is the one the proxy saw itself; the rest anyone can make up.
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return salted_hmac("wending.api.limits", address).hexdigest()[:24]
