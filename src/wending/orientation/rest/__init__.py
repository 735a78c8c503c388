"""The REST operations of orientation: match, transitions and extract. Mounted by `wending.api`. Nothing is kept."""

from ninja import Router

from wending.orientation.rest import extract, match

router = Router()
for part in (match, extract):
    router.add_router("", part.router)
