"""A file that shows something: a photo, a certificate. The file itself lies encrypted outside the web root."""

import uuid
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from wending.dossier.models.item import Item
from wending.dossier.models.vault import VaultField, remove


class Evidence(models.Model):
    """One file of an item. `stored` is the random name under which it lies on disk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = VaultField(unique=True)
    added = models.DateTimeField(auto_now_add=True)

    personal_owner = "item__person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "item": "exported; erased with the row; not in research extracts",
        "name": "exported; erased with the row; not in research extracts",
        "media_type": "exported; erased with the row; not in research extracts",
        "size": "exported; erased with the row; not in research extracts",
        "sha256": "exported; erased with the row; not in research extracts",
        "stored": "exported as the file itself; the file is removed when the row is erased; not in research extracts",
        "added": "exported; erased with the row; not in research extracts",
    }


@receiver(post_delete, sender=Evidence, dispatch_uid="dossier.evidence")
def remove_file(sender: type[Evidence], instance: Evidence, **signal: Any) -> None:
    """Remove the file once its row is really gone, whoever removed it: its owner, an erasure, a fallen item."""
    transaction.on_commit(partial(remove, instance.stored.name or ""))
