"""The REST operations of orientation: match, transitions and extract. Mounted by `wending.api`. Nothing is kept."""

from ninja import Router

router = Router()
