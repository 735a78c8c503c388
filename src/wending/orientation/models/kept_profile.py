"""The profile of somebody with an account: what a session holds of a visitor, kept, and the same on each device."""

from django.db import models

from wending.accounts.models import EncryptedJSONField, Person


class KeptProfile(models.Model):
    """What a person told. `before` holds the two profiles that were joined at sign-in, until the person looked at that.

    `version` counts the changes. Skills from the dossier are no part of it: they are read where they are.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    content = EncryptedJSONField(default=dict)
    before = EncryptedJSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    personal_owner = "person"
    personal = {
        "person": "exported; erased with the row; not in research extracts",
        "content": "exported; erased with the row; in research: level and field of schooling, with consent",
        "before": "exported; erased with the row, and when the person changes or confirms their profile",
        "version": "exported; erased with the row; not in research extracts",
        "changed": "exported; erased with the row; in research, in extracts as a quarter of a year",
    }
