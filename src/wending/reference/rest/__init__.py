"""The REST operations of reference: releases, occupations, skills and search. Mounted by `wending.api`."""

from ninja import Router

from wending.reference.rest.releases import router as releases

router = Router()
router.add_router("", releases)
