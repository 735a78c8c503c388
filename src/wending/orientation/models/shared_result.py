"""A result that someone chose to share by a link, without an account."""

from django.db import models


class SharedResult(models.Model):
    """What a shared page shows, frozen: chosen occupations with the reasons. It names nobody and holds no profile.

    `content` is exactly what the page prints, in the language of the maker, so nothing more can leak later. The row is
    deleted when its maker withdraws it, and by `prune_shares` after it expired.
    """

    token = models.CharField(max_length=43, primary_key=True)
    lang = models.CharField(max_length=8)
    content = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(db_index=True)

    # What export, erasure and research extracts do with each field.
    personal = {
        "token": "erased with the row; never exported",
        "lang": "exported to the maker; erased with the row; not in research extracts",
        "content": "exported to the maker; erased with the row; not in research extracts",
        "created": "exported to the maker; erased with the row; not in research extracts",
        "expires": "exported to the maker; erased with the row; not in research extracts",
    }
