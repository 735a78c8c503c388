"""The REST operations of reference: search, occupations, skills and releases. Mounted by `wending.api`."""

from ninja import Router

from wending.reference.rest import occupations, releases, search, skills

router = Router()
for part in (search, occupations, skills, releases):
    router.add_router("", part.router)
