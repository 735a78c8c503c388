"""The REST root: mounts the REST rooms of the domains under one version. Holds no operation of a domain."""

from ninja import NinjaAPI

from wending.api import refusals
from wending.api.parser import StrictParser
from wending.api.version import API_VERSION
from wending.orientation.rest import router as orientation
from wending.reference.rest import router as reference

DESCRIPTION = """\
Zoek beroepen en vaardigheden, en kijk welk werk past bij wat iemand kan en wil.

- Geen account en geen sleutel nodig. We bewaren niets van wat je stuurt.
- De uitkomst is informatie. Wending beslist niets. Gebruik de uitkomst niet om mensen te kiezen of af te wijzen.
- De namen in deze API volgen ESCO, dat Engelse namen heeft. De teksten zijn er in het Nederlands en in het Engels:
  kies met `lang`, of met de header `Accept-Language`.
- Een lijst komt in bladzijden: `page` en `pageSize`. De header `Link` wijst naar de andere bladzijden.
- Elk GET-antwoord heeft een `ETag`. Stuur die terug in `If-None-Match` en je krijgt 304 als er niets veranderde.
- De headers `RateLimit-*` zeggen hoeveel vragen je nog mag stellen.
- Een fout is een probleem volgens RFC 9457 (`application/problem+json`).
"""

TAGS = [
    {"name": "reference", "description": "Beroepen, vaardigheden en de uitgaven van de gegevens."},
    {"name": "orientation", "description": "Van wat iemand kan en wil naar werk dat past, met uitleg."},
    {"name": "openapi", "description": "Deze beschrijving."},
]

api = NinjaAPI(
    title="Wending",
    version=API_VERSION,
    description=DESCRIPTION,
    # The description and the page about it are served by `views`: ninja's own page loads from elsewhere.
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-v1",
    parser=StrictParser(),
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}, "tags": TAGS},
)
refusals.register(api)
api.add_router("", reference, tags=["reference"])
api.add_router("", orientation, tags=["orientation"])
