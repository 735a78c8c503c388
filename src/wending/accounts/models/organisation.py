"""A school, employer, centre, research office or municipality."""

import uuid

from django.db import models

from wending.accounts.rules.roles import Kind


class Organisation(models.Model):
    """An organisation in which people have roles. `region` is the code of a labour-market region, or empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=20, blank=True)
    is_example = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(["id", "kind", "name", "region", "is_example", "created"], "not about a person")

    def __str__(self) -> str:
        return self.name
